"""The plan: everything that falls into a range of days, and nothing else."""

from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from concord.domain.agreement import Agreement, MonthlyReportRule
from concord.domain.contract import Contract, Notice, Renewal, Reviews
from concord.domain.plan import planned
from concord.domain.quantity import DayOfPeriod, DueRule, parse_span
from tests.builders import agreement, source

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


def test_everything_stands_in_the_order_of_its_days() -> None:
    whole = agreement(sources=(source(due=DUE),), contract=CONTRACT, monthly_report=REPORT)
    assert plan(whole, "2026-12-01", "2026-12-10") == [
        ("2026-12-01", "reminder, 30 days before last day for notice: MSA-1"),
        ("2026-12-02", "reminder, due soon: daily_ops for 2026-11"),
        ("2026-12-03", "daily_ops for 2026-11 is due"),
        ("2026-12-08", "monthly report for 2026-11"),
    ]


def test_no_two_entries_have_one_identity() -> None:
    whole = agreement(sources=(source(due=DUE),), contract=CONTRACT, monthly_report=REPORT)
    found = planned(whole, date(2026, 1, 1), date(2029, 1, 1))
    assert len({entry.identity for entry in found}) == len(found)


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
