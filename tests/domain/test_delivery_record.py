"""The record of deliveries: when each came, on time or not, right the first time or not."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from concord.domain.contract import Contract
from concord.domain.delivery_record import DeliveryRecord, delivery_records
from concord.domain.finding import Finding, Severity
from concord.domain.period import PeriodLength
from concord.domain.quantity import DueRule, parse_span
from concord.domain.submission import Standing, Submission, Verdict
from tests.builders import agreement, moment, period, source, submission

DUE = "2026-11-04T17:00"
NOW = moment("2026-11-10T09:00")
IN_THREE_DAYS = DueRule(after_end=parse_span("3 business days"), at=time(17))
NORTHWIND = agreement(sources=(source(due=IN_THREE_DAYS),), effects_from=period())


def came(at: str = DUE, **changes: object) -> Submission:
    return submission("2026-10", sha256=at, arrived=moment(at), **changes)


def found(
    severity: Severity, verdict: Verdict = Verdict.ACCEPTED_WITH_WARNINGS
) -> tuple[Verdict, tuple[Finding, ...]]:
    finding = Finding(rule="x", severity=severity, where="", found="", expected="", message="x")
    return verdict, (finding,)


def record(
    submissions: Sequence[Submission], at: str = "2026-11-10T09:00", seen: str | None = ""
) -> DeliveryRecord:
    looked = {} if seen is None else {"daily_ops": moment(seen or at)}
    [one] = delivery_records(NORTHWIND, submissions, looked, moment(at))
    return one


@pytest.mark.parametrize(
    ("arrived", "is_punctual"),
    [("2026-11-04T16:59:59", True), (DUE, True), ("2026-11-04T17:00:01", False)],
)
def test_a_delivery_is_punctual_up_to_its_due_time(arrived: str, *, is_punctual: bool) -> None:
    one = record([came(arrived)])
    assert (one.is_due, one.is_punctual) == (True, is_punctual)


@pytest.mark.parametrize(
    ("changes", "is_punctual"),
    [
        ({}, True),
        ({"verdict": Verdict.QUARANTINED, "observations": None}, True),
        ({"standing": Standing.HELD}, True),
        ({"verdict": Verdict.REJECTED, "observations": None}, False),
        ({"standing": Standing.REJECTED}, False),
        ({"standing": Standing.ASKED_AGAIN}, False),
    ],
    ids=["accepted", "quarantined", "held", "rejected", "rejected by a person", "asked again"],
)
def test_a_file_that_was_refused_is_no_delivery(
    changes: dict[str, Any], *, is_punctual: bool
) -> None:
    assert record([replace(came(), **changes)]).is_punctual == is_punctual


def test_the_first_file_that_was_not_refused_counts_for_punctuality() -> None:
    refused = came("2026-11-03T09:00", verdict=Verdict.REJECTED, observations=None)
    one = record([came("2026-11-04T18:00"), refused, came("2026-11-04T12:00")])
    assert (one.is_punctual, one.is_right_first) == (True, False)
    assert (one.first, one.came and one.came.sha256) == (refused, "2026-11-04T12:00")


def test_a_correction_that_comes_late_makes_no_delivery_late() -> None:
    one = record([came(), came("2026-11-09T09:00")])
    assert (one.is_punctual, one.is_right_first) == (True, True)


@pytest.mark.parametrize(
    ("verdict", "findings", "is_right"),
    [
        (Verdict.ACCEPTED, (), True),
        (*found(Severity.WARNING), True),
        (*found(Severity.INFO), True),
        (*found(Severity.ERROR), False),
        (Verdict.QUARANTINED, (), False),
        (Verdict.REJECTED, (), False),
    ],
)
def test_right_the_first_time_is_accepted_without_an_error(
    verdict: Verdict, findings: tuple[Finding, ...], *, is_right: bool
) -> None:
    first = came(verdict=verdict, findings=findings)
    assert record([first, came("2026-11-09T09:00")]).is_right_first == is_right


@pytest.mark.parametrize(
    ("at", "seen", "is_due"),
    [
        ("2026-11-04T16:59", "2026-11-04T16:59", False),
        (DUE, DUE, True),
        ("2026-11-10T09:00", "2026-11-04T16:59", False),
        ("2026-11-10T09:00", None, False),
    ],
    ids=["before", "at the due time", "drive away", "never looked at"],
)
def test_what_did_not_come_counts_once_somebody_has_looked(
    at: str, seen: str | None, *, is_due: bool
) -> None:
    one = record([], at, seen)
    assert (one.is_due, one.is_punctual, one.first) == (is_due, False, None)


def test_what_came_counts_from_its_due_time_on_whether_or_not_the_drive_is_away() -> None:
    early = [came("2026-11-02T09:00")]
    assert not record(early, "2026-11-04T16:59").is_due
    assert record(early, seen="2026-11-02T12:00").is_due


def test_where_the_files_lie_at_hand_they_were_looked_at() -> None:
    [one] = delivery_records(NORTHWIND, [], None, NOW)
    assert one.is_due


def test_without_a_due_time_a_delivery_is_neither_on_time_nor_late() -> None:
    whenever = replace(NORTHWIND, sources=(source(),))
    [one] = delivery_records(whenever, [came()], None, NOW)
    assert (one.is_due, one.is_punctual, one.is_right_first) == (False, False, True)


def test_deliveries_outside_the_contract_and_of_running_periods_are_none() -> None:
    over = Contract(reference="MSA-1", start=date(2024, 4, 1), end=date(2026, 9, 30))
    assert delivery_records(replace(NORTHWIND, contract=over), [came()], None, NOW) == ()
    assert [str(r.period) for r in delivery_records(NORTHWIND, [], None, NOW)] == ["2026-10"]


def test_each_source_has_deliveries_of_its_own_rhythm() -> None:
    weekly = source(id="weekly", covers=PeriodLength.WEEK)
    both = replace(NORTHWIND, sources=(*NORTHWIND.sources, weekly))
    found = delivery_records(both, [], None, moment("2026-11-01T09:00"))
    assert {(r.source, str(r.period.length)) for r in found} == {
        ("daily_ops", "month"),
        ("weekly", "week"),
    }
