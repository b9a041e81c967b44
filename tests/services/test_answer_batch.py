"""Answers: one mail a language for all that came, the same mail when prepared again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest

from concord.domain.agreement import Agreement
from concord.domain.errors import LandingStoreError
from concord.domain.finding import Severity
from concord.domain.people import Side
from concord.domain.read_figures import ColumnTotal
from concord.domain.source import Source
from concord.domain.submission import Standing, Submission, Verdict
from concord.ports import ObservationFile
from concord.services import answer_batch
from concord.services.answer_batch import (
    MOST_ANNOTATED,
    PreparedAnswer,
    enqueue_answers,
    prepare_answers,
)
from concord.services.correspondence import Correspondence
from tests import builders
from tests.domain.test_annotation import finding
from tests.domain.test_answer_letter import OFFERED
from tests.fakes import FakeLetters, FakeMailWriter, FakeStore
from tests.fakes_answers import FakeAnnotator

NOW = builders.moment("2026-11-09T08:00:00Z")
ANA = builders.person()
EVA = replace(ANA, id="eva", email="eva@northwind.example", language="de-AT")
WRONG = builders.submission(
    verdict=Verdict.ACCEPTED_WITH_WARNINGS, rows_accepted=61, findings=(finding(),)
)


@dataclass
class FakeFigures:
    """Totals of every file, or a store that is not there."""

    lost: bool = False

    def totals(self, source: Source, file: ObservationFile) -> tuple[ColumnTotal, ...]:
        assert source.id == "daily_ops"
        if self.lost:
            message = f"{file.observations} is not there."
            raise LandingStoreError(message)
        return (OFFERED,)


def prepared(
    *submissions: Submission,
    agreement: Agreement | None = None,
    annotator: FakeAnnotator | None = None,
    lost: bool = False,
) -> tuple[PreparedAnswer, ...]:
    return prepare_answers(
        agreement or builders.agreement(),
        submissions,
        annotator=annotator or FakeAnnotator(),
        figures=FakeFigures(lost=lost),
        now=NOW,
    )


def named(answer: PreparedAnswer) -> list[str]:
    return [attachment.name for attachment in answer.attachments]


def test_all_files_of_a_round_are_answered_by_one_letter() -> None:
    (answer,) = prepared(WRONG, builders.submission("2026-09"))
    assert answer.people == (ANA,)
    assert len(answer.letter.tables[0].rows) == 2
    assert named(answer) == ["NW_daily_2026-10.xlsx"]


def test_who_reads_another_language_gets_a_letter_and_a_workbook_in_it() -> None:
    annotator = FakeAnnotator()
    agreement = builders.agreement(people=(ANA, EVA))
    english, german = prepared(WRONG, agreement=agreement, annotator=annotator)
    assert (english.people, german.people) == ((ANA,), (EVA,))
    assert german.letter.title.endswith("angenommen, mit Anmerkungen")
    assert [job.words.sheet for job in annotator.jobs] == ["Findings", "Feststellungen"]
    assert annotator.jobs[1].findings[0].message.startswith("Das ist keine Zahl")


@pytest.mark.parametrize("severity", [Severity.ERROR, Severity.WARNING])
def test_a_file_with_something_to_mend_is_sent_back(severity: Severity) -> None:
    annotator = FakeAnnotator()
    prepared(replace(WRONG, findings=(finding(severity),)), annotator=annotator)
    (job,) = annotator.jobs
    assert (job.sha256, job.rows_read) == (WRONG.sha256, WRONG.rows_read)


def test_a_file_with_notes_alone_is_not() -> None:
    annotator = FakeAnnotator()
    noted = builders.submission(findings=(finding(Severity.INFO),))
    assert prepared(noted, annotator=annotator)[0].attachments == ()
    assert annotator.jobs == []


def test_the_worst_files_are_attached_until_the_mail_is_full(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(answer_batch, "MOST_ATTACHED", 10)
    worse = builders.submission(
        "2026-09", verdict=Verdict.QUARANTINED, findings=(finding(), finding())
    )
    (answer,) = prepared(WRONG, worse)
    assert named(answer) == ["NW_daily_2026-09.xlsx"]
    assert answer.letter.paragraphs[-1].startswith(
        "Not attached, to keep this mail small enough to arrive: NW_daily_2026-10.xlsx."
    )


def test_a_workbook_too_large_for_any_mail_stays_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(answer_batch, "MOST_ATTACHED", 9)
    assert prepared(WRONG)[0].attachments == ()


def test_more_files_than_can_be_marked_in_a_round_are_named() -> None:
    annotator = FakeAnnotator()
    files = [replace(WRONG, sha256=f"{n:02}", file=f"f{n:02}.xlsx") for n in range(21)]
    (answer,) = prepared(*files, annotator=annotator)
    assert len(annotator.jobs) == len(answer.attachments) == MOST_ANNOTATED
    assert any("arrive: f20.xlsx" in text for text in answer.letter.paragraphs)


def test_files_of_one_name_are_told_apart() -> None:
    other, third = replace(WRONG, sha256="cd" * 32), replace(WRONG, sha256="ef" * 32)
    assert named(prepared(WRONG, other, third)[0]) == [
        "NW_daily_2026-10.xlsx",
        "NW_daily_2026-10 (2).xlsx",
        "NW_daily_2026-10 (3).xlsx",
    ]


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("NW.xlsm", "NW.xlsx"),
        ("NW", "NW.xlsx"),
        (".xlsx", ".xlsx.xlsx"),
        ("../../etc\\NW.csv", "..-..-etc-NW.xlsx"),
        ("NW\u202ecod\r\n.xlsx", "NW\\u202ecod\\r\\n.xlsx"),
        (f"{'n' * 200}.xlsx", f"{'n' * 79}….xlsx"),
    ],
)
def test_an_attachment_has_a_name_that_can_be_saved(file: str, name: str) -> None:
    assert named(prepared(replace(WRONG, file=file))[0]) == [name]


@pytest.mark.parametrize(
    "changes",
    [
        {"observations": None},
        {"verdict": Verdict.QUARANTINED},
        {"standing": Standing.HELD},
        {"source": "gone"},
    ],
    ids=["no rows of its own", "waits", "held", "its source is agreed no more"],
)
def test_without_rows_that_count_there_are_no_figures(changes: dict[str, object]) -> None:
    assert prepared(builders.submission("2026-10", **changes))[0].letter.tables == ()


def test_figures_that_cannot_be_read_keep_no_answer_back() -> None:
    assert prepared(builders.submission(), lost=True)[0].letter.tables == ()
    assert len(prepared(builders.submission())[0].letter.tables) == 1


def test_history_is_not_answered_and_what_has_no_period_is() -> None:
    agreement = builders.agreement(effects_from=builders.period("2026-10"))
    history = builders.submission("2026-09")
    assert prepared(history, agreement=agreement) == ()
    (answer,) = prepared(history, WRONG, replace(WRONG, period=None), agreement=agreement)
    assert len(answer.letter.tables[0].rows) == 2


def test_with_nobody_to_tell_nothing_is_prepared() -> None:
    annotator = FakeAnnotator()
    assert prepared(WRONG, agreement=builders.agreement(people=()), annotator=annotator) == ()
    assert annotator.jobs == []


def enqueue(store: FakeStore, answers: Sequence[PreparedAnswer]) -> bool:
    correspondence = Correspondence(
        installation="test", letters=FakeLetters(), writer=FakeMailWriter()
    )
    with store.transaction() as tx:
        return enqueue_answers(tx, correspondence, answers, NOW)


def test_an_answer_prepared_again_is_the_same_mail_whatever_the_order() -> None:
    store, other = FakeStore(), builders.submission("2026-09")
    assert enqueue(store, prepared(WRONG, other))
    assert not enqueue(store, prepared(WRONG, other))
    assert prepared(WRONG, other)[0].subject == prepared(other, WRONG)[0].subject


@pytest.mark.parametrize("changes", [{"reading": 2}, {"sha256": "other"}, {"source": "csat"}])
def test_another_reading_is_another_mail(changes: dict[str, object]) -> None:
    store = FakeStore()
    assert enqueue(store, prepared(WRONG))
    assert enqueue(store, prepared(replace(WRONG, **changes)))  # type: ignore[arg-type] # a table


def test_each_language_is_a_mail_of_its_own() -> None:
    store = FakeStore()
    assert enqueue(store, prepared(WRONG, agreement=builders.agreement(people=(ANA, EVA))))
    with store.transaction() as tx:
        entries = tx.outbox.entries()
    assert [entry.mail.to for entry in entries] == [(ANA.email,), (EVA.email,)]
    assert all(entry.mail.attachments for entry in entries)


def test_nothing_prepared_is_nothing_sent() -> None:
    assert not enqueue(FakeStore(), ())


def test_only_the_partners_people_are_answered() -> None:
    assert all(person.side is Side.PARTNER for person in prepared(WRONG)[0].people)
