"""Coverage: which rows a delivery must have to be complete."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import assert_never

from concord.domain.business_calendar import BusinessCalendar


class CoverageUnit(StrEnum):
    """For which days a source must deliver rows."""

    PERIOD = "period"
    CALENDAR_DAY = "calendar day"
    BUSINESS_DAY = "business day"
    SERVICE_DAY = "service day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The cells a delivery must fill: days by `every`, times the values of `for_each`.

    With `PERIOD` one accepted row fills the period's only cell.  `calendar` says which days
    are business days, `service_hours` on which the service is open (None: every day).  The
    cells of a declared site, one of `sites` by its id, follow the site's own calendar.
    """

    every: CoverageUnit = CoverageUnit.PERIOD
    for_each: tuple[str, ...] = ()
    calendar: BusinessCalendar | None = None
    service_hours: BusinessCalendar | None = None
    sites: tuple[tuple[str, BusinessCalendar], ...] = ()

    def expects(self, day: date, values: Iterable[str | None]) -> bool:
        """Say whether there must be a row for `day` and these values of `for_each`."""
        match self.every:
            case CoverageUnit.PERIOD | CoverageUnit.CALENDAR_DAY:
                return True
            case CoverageUnit.BUSINESS_DAY:
                calendar = self._site_calendar(values) or self.calendar
                return calendar is None or calendar.is_business_day(day)
            case CoverageUnit.SERVICE_DAY:
                hours = self.service_hours
                return hours is None or hours.is_business_day(day)
            case _:  # pragma: no cover
                assert_never(self.every)

    def _site_calendar(self, values: Iterable[str | None]) -> BusinessCalendar | None:
        known = dict(self.sites)
        return next((known[value] for value in values if value in known), None)


WHOLE_PERIOD = Coverage()
"""One accepted row suffices: what holds where nothing is agreed."""
