"""What changes under way: amendments of one day, another fiscal year, clocks that are moved."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from concord.domain.measurement_plan import is_over
from concord.domain.period import FiscalLength, PeriodLength, YearStart
from concord.domain.service_level import OutcomeKind, ServiceLevel
from tests.builders import agreement, at_least, bands, period, service_level, terms
from tests.services.test_assess import Case

LONDON = ZoneInfo("Europe/London")


def fiscal_quarters(month: int, version: str) -> tuple[ServiceLevel, str]:
    rule = FiscalLength(length=PeriodLength.QUARTER, year_start=YearStart(month=month, day=1))
    return service_level(period=rule), version * 64


def credited(case: Case) -> dict[str, list[str]]:
    return {month: amounts for month, amounts in case.amounts().items() if amounts}


def test_another_fiscal_year_cuts_every_period_anew_and_pays_none_twice() -> None:
    april, first = fiscal_quarters(4, "a")
    may, second = fiscal_quarters(5, "b")
    case = Case(agreement(service_levels=(april,), version=first))
    for month in ("2026-04", "2026-05", "2026-06", "2026-07", "2026-08", "2026-09"):
        case.deliver(month, "79")
    case.assess()
    assert credited(case) == {"2026-06": ["1000.00"], "2026-09": ["2000.00"]}
    case.agreed = replace(case.agreed, service_levels=(may,), version=second)
    case.assess()
    # February to April, May to July, August to October: of these three were missed in a row.
    assert credited(case) == {
        "2026-04": ["1000.00"],
        "2026-07": ["2000.00"],
        "2026-10": ["2000.00"],
    }


@pytest.mark.parametrize(
    ("month", "kind", "band"),
    [("2026-06", OutcomeKind.MET, None), ("2026-07", OutcomeKind.MISSED, "grave")],
)
def test_two_amendments_of_one_day_are_one_change_of_a_level(
    month: str, kind: OutcomeKind, band: str | None
) -> None:
    first = terms(target=at_least("80"), bands=bands("serious", minor="78"))
    both = terms(since=date(2026, 7, 1), target=at_least("82"), bands=bands("grave"))
    case = Case(agreement(service_levels=(service_level(terms=(first, both)),)))
    case.deliver(month, "81")
    case.assess()
    (outcome,) = [o for o in case.found[month].outcomes if not o.dimension]
    assert (outcome.kind, outcome.band) == (kind, band)


@pytest.mark.parametrize(
    ("day", "ends", "hours"),
    [
        ("2026-03-29", "2026-03-29T23:00:00+00:00", 23),
        ("2026-06-01", "2026-06-01T23:00:00+00:00", 24),
        ("2026-10-25", "2026-10-26T00:00:00+00:00", 25),
    ],
)
def test_a_day_is_over_at_its_own_midnight_however_many_hours_it_had(
    day: str, ends: str, hours: int
) -> None:
    asked, moment = period(day), datetime.fromisoformat(ends)
    starts = datetime.combine(asked.start, datetime.min.time(), LONDON)
    assert (moment - starts).total_seconds() == hours * 3600
    assert is_over(asked, LONDON, moment)
    assert not is_over(asked, LONDON, moment - timedelta(seconds=1))


def test_a_day_of_25_hours_is_one_day_of_rows() -> None:
    daily = service_level(period=PeriodLength.DAY, required_completeness=Decimal(1))
    case = Case(agreement(service_levels=(daily,)))
    case.deliver("2026-10", "82")
    case.assess()
    found = [text for text, a in case.found.items() if a.measurements]
    assert "2026-10-25" in case.found
    assert found == ["2026-10-01"]
    assert len([text for text in case.found if text.startswith("2026-10-")]) == 31
