"""Submissions: in memory, in SQLite, in PostgreSQL."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from concord.domain.period import MeasurementPeriod
from concord.domain.submission import Standing, Submission, Verdict
from concord.domain.submission_event import SubmissionEvent, SubmissionEventKind
from tests.adapters.store.databases import StoreWithQueue
from tests.adapters.store.examples import (
    NOON,
    NOVEMBER,
    OCTOBER,
    RESTATEMENT,
    SUBMISSION,
    WARNING,
    arrival,
)


def test_a_submission_comes_back_as_it_was_with_its_findings_in_order(
    store: StoreWithQueue,
) -> None:
    with store.transaction() as tx:
        assert tx.submissions.add(SUBMISSION)
    with store.transaction() as tx:
        assert tx.submissions.of_partner("acme") == (SUBMISSION,)
        assert tx.submissions.of_partner("other") == ()


def test_one_of_which_nothing_could_be_told_comes_back_too(store: StoreWithQueue) -> None:
    unknown = replace(
        SUBMISSION,
        period=None,
        due=None,
        observations=None,
        verdict=Verdict.REJECTED,
        findings=(),
    )
    with store.transaction() as tx:
        tx.submissions.add(unknown)
    with store.transaction() as tx:
        assert tx.submissions.of_partner("acme") == (unknown,)


def test_the_stored_rows_of_partners_are_named_once(store: StoreWithQueue) -> None:
    same_rows = replace(SUBMISSION, sha256="d" * 64)
    nothing = replace(SUBMISSION, sha256="e" * 64, observations=None, verdict=Verdict.REJECTED)
    other = replace(SUBMISSION, partner="other", observations="f" * 64)
    with store.transaction() as tx:
        for submission in (SUBMISSION, same_rows, nothing, other):
            tx.submissions.add(submission)
    with store.transaction() as tx:
        assert tx.submissions.stored_rows(["acme"]) == {SUBMISSION.observations}
        assert tx.submissions.stored_rows(["acme", "other"]) == {
            SUBMISSION.observations,
            other.observations,
        }
        assert tx.submissions.stored_rows([]) == frozenset()


def test_the_same_content_of_a_source_is_recorded_once(store: StoreWithQueue) -> None:
    with store.transaction() as tx:
        assert tx.submissions.add(SUBMISSION)
        assert not tx.submissions.add(replace(SUBMISSION, file="copy.xlsx", findings=()))
    with store.transaction() as tx:
        assert not tx.submissions.add(SUBMISSION)
        assert tx.submissions.of_partner("acme") == (SUBMISSION,)


def test_the_same_content_may_be_delivered_for_two_sources_and_by_two_partners(
    store: StoreWithQueue,
) -> None:
    with store.transaction() as tx:
        assert tx.submissions.add(SUBMISSION)
        assert tx.submissions.add(replace(SUBMISSION, source="calls"))
        assert tx.submissions.add(replace(SUBMISSION, partner="other"))


def test_submissions_come_by_arrival_then_file_name(store: StoreWithQueue) -> None:
    late = replace(SUBMISSION, sha256="1", arrived=NOON + timedelta(microseconds=1), file="a")
    upper = replace(SUBMISSION, sha256="2", file="Z")
    lower = replace(SUBMISSION, sha256="3", file="a")
    with store.transaction() as tx:
        for submission in (late, lower, upper):
            tx.submissions.add(submission)
        assert tx.submissions.of_partner("acme") == (upper, lower, late)


def test_moments_of_any_zone_are_the_same_moments_afterwards(store: StoreWithQueue) -> None:
    berlin = datetime(2026, 11, 2, 13, 0, 0, 123456, tzinfo=ZoneInfo("Europe/Berlin"))
    with store.transaction() as tx:
        tx.submissions.add(replace(SUBMISSION, arrived=berlin))
    with store.transaction() as tx:
        (found,) = tx.submissions.of_partner("acme")
    assert found.arrived == berlin
    assert found.arrived.tzinfo is not None


@pytest.mark.parametrize(
    "period", ["2026-10-31", "2026-W44", "2026-10", "2026-Q4", "2026-H2", "2026"]
)
def test_a_period_of_any_length_comes_back(store: StoreWithQueue, period: str) -> None:
    submission = replace(SUBMISSION, period=MeasurementPeriod.parse(period))
    with store.transaction() as tx:
        tx.submissions.add(submission)
        assert tx.submissions.of_partner("acme") == (submission,)


def test_a_restatement_is_recorded_once_for_a_pair_of_contents(store: StoreWithQueue) -> None:
    later = replace(RESTATEMENT, period=NOVEMBER, changed=())
    with store.transaction() as tx:
        tx.submissions.add_restatement(later)
        tx.submissions.add_restatement(RESTATEMENT)
        tx.submissions.add_restatement(replace(RESTATEMENT, added=99))
    with store.transaction() as tx:
        assert tx.submissions.restatements("acme") == (RESTATEMENT, later)
        assert tx.submissions.restatements("other") == ()


def test_thousands_of_findings_of_one_file_are_kept(store: StoreWithQueue) -> None:
    many = tuple(replace(WARNING, where=f"October!D{row}") for row in range(3_000))
    with store.transaction() as tx:
        tx.submissions.add(replace(SUBMISSION, findings=many))
        (found,) = tx.submissions.of_partner("acme")
    assert found.findings == many


def test_a_content_may_be_read_again_and_the_last_reading_stands(store: StoreWithQueue) -> None:
    again = replace(SUBMISSION, reading=2, verdict=Verdict.ACCEPTED, findings=())
    with store.transaction() as tx:
        assert tx.submissions.add(SUBMISSION)
        assert tx.submissions.add(again)
        assert not tx.submissions.add(again)
    with store.transaction() as tx:
        assert tx.submissions.of_partner("acme") == (again,)
        assert tx.submissions.readings("acme", "daily", SUBMISSION.sha256) == (SUBMISSION, again)
        assert tx.submissions.readings("acme", "calls", SUBMISSION.sha256) == ()


def test_the_submissions_of_one_period_are_those_whose_last_reading_lies_in_it(
    store: StoreWithQueue,
) -> None:
    moved = replace(SUBMISSION, sha256="1" * 64)
    with store.transaction() as tx:
        tx.submissions.add(SUBMISSION)
        tx.submissions.add(replace(SUBMISSION, source="calls"))
        tx.submissions.add(moved)
        tx.submissions.add(replace(moved, reading=2, period=NOVEMBER))
        assert tx.submissions.of_period("acme", "daily", OCTOBER) == (SUBMISSION,)


def test_a_copy_that_states_another_period_takes_nothing_from_the_first(
    store: StoreWithQueue,
) -> None:
    copy = replace(SUBMISSION, file="acme 2026-11.xlsx", reading=2, period=NOVEMBER)
    with store.transaction() as tx:
        for reading in (SUBMISSION, copy, replace(copy, reading=3, findings=())):
            tx.submissions.add(reading)
    with store.transaction() as tx:
        assert tx.submissions.of_period("acme", "daily", OCTOBER) == (SUBMISSION,)
        (current,) = tx.submissions.of_period("acme", "daily", NOVEMBER)
    assert current.reading == 3


def test_of_readings_whose_period_nobody_knows_the_last_stands(store: StoreWithQueue) -> None:
    unknown = replace(SUBMISSION, period=None)
    again = replace(unknown, file="copy.xlsx", reading=2)
    with store.transaction() as tx:
        tx.submissions.add(unknown)
        tx.submissions.add(again)
    with store.transaction() as tx:
        assert tx.submissions.of_partner("acme") == (again,)


def test_the_medians_before_are_those_of_the_latest_periods_that_count(
    store: StoreWithQueue,
) -> None:
    def sent(month: int, **changes: object) -> Submission:
        period = MeasurementPeriod.parse(f"2026-0{month}")
        medians = (("offered", Decimal(month)),)
        given = {"period": period, "sha256": f"{month}{len(changes)}", "medians": medians}
        return replace(SUBMISSION, **{**given, **changes})  # type: ignore[arg-type] # any field

    corrected = (("offered", Decimal(70)),)
    with store.transaction() as tx:
        for month in range(1, 10):
            tx.submissions.add(sent(month))
        tx.submissions.add(sent(7, medians=corrected, arrived=NOON + timedelta(days=1)))
        tx.submissions.add(sent(8, source="calls", file="other"))
        tx.submissions.add(sent(8, verdict=Verdict.REJECTED, arrived=NOON + timedelta(days=1)))
        tx.submissions.note(replace(event(SubmissionEventKind.ANSWERED), sha256="80"))
        tx.submissions.note(replace(event(SubmissionEventKind.HELD), sha256="60"))
        before = tx.submissions.medians_before(
            "acme", "daily", MeasurementPeriod.parse("2026-09"), 3
        )
        assert before == ((("offered", Decimal(8)),), corrected, (("offered", Decimal(5)),))
        first = MeasurementPeriod.parse("2026-01")
        assert tx.submissions.medians_before("acme", "daily", first, 3) == ()


def test_what_people_decide_gives_a_submission_its_standing(store: StoreWithQueue) -> None:
    decided = event(SubmissionEventKind.ACCEPTED, by="kim", note="Checked with Ana.")
    with store.transaction() as tx:
        tx.submissions.add(SUBMISSION)
        tx.submissions.add(replace(SUBMISSION, sha256="1" * 64))
        for happened in (event(SubmissionEventKind.HELD), decided):
            tx.submissions.note(happened)
        tx.submissions.note(event(SubmissionEventKind.ANSWERED))
        untouched, settled = tx.submissions.of_partner("acme")
        assert (untouched.standing, settled.standing) == (Standing.AS_READ, Standing.ACCEPTED)
        assert decided in tx.submissions.events("acme")
        assert tx.submissions.events("other") == ()


def test_what_was_not_answered_is_known(store: StoreWithQueue) -> None:
    again = replace(SUBMISSION, reading=2)
    with store.transaction() as tx:
        tx.submissions.add(SUBMISSION)
        tx.submissions.note(event(SubmissionEventKind.HELD))
        assert tx.submissions.unanswered("acme") == (replace(SUBMISSION, standing=Standing.HELD),)
        tx.submissions.note(event(SubmissionEventKind.ANSWERED))
        assert tx.submissions.unanswered("acme") == ()
        tx.submissions.add(again)
        assert tx.submissions.unanswered("acme") == (again,)


def test_a_content_that_came_back_is_current_since_then(store: StoreWithQueue) -> None:
    newer = replace(SUBMISSION, sha256="f" * 64, arrived=NOON + timedelta(days=1))
    back = NOON + timedelta(days=2)
    with store.transaction() as tx:
        tx.submissions.add(SUBMISSION)
        tx.submissions.add(newer)
        tx.drives.add_arrival(arrival(at=NOON, revision="r1"), restored=False)
        tx.drives.add_arrival(arrival(at=back, revision="r3"), restored=True)
        assert tx.submissions.of_partner("acme") == (newer, replace(SUBMISSION, restored=back))


def event(kind: SubmissionEventKind, by: str = "concord", note: str = "") -> SubmissionEvent:
    return SubmissionEvent(
        partner="acme",
        source="daily",
        sha256=SUBMISSION.sha256,
        reading=1,
        kind=kind,
        by=by,
        at=NOON,
        note=note,
    )
