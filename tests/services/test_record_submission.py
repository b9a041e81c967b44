"""Recording: a reading once, with what it restates; what was reported is held."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from concord.domain.agreement import Agreement
from concord.domain.arrival import Arrival
from concord.domain.period import MeasurementPeriod
from concord.domain.quantity import parse_due_rule
from concord.domain.report import ReportVersion
from concord.domain.source import Source
from concord.domain.submission import Restatement, Standing, Submission, Verdict
from concord.domain.submission_event import SubmissionEventKind
from concord.services.record_submission import (
    observation_file,
    record_submission,
    restore_submission,
)
from tests.builders_submission import submission
from tests.fakes import FakeStore
from tests.services.test_collect import NOW, FakeRestatements, agreement, source

ARRIVED = datetime(2026, 11, 4, 8, tzinfo=UTC)


class House:
    """A store, and observations of which only differences are asked."""

    def __init__(self, asked: Source | None = None) -> None:
        self.store = FakeStore()
        self.observations = FakeRestatements()
        self.source = asked or source()
        self.effects_from: MeasurementPeriod | None = None

    def agreement(self) -> Agreement:
        return agreement(effects_from=self.effects_from)

    def record(self, delivered: Submission) -> Submission | None:
        with self.store.transaction() as tx:
            return record_submission(
                tx, self.agreement(), self.source, delivered, self.observations, NOW
            )

    def restore(self, delivered: Submission, at: datetime) -> tuple[str, ...]:
        arrival = Arrival(
            partner=delivered.partner,
            source=delivered.source,
            sha256=delivered.sha256,
            file=delivered.file,
            drive_file="a",
            revision="r3",
            size=1,
            at=at,
        )
        with self.store.transaction() as tx:
            tx.drives.add_arrival(arrival, restored=True)
            return restore_submission(
                tx, self.agreement(), self.source, arrival, self.observations, NOW
            )

    def report(self, period: str) -> None:
        with self.store.transaction() as tx:
            tx.reports.add(
                ReportVersion(
                    partner="northwind",
                    period=MeasurementPeriod.parse(period),
                    version=1,
                    content_sha256="c" * 64,
                    issued=NOW,
                    figures=(),
                )
            )

    def restatements(self) -> tuple[Restatement, ...]:
        with self.store.transaction() as tx:
            return tx.submissions.restatements("northwind")


def test_a_submission_is_recorded_once() -> None:
    house = House()
    assert house.record(submission()) == submission()
    assert house.record(submission()) is None


def test_what_another_worker_recorded_meanwhile_is_believed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    house = House()
    house.record(submission())
    blind: Callable[..., tuple[Submission, ...]] = lambda *_: ()  # noqa: E731 - a blind reader
    monkeypatch.setattr("tests.fakes_submissions.FakeSubmissions.readings", blind)
    assert house.record(submission()) is None


def test_a_content_that_reads_otherwise_today_is_a_further_reading() -> None:
    house = House()
    house.record(submission())
    again = house.record(submission(verdict=Verdict.QUARANTINED, agreement="v2"))
    assert again is not None
    assert again.reading == 2


def test_another_text_of_the_agreement_alone_is_no_further_reading() -> None:
    house = House()
    house.record(submission())
    assert house.record(submission(agreement="v2")) is None


def test_a_file_of_another_source_restates_nothing() -> None:
    house = House()
    house.record(submission(source="csat", sha256="cd" * 32))
    house.record(submission(sha256="ef" * 32))
    assert house.observations.asked == []


def test_a_file_that_came_before_what_counts_restates_nothing() -> None:
    house = House()
    house.record(submission(arrived=ARRIVED))
    house.record(submission(sha256="ef" * 32, arrived=ARRIVED - timedelta(days=1)))
    assert house.observations.asked == []


def test_without_a_key_equal_rows_are_counted_once() -> None:
    house = House(source(key=()))
    house.record(submission(arrived=ARRIVED))
    copy = house.record(submission(sha256="ef" * 32, arrived=ARRIVED + timedelta(days=1)))
    assert copy is not None
    assert copy.verdict is Verdict.ACCEPTED
    assert copy.findings[-1].rule == "same-rows"
    assert observation_file(copy) is None


def test_what_restates_a_reported_period_is_held() -> None:
    house = House()
    house.record(submission(arrived=ARRIVED))
    house.report("2026-10")
    held = house.record(submission(sha256="ef" * 32, arrived=ARRIVED + timedelta(days=1)))
    assert held is not None
    assert (held.standing, held.counts, held.waits) == (Standing.HELD, False, True)
    with house.store.transaction() as tx:
        (event,) = tx.submissions.events("northwind")
        assert (event.kind, event.note) == (
            SubmissionEventKind.HELD,
            "The report for 2026-10 went out.",
        )
    assert len(house.restatements()) == 1


@pytest.mark.parametrize("reported", ["2026-09", "2026-11"])
def test_what_restates_a_period_nobody_was_told_about_counts_at_once(reported: str) -> None:
    house = House()
    house.record(submission(arrived=ARRIVED))
    house.report(reported)
    newer = house.record(submission(sha256="ef" * 32, arrived=ARRIVED + timedelta(days=1)))
    assert newer is not None
    assert newer.counts


FINAL_AFTER = parse_due_rule("2 business days after period end at 12:00")
FINAL = datetime(2026, 11, 3, 4, tzinfo=UTC)
"""Noon in Manila on the second business day after October."""


@pytest.mark.parametrize(
    ("since", "effects_from", "held"),
    [
        (FINAL, None, False),
        (FINAL + timedelta(seconds=1), None, True),
        (FINAL + timedelta(days=30), "2026-10", True),
        (FINAL + timedelta(days=30), "2026-11", False),
    ],
    ids=["in time", "late", "with effects", "history"],
)
def test_a_correction_of_a_final_delivery_is_held(
    since: datetime,
    effects_from: str | None,
    held: bool,  # noqa: FBT001 -- a table
) -> None:
    house = House(source(final_after=FINAL_AFTER))
    house.effects_from = None if effects_from is None else MeasurementPeriod.parse(effects_from)
    first = house.record(submission(arrived=FINAL - timedelta(days=1)))
    newer = house.record(submission(sha256="ef" * 32, arrived=since))
    assert first is not None
    assert newer is not None
    assert newer.waits is held
    with house.store.transaction() as tx:
        notes = [event.note for event in tx.submissions.events("northwind")]
    assert notes == held * ["The delivery for 2026-10 was final since 3 Nov 2026 12:00."]


def test_a_first_delivery_counts_however_late_it_comes() -> None:
    house = House(source(final_after=FINAL_AFTER))
    late = house.record(submission(arrived=FINAL + timedelta(days=90)))
    assert late is not None
    assert late.counts


def test_a_newer_file_that_changes_nothing_is_not_held() -> None:
    house = House()
    house.observations.added = 0
    house.record(submission(arrived=ARRIVED))
    house.report("2026-10")
    newer = house.record(submission(sha256="ef" * 32, arrived=ARRIVED + timedelta(days=1)))
    assert newer is not None
    assert newer.counts


def test_a_content_that_came_back_restates_what_had_replaced_it() -> None:
    house = House()
    first = submission(arrived=ARRIVED)
    second = submission(sha256="ef" * 32, arrived=ARRIVED + timedelta(days=1))
    house.record(first)
    house.record(second)
    assert house.restore(first, ARRIVED + timedelta(days=2)) == ("2026-10",)
    assert house.observations.asked[-1] == (second.sha256, first.sha256)


def test_a_content_that_came_back_after_the_report_is_held_and_changes_nothing_yet() -> None:
    house = House()
    first = submission(arrived=ARRIVED)
    house.record(first)
    house.record(submission(sha256="ef" * 32, arrived=ARRIVED + timedelta(days=1)))
    house.report("2026-10")
    assert house.restore(first, ARRIVED + timedelta(days=2)) == ()


def test_a_content_that_came_back_without_rows_restates_nothing() -> None:
    house = House()
    unreadable = submission(verdict=Verdict.REJECTED, observations=None, period=None)
    house.record(unreadable)
    assert house.restore(unreadable, ARRIVED) == ()


@pytest.mark.parametrize(
    "unusable",
    [
        submission(verdict=Verdict.REJECTED, observations=None),
        submission(period=None),
        replace(submission(), standing=Standing.REJECTED),
    ],
    ids=["rejected", "of no period", "rejected by a person"],
)
def test_only_a_file_that_counts_and_has_a_period_has_rows(unusable: Submission) -> None:
    assert observation_file(unusable) is None
