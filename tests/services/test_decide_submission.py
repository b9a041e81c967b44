"""Deciding about files: what each answer does, who may give it, and that the first one stands."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from concord.domain.agreement import Agreement
from concord.domain.people import Side
from concord.domain.period import MeasurementPeriod
from concord.domain.submission import Restatement, Standing, Submission, Verdict
from concord.domain.submission_decision import DecisionRefusedError, FileChoice, reading_of
from concord.domain.submission_event import SubmissionEvent, SubmissionEventKind
from concord.services.approve import Said
from concord.services.correspondence import Correspondence
from concord.services.decide_submission import (
    ANOTHER_READING,
    NEVER_ASKED,
    DecidedFile,
    DecisionPorts,
    decide,
    moved_by,
    settled,
)
from tests.builders_submission import submission
from tests.fakes import FakeLetters, FakeMailWriter, FakeStore
from tests.services.test_collect import NOW, FakeRestatements, agreement

ARRIVED = datetime(2026, 11, 4, 8, tzinfo=UTC)
WAITS = submission(verdict=Verdict.QUARANTINED, rows_accepted=0)
EARLIER = submission(sha256="ef" * 32, arrived=ARRIVED - timedelta(days=1))
LATER = submission(sha256="cd" * 32, arrived=ARRIVED + timedelta(days=1))
HELD = SubmissionEvent(
    partner="northwind",
    source="daily",
    sha256=WAITS.sha256,
    reading=1,
    kind=SubmissionEventKind.HELD,
    by="concord",
    at=ARRIVED,
)


def said(by: str = "kim", note: str = "As agreed.", hour: int = 0) -> Said:
    return Said(by=by, at=NOW + timedelta(hours=hour), origin="airflow", note=note)


@dataclass
class Desk:
    """A store in which files wait, and somebody who decides about the one that was added last."""

    store: FakeStore = field(default_factory=FakeStore)
    observations: FakeRestatements = field(default_factory=FakeRestatements)
    agreement: Agreement = field(default_factory=agreement)

    def add(self, *delivered: Submission) -> "Desk":
        with self.store.transaction() as tx:
            for each in delivered:
                tx.submissions.add(each)
        return self

    def note(self, event: SubmissionEvent) -> "Desk":
        with self.store.transaction() as tx:
            tx.submissions.note(event)
        return self

    def decide(
        self,
        choice: FileChoice,
        given: Said | None = None,
        about: Submission = WAITS,
        *,
        anew: bool = False,
    ) -> DecidedFile:
        ports = DecisionPorts(
            store=self.store,
            observations=self.observations,
            correspondence=Correspondence(
                installation="test", letters=FakeLetters(), writer=FakeMailWriter()
            ),
        )
        wanted = reading_of(about)
        return decide(self.agreement, wanted, choice, given or said(), ports, anew=anew)

    def settled(self, about: Submission = WAITS) -> str | None:
        with self.store.transaction() as tx:
            return settled(tx, self.agreement, reading_of(about))

    def moved(self) -> tuple[str, ...]:
        with self.store.transaction() as tx:
            return moved_by(tx, reading_of(WAITS))

    def standing(self) -> Submission:
        with self.store.transaction() as tx:
            *_, last = tx.submissions.readings("northwind", "daily", WAITS.sha256)
            return last

    def events(self) -> list[tuple[SubmissionEventKind, str, str]]:
        with self.store.transaction() as tx:
            return [(e.kind, e.by, e.note) for e in tx.submissions.events("northwind")]

    def restatements(self) -> tuple[Restatement, ...]:
        with self.store.transaction() as tx:
            return tx.submissions.restatements("northwind")

    def mails(self) -> list[str]:
        with self.store.transaction() as tx:
            return [entry.mail.subject for entry in tx.outbox.entries()]


@pytest.mark.parametrize(
    ("choice", "standing", "changed", "title"),
    [
        (FileChoice.ACCEPT, Standing.ACCEPTED, ("2026-10",), "is accepted as it is"),
        (FileChoice.REJECT, Standing.REJECTED, (), "is not accepted"),
        (FileChoice.ASK_AGAIN, Standing.ASKED_AGAIN, (), "is asked for again"),
    ],
)
def test_a_decision_gives_the_file_its_standing_and_tells_the_partner(
    choice: FileChoice, standing: Standing, changed: tuple[str, ...], title: str
) -> None:
    desk = Desk().add(WAITS)
    assert desk.settled() is None
    decided = desk.decide(choice)
    assert desk.standing().standing is standing
    assert decided.submission == desk.standing()
    assert decided.changed == changed
    assert desk.moved() == changed
    assert desk.events() == [(choice.kind, "kim", "As agreed.")]
    assert desk.mails() == [f"Northwind: NW_2026-10.csv {title}"]
    assert desk.restatements() == ()


@pytest.mark.parametrize(
    ("choice", "count"),
    [(FileChoice.ACCEPT, 1), (FileChoice.REJECT, 0), (FileChoice.ASK_AGAIN, 0)],
)
def test_accepting_a_second_file_keeps_what_it_changes_in_the_first(
    choice: FileChoice, count: int
) -> None:
    desk = Desk().add(EARLIER, WAITS)
    desk.decide(choice)
    assert [(r.from_sha256, r.to_sha256) for r in desk.restatements()] == count * [
        (EARLIER.sha256, WAITS.sha256)
    ]


def test_a_held_correction_counts_once_it_is_approved() -> None:
    desk = Desk().add(EARLIER, submission()).note(HELD)
    assert not desk.standing().counts
    assert desk.decide(FileChoice.ACCEPT).changed == ("2026-10",)
    assert desk.standing().counts


def test_a_file_of_a_source_that_is_agreed_no_more_can_be_decided_about() -> None:
    desk = Desk(agreement=agreement(sources=())).add(EARLIER, WAITS)
    assert desk.decide(FileChoice.ACCEPT).changed == ("2026-10",)
    assert desk.restatements() == ()


@pytest.mark.parametrize("first", FileChoice)
@pytest.mark.parametrize("second", FileChoice)
def test_the_first_decision_stands_and_who_comes_late_is_told_of_it(
    first: FileChoice, second: FileChoice
) -> None:
    desk = Desk().add(WAITS)
    desk.decide(first)
    before = desk.standing()
    with pytest.raises(DecisionRefusedError, match=r"already decided about: .* by kim at 9 Nov"):
        desk.decide(second, said(hour=1))
    assert desk.standing() == before
    assert len(desk.mails()) == 1
    assert "by kim" in (desk.settled() or "")


@pytest.mark.parametrize(
    ("first", "second", "changed"),
    [
        (FileChoice.ACCEPT, FileChoice.REJECT, ("2026-10",)),
        (FileChoice.REJECT, FileChoice.ACCEPT, ("2026-10",)),
        (FileChoice.REJECT, FileChoice.ASK_AGAIN, ()),
        (FileChoice.ACCEPT, FileChoice.ACCEPT, ()),
    ],
)
def test_who_says_so_decides_anew_and_both_decisions_are_kept(
    first: FileChoice, second: FileChoice, changed: tuple[str, ...]
) -> None:
    desk = Desk().add(WAITS, LATER)
    with desk.store.transaction() as tx:
        tx.submissions.note(replace(HELD, kind=first.kind, by="kim"))
    assert desk.decide(second, said(hour=1), anew=True).changed == changed
    assert desk.moved() == (("2026-10",) if FileChoice.ACCEPT in {first, second} else ())
    assert [kind for kind, *_ in desk.events()] == [first.kind, second.kind]
    assert desk.standing().standing is second.kind.standing


def test_each_decision_is_a_letter_of_its_own() -> None:
    desk = Desk().add(WAITS)
    for choice in (FileChoice.ACCEPT, FileChoice.REJECT, FileChoice.ACCEPT):
        desk.decide(choice, anew=True)
    assert len(desk.mails()) == 3


@pytest.mark.parametrize(
    ("delivered", "asked", "why"),
    [
        ((), WAITS, NEVER_ASKED),
        ((submission(),), WAITS, NEVER_ASKED),
        ((WAITS, replace(WAITS, reading=2)), WAITS, ANOTHER_READING),
        ((WAITS, LATER), WAITS, "A later file took its place: NW_2026-10.csv"),
    ],
    ids=["nobody knows it", "it counts", "read anew", "overtaken"],
)
@pytest.mark.parametrize("anew", [False, True])
def test_what_waits_for_no_decision_gets_none(
    delivered: tuple[Submission, ...],
    asked: Submission,
    why: str,
    anew: bool,  # noqa: FBT001 -- a table
) -> None:
    desk = Desk().add(*delivered)
    assert (desk.settled(asked) or "").startswith(why)
    with pytest.raises(DecisionRefusedError, match=why):
        desk.decide(FileChoice.REJECT, about=asked, anew=anew)
    assert desk.events() == []
    assert desk.mails() == []


def test_a_copy_that_states_another_period_is_a_delivery_of_its_own() -> None:
    november = MeasurementPeriod.parse("2026-11")
    copy = replace(WAITS, reading=2, file="NW_2026-11.csv", period=november)
    desk = Desk().add(WAITS, copy)
    assert desk.decide(FileChoice.ACCEPT).changed == ("2026-10",)
    assert desk.decide(FileChoice.ACCEPT, about=copy).changed == ("2026-11",)


def test_the_reading_that_was_decided_about_is_not_decided_anew_after_another_one() -> None:
    desk = Desk().add(WAITS)
    desk.decide(FileChoice.REJECT)
    desk.add(replace(WAITS, reading=2))
    with pytest.raises(DecisionRefusedError, match="read anew"):
        desk.decide(FileChoice.ACCEPT, anew=True)


@pytest.mark.parametrize(
    ("choice", "given", "words"),
    [
        (FileChoice.ACCEPT, said(note=" "), "needs a note"),
        (FileChoice.REJECT, said(note=""), "needs a note"),
        (FileChoice.REJECT, said(by="ana"), "'ana' is on the partner's side"),
        (FileChoice.REJECT, said(by="admin"), "'admin' is nobody's id"),
        (FileChoice.ASK_AGAIN, said(by="lee"), "'lee' has left"),
    ],
)
def test_what_is_refused_changes_nothing(choice: FileChoice, given: Said, words: str) -> None:
    ana, kim = agreement().people
    lee = replace(kim, id="lee", until=date(2026, 1, 1), side=Side.CLIENT)
    desk = Desk(agreement=agreement(people=(ana, kim, lee))).add(WAITS)
    with pytest.raises(DecisionRefusedError, match=words):
        desk.decide(choice, given)
    assert desk.settled() is None
    assert desk.mails() == []
