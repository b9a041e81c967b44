"""Services bought and the sites they come from: their hours, currency and charges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from concord.domain.business_calendar import BusinessCalendar
from concord.domain.period import MeasurementPeriod

DEFAULT_SERVICE = "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Charges:
    """Fixed charges of a month from a day on, without tax and pass-through.

    `since` is None for those agreed at first.
    """

    since: date | None
    fixed: Decimal
    amendment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One service bought from the partner.

    `charges` stand in the order of the days from which they hold.  `hours` are the days and
    times at which the service is open, on its own clock; None where none are agreed.
    """

    id: str
    name: str
    sow: str = ""
    currency: str | None = None
    charges: tuple[Charges, ...] = ()
    hours: BusinessCalendar | None = None
    owner: str | None = None

    def fixed_charges(self, period: MeasurementPeriod) -> Decimal | None:
        """Return the month's charges in force on the period's last day, None without any."""
        in_force = [c for c in self.charges if c.since is None or c.since <= period.end]
        return in_force[-1].fixed if in_force else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place from which a service is delivered; `calendar` holds its days and hours."""

    id: str
    name: str
    zone: ZoneInfo
    calendar: BusinessCalendar
