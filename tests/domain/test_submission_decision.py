"""Decisions about files: what can be chosen, which one stands, and what overtakes a question."""

import string
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.submission import Standing, Submission, Verdict
from concord.domain.submission_decision import (
    DecisionRefusedError,
    FileChoice,
    FileReading,
    check_choice,
    decided_words,
    decisions_about,
    file_named,
    is_held,
    open_choices,
    overtaken_by,
    overtaken_words,
    reading_of,
    state_words,
    waiting_files,
)
from concord.domain.submission_event import SubmissionEvent, SubmissionEventKind
from tests import builders

ARRIVED = datetime(2026, 11, 3, 8, tzinfo=UTC)
WAITS = builders.submission(verdict=Verdict.QUARANTINED, arrived=ARRIVED, rows_accepted=0)
HELD = builders.submission(standing=Standing.HELD, arrived=ARRIVED)
LATER = builders.submission(sha256="later", arrived=ARRIVED + timedelta(days=1))


def event(kind: SubmissionEventKind, hour: int = 0, **changes: object) -> SubmissionEvent:
    """Return what happened to the file that waits."""
    happened = SubmissionEvent(
        partner="northwind",
        source="daily_ops",
        sha256=WAITS.sha256,
        reading=1,
        kind=kind,
        by="kim",
        at=ARRIVED + timedelta(hours=hour),
    )
    return replace(happened, **changes)  # type: ignore[arg-type] # any field may be overridden


@pytest.mark.parametrize(
    ("submission", "choices"),
    [
        (WAITS, (FileChoice.ACCEPT, FileChoice.REJECT, FileChoice.ASK_AGAIN)),
        (HELD, (FileChoice.ACCEPT, FileChoice.REJECT, FileChoice.ASK_AGAIN)),
        (replace(WAITS, observations=None), (FileChoice.REJECT, FileChoice.ASK_AGAIN)),
        (replace(WAITS, period=None), (FileChoice.REJECT, FileChoice.ASK_AGAIN)),
    ],
    ids=["quarantined", "held", "without rows", "of no period"],
)
def test_only_rows_that_could_be_read_can_be_accepted(
    submission: Submission, choices: tuple[FileChoice, ...]
) -> None:
    assert open_choices(submission) == choices
    for choice in set(FileChoice) - set(choices):
        with pytest.raises(DecisionRefusedError, match="nothing to accept"):
            check_choice(submission, choice, "As agreed.")


@pytest.mark.parametrize("note", ["", "  \n"])
@pytest.mark.parametrize("choice", FileChoice)
def test_what_moves_figures_needs_a_reason(choice: FileChoice, note: str) -> None:
    check_choice(WAITS, choice, "As agreed.")
    if choice is FileChoice.ASK_AGAIN:
        check_choice(WAITS, choice, note)
        return
    with pytest.raises(DecisionRefusedError, match="needs a note"):
        check_choice(WAITS, choice, note)


@pytest.mark.parametrize("choice", FileChoice)
def test_a_choice_is_kept_as_the_standing_it_gives(choice: FileChoice) -> None:
    assert choice.kind.standing is not Standing.AS_READ


@pytest.mark.parametrize(
    ("happened", "last"),
    [
        ([], None),
        ([event(SubmissionEventKind.HELD), event(SubmissionEventKind.ANSWERED)], None),
        ([event(SubmissionEventKind.REJECTED)], 0),
        ([event(SubmissionEventKind.REJECTED), event(SubmissionEventKind.ACCEPTED, 1)], 1),
        ([event(SubmissionEventKind.ACCEPTED), event(SubmissionEventKind.ANSWERED, 1)], 0),
        ([event(SubmissionEventKind.ACCEPTED, sha256="other")], None),
        ([event(SubmissionEventKind.ACCEPTED, reading=2)], None),
    ],
    ids=["nothing", "no decision", "one", "the last", "not the answer", "other file", "reading"],
)
def test_the_last_decision_stands(happened: list[SubmissionEvent], last: int | None) -> None:
    found = decisions_about(reading_of(WAITS), happened)
    assert found[-1:] == (() if last is None else (happened[last],))


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (SubmissionEventKind.ACCEPTED, "accepted by kim at 3 Nov 2026 16:00 (Asia/Manila)"),
        (SubmissionEventKind.REJECTED, "rejected by kim at"),
        (SubmissionEventKind.ASKED_AGAIN, "asked for again by kim at"),
    ],
)
def test_who_comes_late_is_told_who_decided(kind: SubmissionEventKind, words: str) -> None:
    assert words in decided_words(event(kind), "Asia/Manila")


@pytest.mark.parametrize(
    ("other", "overtakes"),
    [
        (LATER, True),
        (replace(LATER, standing=Standing.ACCEPTED, verdict=Verdict.QUARANTINED), True),
        (replace(LATER, arrived=ARRIVED), False),
        (replace(LATER, verdict=Verdict.QUARANTINED), False),
        (replace(LATER, standing=Standing.HELD), False),
        (replace(LATER, source="csat"), False),
        (replace(LATER, period=builders.period("2026-11")), False),
        (replace(LATER, arrived=ARRIVED, restored=ARRIVED + timedelta(days=2)), True),
    ],
    ids=[
        "later",
        "accepted by a person",
        "at the same time",
        "quarantined itself",
        "held itself",
        "of another source",
        "for another period",
        "came back later",
    ],
)
@pytest.mark.parametrize("waits", [WAITS, HELD], ids=["quarantined", "held"])
def test_a_later_file_that_counts_leaves_nothing_to_decide(
    waits: Submission,
    other: Submission,
    overtakes: bool,  # noqa: FBT001 -- a table
) -> None:
    assert (overtaken_by(waits, [waits, other]) == other) is overtakes
    assert waiting_files([waits, other])[:1] == (() if overtakes else (waits,))


def test_a_file_of_no_period_is_overtaken_by_the_next_usable_one_of_its_source() -> None:
    nameless = replace(WAITS, period=None)
    assert overtaken_by(nameless, [LATER]) == LATER
    assert overtaken_words(LATER) == (
        "A later file took its place: NW_daily_2026-10.xlsx (later)."
    )


@pytest.mark.parametrize(
    "decided",
    [
        builders.submission(),
        builders.submission(verdict=Verdict.REJECTED),
        replace(WAITS, standing=Standing.ACCEPTED),
        replace(WAITS, standing=Standing.REJECTED),
        replace(HELD, standing=Standing.ASKED_AGAIN),
    ],
)
def test_what_was_decided_or_never_asked_does_not_wait(decided: Submission) -> None:
    assert waiting_files([decided]) == ()
    assert not is_held(decided)


@pytest.mark.parametrize(
    ("submission", "words"),
    [
        (builders.submission(verdict=Verdict.ACCEPTED_WITH_WARNINGS), "accepted with warnings"),
        (WAITS, "quarantined"),
        (HELD, "waits for approval"),
        (replace(WAITS, standing=Standing.ACCEPTED), "accepted as it is"),
        (replace(WAITS, standing=Standing.REJECTED), "not accepted"),
        (replace(HELD, standing=Standing.ASKED_AGAIN), "asked for again"),
    ],
)
def test_what_became_of_a_file_is_its_verdict_or_what_followed(
    submission: Submission, words: str
) -> None:
    assert state_words(submission) == words


def test_a_held_file_says_so() -> None:
    assert is_held(HELD)
    assert not is_held(WAITS)


readings = st.builds(
    FileReading,
    partner=st.text(string.ascii_lowercase, min_size=1, max_size=5),
    source=st.text(string.ascii_lowercase, min_size=1, max_size=5),
    sha256=st.text("0123456789abcdef", min_size=64, max_size=64),
    reading=st.integers(1, 99),
)


@given(readings, readings)
def test_each_reading_has_a_run_of_its_own_whose_id_airflow_takes(
    one: FileReading, other: FileReading
) -> None:
    assert (one.run_id == other.run_id) is (one == other)
    assert set(one.run_id) <= {*string.ascii_letters, *string.digits, *"_.~:+-"}
    assert len(one.run_id) < 250


@pytest.mark.parametrize(
    ("prefix", "words"),
    [
        ("file-2026-1", "Several files begin with 'file-2026-1': daily_ops/file-2026-10"),
        ("ff", "No file's content hash begins with 'ff'"),
        ("", "No file's content hash begins with ''"),
    ],
)
def test_a_prefix_that_is_not_of_one_file_is_refused(prefix: str, words: str) -> None:
    with pytest.raises(DecisionRefusedError, match=words):
        file_named(prefix, [WAITS, builders.submission("2026-11")])


def test_of_two_deliveries_of_one_content_the_one_that_waits_is_meant() -> None:
    copy = replace(LATER, sha256=WAITS.sha256, period=builders.period("2026-11"), reading=2)
    assert file_named("file-2026-10", [copy, WAITS]) == WAITS
    with pytest.raises(DecisionRefusedError, match="Several files"):
        file_named("file-2026-10", [copy, replace(copy, reading=3)])


def test_a_file_is_named_by_the_beginning_of_its_hash() -> None:
    assert file_named("FILE-2026-10", [WAITS, LATER]) == WAITS
