"""Lines of a report about periods that are still running: estimates, beside a month's figures."""

from __future__ import annotations

from collections.abc import Iterable

from concord.domain.agreement import Agreement
from concord.domain.forecast import Forecast
from concord.domain.kpi import TOTAL
from concord.domain.notation import period_name
from concord.domain.period import MeasurementPeriod
from concord.domain.report import RunningRow


def running_rows(
    agreement: Agreement, month: MeasurementPeriod, forecasts: Iterable[Forecast]
) -> tuple[RunningRow, ...]:
    """Return the totals of running periods with data of the month after, in order of levels.

    A report of an earlier month, made anew, has none: what runs now is not its matter.  Nor
    are levels that the month's agreement does not name.
    """
    order = {level.id: place for place, level in enumerate(agreement.service_levels)}
    totals = [f for f in forecasts if f.dimension == TOTAL and f.service_level in order]
    shown = [f for f in totals if f.as_of in month.next()]
    shown.sort(key=lambda f: (order[f.service_level], f.period.end))
    return tuple(
        RunningRow(name=f"{_name(agreement, each)}, {period_name(each.period)}", forecast=each)
        for each in shown
    )


def _name(agreement: Agreement, forecast: Forecast) -> str:
    level = next(each for each in agreement.service_levels if each.id == forecast.service_level)
    return level.name or agreement.kpi(level.kpi).name
