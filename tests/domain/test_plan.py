"""The plan: everything that falls into a range of days, and nothing else."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.agreement import Agreement, MonthlyReportRule
from concord.domain.contract import Contract, Notice, Renewal, Reviews
from concord.domain.period import PeriodLength
from concord.domain.plan import PlannedDate, planned
from concord.domain.quantity import DayOfPeriod, DueRule, parse_span
from tests.builders import agreement, period, source

CONTRACT = Contract(
    reference="MSA-1",
    start=date(2024, 4, 1),
    end=date(2027, 3, 31),
    owner="kim",
    backup_owner="lee",
    notice=Notice(period=parse_span("90 days"), deemed_receipt=parse_span("2 business days")),
    renewal=Renewal(automatic=True, term=parse_span("12 months")),
    reviews=Reviews(every=parse_span("6 months"), lead=parse_span("30 days")),
)
DUE = DueRule(after_end=parse_span("3 business days"), at=time(17))
REPORT = MonthlyReportRule(to=("kim", "joel"), day=DayOfPeriod(number=6, business=True))
NOTHING = agreement(sources=(), contract=None)


def plan(about: Agreement, first: str, last: str) -> list[tuple[str, str]]:
    found = planned(about, date.fromisoformat(first), date.fromisoformat(last))
    return [(entry.day.isoformat(), entry.what) for entry in found]


def test_an_agreement_that_says_nothing_plans_nothing() -> None:
    assert plan(NOTHING, "2026-01-01", "2026-12-31") == []


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2026-11-04", "2026-11-04", ["2026-11-04"]),
        ("2026-11-05", "2026-12-02", []),
        ("2026-11-04", "2026-12-03", ["2026-11-04", "2026-12-03"]),
        ("2026-12-03", "2026-11-04", []),
    ],
)
def test_files_are_due_after_their_period(first: str, last: str, expected: list[str]) -> None:
    delivering = agreement(sources=(source(due=DUE), source(id="other")), contract=None)
    found = plan(delivering, first, last)
    assert [day for day, _ in found] == expected
    assert {what.split(" for ")[0] for _, what in found} <= {"daily_ops"}


def test_a_file_falls_to_the_partners_operations() -> None:
    (entry,) = planned(agreement(sources=(source(due=DUE),)), date(2026, 11, 4), date(2026, 11, 4))
    due = "daily_ops for 2026-10 is due"
    assert entry == PlannedDate(day=date(2026, 11, 4), what=due, who=("ana",))


def test_a_daily_file_is_due_each_day() -> None:
    daily = source(covers=PeriodLength.DAY, due=DueRule(after_end=parse_span("1 day"), at=time(9)))
    found = plan(agreement(sources=(daily,)), "2026-11-04", "2026-11-10")
    assert len(found) == 7
    assert found[0] == ("2026-11-04", "daily_ops for 2026-11-03 is due")


def test_reports_have_their_day_and_begin_with_the_effects() -> None:
    reporting = agreement(
        sources=(), monthly_report=REPORT, effects_from=period("2026-10"), contract=None
    )
    assert plan(reporting, "2026-10-01", "2026-12-31") == [
        ("2026-11-09", "monthly report for 2026-10"),
        ("2026-12-08", "monthly report for 2026-11"),
    ]


def test_contract_dates_come_with_all_their_rungs() -> None:
    ours = agreement(sources=(), contract=CONTRACT)
    assert plan(ours, "2026-11-30", "2027-01-31") == [
        ("2026-12-01", "reminder, 30 days before last day for notice: MSA-1"),
        ("2026-12-17", "reminder, 14 days before last day for notice: MSA-1"),
        ("2026-12-24", "reminder, 7 days before last day for notice: MSA-1"),
        ("2026-12-29", "act by, last day for notice: MSA-1"),
        ("2026-12-30", "reminder, 1 day before last day for notice: MSA-1"),
        ("2026-12-31", "last day for notice: MSA-1"),
    ]


def test_every_review_of_the_range_is_there_and_falls_to_the_owners() -> None:
    ours = agreement(sources=(), contract=CONTRACT)
    found = planned(ours, date(2024, 4, 1), date(2026, 4, 1))
    reviews = [entry for entry in found if entry.what == "contract review: MSA-1"]
    assert [entry.day.isoformat() for entry in reviews] == [
        "2024-10-01",
        "2025-04-01",
        "2025-10-01",
        "2026-04-01",
    ]
    assert {entry.who for entry in found} == {("kim", "lee")}


def test_a_contract_that_ends_ends() -> None:
    ending = Contract(reference="MSA-1", start=date(2024, 4, 1), end=date(2026, 12, 31))
    found = plan(agreement(sources=(), contract=ending), "2026-12-30", "2030-01-01")
    assert found[-1] == ("2026-12-31", "end of the contract: MSA-1")


@given(st.dates(date(2024, 1, 1), date(2030, 1, 1)), st.integers(0, 400), st.integers(0, 400))
def test_a_plan_of_two_ranges_is_the_plan_of_both(first: date, days: int, more: int) -> None:
    whole = agreement(
        sources=(source(due=DUE),), contract=CONTRACT, monthly_report=REPORT, effects_from=None
    )
    middle = date.fromordinal(first.toordinal() + days)
    after = date.fromordinal(middle.toordinal() + 1)
    last = date.fromordinal(middle.toordinal() + more)
    later = planned(whole, after, last)
    # Seen from before its notice date, a term to come stands there as if it were renewed.
    assert set(planned(whole, first, middle)) <= set(planned(whole, first, last))
    assert {entry for entry in later if "MSA-1" not in entry.what} <= set(
        planned(whole, first, last)
    )
