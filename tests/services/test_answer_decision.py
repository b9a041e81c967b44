"""The letter about a decision: what became of the file, who said so, why, and nothing raw."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from concord.domain.letter import Tone
from concord.domain.period import MeasurementPeriod
from concord.domain.submission import Standing, Submission, Verdict
from concord.domain.submission_event import SubmissionEvent, SubmissionEventKind
from concord.services.answer_decision import decision_letter, tell_decision
from concord.services.correspondence import Correspondence
from tests import builders
from tests.fakes import FakeLetters, FakeMailWriter, FakeStore

AGREEMENT = builders.agreement()
ACCEPTED = builders.submission(verdict=Verdict.QUARANTINED, standing=Standing.ACCEPTED)
DECISION = SubmissionEvent(
    partner="northwind",
    source="daily_ops",
    sha256=ACCEPTED.sha256,
    reading=1,
    kind=SubmissionEventKind.ACCEPTED,
    by="kim",
    at=datetime(2026, 11, 4, 9, tzinfo=UTC),
    origin="airflow",
    note="The totals agree.",
)


@pytest.mark.parametrize(
    ("standing", "title", "tone"),
    [
        (Standing.ACCEPTED, "is accepted as it is", Tone.GOOD),
        (Standing.REJECTED, "is not accepted", Tone.BAD),
        (Standing.ASKED_AGAIN, "is asked for again", Tone.WARNING),
    ],
)
def test_the_letter_says_what_was_decided_by_whom_and_why(
    standing: Standing, title: str, tone: Tone
) -> None:
    letter = decision_letter(AGREEMENT, replace(ACCEPTED, standing=standing), DECISION)
    assert letter.title == f"Northwind Support Services: NW_daily_2026-10.xlsx {title}"
    assert letter.tone is tone
    assert dict(letter.facts) == {
        "File": "NW_daily_2026-10.xlsx (file-202)",
        "Delivery": "daily_ops",
        "Period": "October 2026",
        "Decided by": "Kim Lee",
        "Decided": "4 Nov 2026 09:00 Europe/London",
        "Reason": "The totals agree.",
    }


def test_without_a_reason_a_period_or_a_known_person_it_says_what_it_can() -> None:
    event = replace(DECISION, note=" ", by="somebody")
    facts = dict(decision_letter(AGREEMENT, replace(ACCEPTED, period=None), event).facts)
    assert facts["Period"] == "not known"
    assert facts["Decided by"] == "somebody"
    assert "Reason" not in facts


def test_neither_the_files_name_nor_the_reason_can_forge_a_line() -> None:
    letter = decision_letter(
        AGREEMENT, replace(ACCEPTED, file="a\r\nb.xlsx"), replace(DECISION, note="x\u202ey")
    )
    told = letter.title + "".join(value for _, value in letter.facts)
    assert not {"\r", "\n", "\u202e"} & set(told)


def tell(submission: Submission, store: FakeStore, number: int = 1) -> bool:
    correspondence = Correspondence(
        installation="test", letters=FakeLetters(), writer=FakeMailWriter()
    )
    october = MeasurementPeriod.parse("2026-10")
    agreement = replace(AGREEMENT, effects_from=october)
    with store.transaction() as tx:
        return tell_decision(tx, correspondence, agreement, submission, DECISION, number)


def test_each_decision_is_told_once() -> None:
    store = FakeStore()
    assert [tell(ACCEPTED, store), tell(ACCEPTED, store)] == [True, False]
    assert tell(ACCEPTED, store, number=2)
    assert tell(replace(ACCEPTED, reading=2), store)


@pytest.mark.parametrize(
    ("period", "told"),
    [(builders.period("2026-09"), False), (builders.period(), True), (None, True)],
    ids=["history", "with effects", "unknown"],
)
def test_history_is_not_answered(
    period: MeasurementPeriod | None,
    told: bool,  # noqa: FBT001 -- a table
) -> None:
    assert tell(replace(ACCEPTED, period=period), FakeStore()) is told
