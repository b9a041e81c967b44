"""Services bought and the sites they come from: their hours, currency and charges."""

from __future__ import annotations

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from concord.domain.business_calendar import BusinessCalendar
from concord.domain.charges import ChargeTerms

DEFAULT_SERVICE = "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One service bought from the partner.

    `hours` are the days and times at which the service is open, on its own clock; None where
    none are agreed.
    """

    id: str
    name: str
    sow: str = ""
    currency: str | None = None
    charges: ChargeTerms = field(default_factory=ChargeTerms)
    hours: BusinessCalendar | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place from which a service is delivered; `calendar` holds its days and hours."""

    id: str
    name: str
    zone: ZoneInfo
    calendar: BusinessCalendar
