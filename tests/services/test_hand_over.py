"""Handing over: the deputy answers what waits for somebody on leave, told in one mail."""

from dataclasses import replace
from datetime import date

import pytest

from concord.domain.absence import with_absences
from concord.domain.agreement import Agreement
from concord.domain.issue import Answer, IssueEventKind, IssueKind
from concord.domain.people import Absence
from concord.domain.shadow import shadowed
from concord.services.hand_over import HandedOver, hand_over
from tests.builders import moment, person
from tests.escalations import KEY, KIM, NORTHWIND, Desk, missed

JOEL = person(id="joel", name="Joel Cruz", role="account_director", email="joel@northwind.example")
ANA = person(deputy="joel")
STAFFED = replace(NORTHWIND, people=(ANA, JOEL, *NORTHWIND.people[1:]))
NOON = moment("2026-11-23T12:00")


def leave(
    name: str = "northwind/ana", first: str = "2026-11-23", last: str = "2026-11-27"
) -> Absence:
    return Absence(
        person=name,
        first=date.fromisoformat(first),
        last=date.fromisoformat(last),
        set_by="kim",
        set_at=NOON,
    )


def asked(agreed: Agreement = STAFFED) -> Desk:
    """Return a desk with one open issue that was asked on Monday morning."""
    desk = missed()
    desk.agreement = agreed
    desk.ask()
    return desk


def hand(desk: Desk, *absences: Absence, at: str = "2026-11-23T12:00") -> tuple[HandedOver, ...]:
    """Merge the absences and hand over."""
    desk.agreement = with_absences(desk.agreement, absences)
    return hand_over(
        [desk.agreement], store=desk.store, correspondence=desk.correspondence, now=moment(at)
    )


def test_what_waits_for_the_absent_goes_to_the_deputy_and_is_on_record() -> None:
    desk = asked()
    (handed,) = hand(desk, leave())
    assert (handed.away.id, handed.stand_in.id, handed.was_asked) == ("ana", "joel", False)
    assert desk.log[-1] == IssueEventKind.HANDED_OVER
    assert desk.events[-1].note == "ana is away: handed to joel"
    (mail,) = desk.mails("You stand in for Ana Reyes: 1 open issue is yours")
    assert mail.to == (JOEL.email,)


def test_nothing_is_handed_over_twice() -> None:
    desk = asked()
    assert len(hand(desk, leave())) == 1
    assert hand(desk, leave(), at="2026-11-24T09:00") == ()
    assert len(desk.mails("You stand in")) == 1


@pytest.mark.parametrize(
    "absence",
    [
        leave(first="2026-11-24"),
        leave(first="2026-11-20", last="2026-11-22"),
        leave("northwind/joel"),
    ],
    ids=["it has not begun", "it is over", "another one's"],
)
def test_who_is_there_keeps_what_they_were_asked(absence: Absence) -> None:
    assert hand(asked(), absence) == ()


def test_a_leave_that_begins_later_hands_over_on_its_first_day() -> None:
    desk = asked()
    absence = leave(first="2026-11-24")
    assert hand(desk, absence) == ()
    assert len(hand(desk, absence, at="2026-11-24T08:00")) == 1


def test_without_a_stand_in_the_issue_waits_on() -> None:
    desk = asked(replace(STAFFED, people=(person(), *STAFFED.people[1:])))
    assert hand(desk, leave()) == ()
    assert desk.log[-1] == IssueEventKind.ASKED


def test_a_deputy_who_was_asked_as_well_gets_no_second_mail() -> None:
    both = replace(STAFFED, people=(person(deputy="kim"), *STAFFED.people[1:]))
    desk = asked(both)
    (handed,) = hand(desk, leave())
    assert handed.was_asked
    assert desk.mails("You stand in") == []
    assert desk.events[-1].note == "ana is away: handed to kim"


def test_what_is_answered_or_of_a_former_colleague_is_left_alone() -> None:
    desk = asked()
    desk.answer(Answer.ACKNOWLEDGE)
    assert hand(desk, leave()) == ()
    left = asked()
    left.agreement = replace(STAFFED, people=STAFFED.people[1:])
    assert hand(left, leave()) == ()


def test_a_deputy_gets_one_mail_for_everything() -> None:
    desk = asked()
    other = replace(KEY, kind=IssueKind.LATE_FILE, subject="daily_ops")
    with desk.store.transaction() as tx:
        tx.issues.save(replace(desk.issue, key=other))
        tx.issues.log(replace(desk.events[0], key=other))
        tx.issues.log(replace(desk.events[1], key=other))
    assert len(hand(desk, leave())) == 2
    assert len(desk.mails("You stand in for Ana Reyes: 2 open issues are")) == 1


def test_the_stand_in_is_told_of_the_end_even_when_the_absent_one_is_back() -> None:
    desk = asked()
    hand(desk, leave())
    desk.answer(Answer.RESOLVE, at="2026-11-30T10:00", by="joel")
    (end,) = desk.mails("[resolved]")
    assert {ANA.email, JOEL.email, KIM.email} == set(end.to)


def test_what_is_asked_meanwhile_goes_to_the_deputy_and_the_log_says_so() -> None:
    desk = missed()
    desk.agreement = with_absences(STAFFED, [leave()])
    request = desk.ask()
    assert request is not None
    assert [each.id for each in request.people] == ["joel", "kim"]
    assert desk.events[-1].note == "level 1: joel, kim"


def test_in_shadow_the_owner_reads_it_marked() -> None:
    desk = asked(shadowed(STAFFED))
    hand(desk, leave())
    (mail,) = desk.mails("[shadow] You stand in for Ana Reyes")
    assert mail.to == (KIM.email,)
