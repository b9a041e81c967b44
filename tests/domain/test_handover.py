"""Handing over: whom an issue waits for, read from its log."""

import pytest

from concord.domain.handover import asked_note, handed_over, stood_in, waits_for
from concord.domain.issue import IssueEvent, IssueEventKind
from concord.domain.people import Person
from tests.builders import moment, person
from tests.escalations import KEY, client

NOON = moment("2026-11-23T12:00")
ANA, JOEL = person(), person(id="joel", name="Joel Cruz")
KIM, LEE = client("kim", "vendor_manager"), client("lee", "sponsor")


def event(kind: IssueEventKind, note: str = "") -> IssueEvent:
    return IssueEvent(key=KEY, at=NOON, kind=kind, by="concord", origin="concord", note=note)


def asked(*people: Person, level: int = 1) -> IssueEvent:
    return event(IssueEventKind.ASKED, asked_note(level, people))


RAISED = event(IssueEventKind.RAISED)
SKIPPED = event(IssueEventKind.LEVEL_SKIPPED, asked_note(1, ()))
ANA_TO_JOEL = handed_over(KEY, ANA, JOEL, NOON)
JOEL_TO_LEE = handed_over(KEY, JOEL, LEE, NOON)


def test_the_log_names_who_is_asked_and_who_is_not_there() -> None:
    assert asked_note(2, (ANA, KIM)) == "level 2: ana, kim"
    assert SKIPPED.note == "level 1: nobody can be reached"
    assert ANA_TO_JOEL.note == "ana is away: handed to joel"


@pytest.mark.parametrize(
    ("events", "ids"),
    [
        ([], ()),
        ([RAISED], ()),
        ([RAISED, asked(ANA, KIM)], ("ana", "kim")),
        ([RAISED, SKIPPED], ()),
        ([RAISED, asked(ANA, KIM), asked(LEE, level=2)], ("lee",)),
        ([RAISED, asked(ANA), SKIPPED], ()),
        ([RAISED, asked(ANA, KIM), ANA_TO_JOEL], ("joel", "kim")),
        ([RAISED, asked(ANA, JOEL), ANA_TO_JOEL], ("joel",)),
        ([RAISED, asked(ANA), ANA_TO_JOEL, JOEL_TO_LEE], ("lee",)),
        ([RAISED, asked(ANA), ANA_TO_JOEL, asked(ANA)], ("ana",)),
        ([RAISED, asked(ANA), RAISED], ()),
        ([RAISED, asked(ANA), event(IssueEventKind.HANDED_OVER, "in other words")], ("ana",)),
    ],
)
def test_an_issue_waits_for_those_asked_last_and_for_their_stand_ins(
    events: list[IssueEvent], ids: tuple[str, ...]
) -> None:
    assert waits_for(events) == ids


def test_who_ever_stood_in_is_known() -> None:
    assert stood_in([RAISED, asked(ANA), ANA_TO_JOEL, JOEL_TO_LEE]) == {"joel", "lee"}
    assert stood_in([RAISED]) == frozenset()
