"""Fiscal and rolling service levels: rated over all their days, paid where they end."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from concord.domain.agreement import Agreement
from concord.domain.assessment import Assessment
from concord.domain.coverage import Coverage, CoverageUnit
from concord.domain.kpi import TOTAL
from concord.domain.period import FiscalLength, PeriodLength, PeriodRule, RollingMonths, YearStart
from concord.domain.service_level import Outcome, OutcomeKind
from concord.services.assess import assess
from tests.builders import (
    LONG_SINCE,
    agreement,
    moment,
    period,
    service_level,
    source,
    submission,
    terms,
)
from tests.fakes_store import FakeStore
from tests.stored_places import Place, day, in_files, in_memory

NOW = moment("2026-11-20")
TAX_QUARTER = FiscalLength(length=PeriodLength.QUARTER, year_start=YearStart(month=4, day=6))
THREE_MONTHS = RollingMonths(months=3)


@pytest.fixture(params=[in_memory, in_files])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    open_place: Callable[[Path], Place] = request.param
    return open_place(tmp_path)


class Case:
    """A partner whose months are stored row by row: a day, its calls and the answered ones."""

    def __init__(self, place: Place, agreed: Agreement) -> None:
        self.place, self.agreed, self.store = place, agreed, FakeStore()
        self.sent = 0

    def deliver(self, month: str, *rows: tuple[str, int, int]) -> None:
        self.sent += 1
        stored = [day(on, "cebu", offered, answered) for on, offered, answered in rows]
        sent_as = f"file-{self.sent}"
        file = self.place.keep(self.agreed.sources[0], period(month), stored, sent_as)
        arrived = moment(f"2026-11-10T08:00:{self.sent:02d}")
        with self.store.transaction() as tx:
            tx.submissions.add(
                submission(month, sha256=sent_as, observations=file.observations, arrived=arrived)
            )

    def assess(self, *touched: str) -> list[str]:
        changed = assess(
            self.agreed,
            store=self.store,
            observations=self.place.observations,
            now=NOW,
            periods=[period(text) for text in touched] or None,
        )
        return [str(found) for found in changed]

    @property
    def found(self) -> dict[str, Assessment]:
        with self.store.transaction() as tx:
            return {str(a.period): a for a in tx.assessments.of_partner("northwind")}

    def totals(self) -> dict[str, Outcome]:
        outcomes = (o for a in self.found.values() for o in a.outcomes)
        return {str(o.period): o for o in outcomes if o.dimension == TOTAL}

    def values(self) -> dict[str, tuple[OutcomeKind, str]]:
        return {text: (o.kind, str(o.value)) for text, o in self.totals().items()}

    def amounts(self) -> dict[str, list[str]]:
        paid = {text: [str(c.amount) for c in a.credits] for text, a in self.found.items()}
        return {text: amounts for text, amounts in paid.items() if amounts}


def rated_by(rule: PeriodRule, since: date = LONG_SINCE, *, daily: bool = False) -> Agreement:
    level = service_level(
        period=rule, terms=(terms(since=since),), required_completeness=Decimal(1)
    )
    every = CoverageUnit.CALENDAR_DAY if daily else CoverageUnit.PERIOD
    return agreement(service_levels=(level,), sources=(source(coverage=Coverage(every=every)),))


def test_a_fiscal_quarter_is_the_ratio_of_sums_over_its_own_days(place: Place) -> None:
    case = Case(place, rated_by(TAX_QUARTER, daily=True))
    case.deliver("2026-04", ("2026-04-05", 9000, 0), ("2026-04-06", 300, 234))
    case.deliver("2026-07", ("2026-07-05", 1200, 1020), ("2026-07-06", 9000, 9000))
    case.assess()
    quarter = case.totals()["FY2026-Q1"]
    assert (quarter.kind, quarter.value) == (OutcomeKind.MET, Fraction("83.6"))
    assert quarter.volume == 1500
    assert quarter.completeness == Fraction(2, 91)
    assert case.totals()["FY2025-Q4"].value == 0
    assert case.totals()["FY2026-Q2"].value == 100


def test_a_fiscal_quarter_s_credit_lands_in_the_month_in_which_it_ends(place: Place) -> None:
    case = Case(place, rated_by(TAX_QUARTER))
    case.deliver("2026-04", ("2026-04-06", 100, 79))
    case.deliver("2026-06", ("2026-06-30", 100, 79))
    case.assess()
    assert case.amounts() == {"2026-07": ["1000.00"]}
    (credit,) = case.found["2026-07"].credits
    assert [line.cause for line in credit.lines] == ["phone FY2026-Q1 minor"]


def test_a_rolling_period_is_the_ratio_of_sums_over_its_window(place: Place) -> None:
    case = Case(place, rated_by(THREE_MONTHS, date(2026, 7, 1)))
    case.deliver("2026-07", ("2026-07-01", 300, 0))
    case.deliver("2026-08", ("2026-08-01", 100, 100))
    case.deliver("2026-09", ("2026-09-30", 200, 200))
    case.deliver("2026-10", ("2026-10-31", 700, 700))
    case.assess()
    assert case.values() == {
        "2026-07/P3M": (OutcomeKind.NOT_IN_FORCE, "0"),
        "2026-08/P3M": (OutcomeKind.NOT_IN_FORCE, "25"),
        "2026-09/P3M": (OutcomeKind.MISSED, "50"),
        "2026-10/P3M": (OutcomeKind.MET, "100"),
    }
    assert case.totals()["2026-10/P3M"].volume == 1000


def test_each_rolling_miss_is_paid_in_its_last_month_and_the_next_repeats(place: Place) -> None:
    case = Case(place, rated_by(THREE_MONTHS, date(2026, 7, 1)))
    for month in ("2026-07", "2026-08", "2026-09", "2026-10"):
        case.deliver(month, (f"{month}-01", 100, 79))
    case.assess()
    assert case.amounts() == {"2026-09": ["1000.00"], "2026-10": ["2000.00"]}
    assert [o.repeat for o in case.totals().values()] == [False, False, False, True]


def test_before_it_is_full_a_rolling_period_is_shown_and_not_rated(place: Place) -> None:
    case = Case(place, rated_by(THREE_MONTHS))
    for month in ("2026-08", "2026-09", "2026-10"):
        case.deliver(month, (f"{month}-03", 100, 79))
    case.assess()
    assert case.values() == {
        "2026-08/P3M": (OutcomeKind.INSUFFICIENT_DATA, "79"),
        "2026-09/P3M": (OutcomeKind.INSUFFICIENT_DATA, "79"),
        "2026-10/P3M": (OutcomeKind.MISSED, "79"),
    }
    assert case.amounts() == {"2026-10": ["1000.00"]}


def test_a_rolling_period_is_complete_by_all_days_of_its_window(place: Place) -> None:
    case = Case(place, rated_by(THREE_MONTHS, daily=True))
    case.deliver("2026-08", ("2026-08-31", 100, 80))
    case.deliver("2026-10", ("2026-10-01", 100, 80), ("2026-10-02", 100, 80))
    case.assess()
    assert case.totals()["2026-10/P3M"].completeness == Fraction(3, 92)


def test_a_restated_month_reaches_every_window_that_holds_it(place: Place) -> None:
    case = Case(place, rated_by(THREE_MONTHS))
    for month in ("2026-06", "2026-07", "2026-08", "2026-09", "2026-10"):
        case.deliver(month, (f"{month}-01", 100, 90))
    case.assess()
    case.deliver("2026-07", ("2026-07-01", 100, 30))
    changed = case.assess("2026-07")
    assert {p for p in changed if "P" in p} == {"2026-07/P3M", "2026-08/P3M", "2026-09/P3M"}
    assert case.totals()["2026-09/P3M"].value == 70
    assert case.totals()["2026-10/P3M"].value == 90
    assert case.amounts() == {
        "2026-08": ["2000.00"],
        "2026-09": ["4000.00"],
        "2026-10": ["0.00"],
    }


def test_an_earlier_first_delivery_makes_a_window_full(place: Place) -> None:
    case = Case(place, rated_by(THREE_MONTHS))
    for month in ("2026-09", "2026-10"):
        case.deliver(month, (f"{month}-01", 100, 79))
    case.assess()
    case.deliver("2026-07", ("2026-07-01", 100, 79))
    case.assess("2026-07")
    assert {text: kind for text, (kind, _) in case.values().items()} == {
        "2026-07/P3M": OutcomeKind.INSUFFICIENT_DATA,
        "2026-08/P3M": OutcomeKind.INSUFFICIENT_DATA,
        "2026-09/P3M": OutcomeKind.MISSED,
        "2026-10/P3M": OutcomeKind.MISSED,
    }
