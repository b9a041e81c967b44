"""Business calendars from the public holidays of countries, by the `holidays` package."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from datetime import date, time
from functools import cache
from zoneinfo import ZoneInfo

from concord.domain.business_calendar import BusinessCalendar

FIRST_YEAR, LAST_YEAR = 2010, 2045
"""The years whose holidays a calendar knows: those of all data and terms in use."""

WEEKENDS, EVERY_DAY = "weekends", "none"


class UnknownCalendarError(ValueError):
    """No such country or subdivision; `known` are the codes to choose from."""

    def __init__(self, code: str, known: tuple[str, ...]) -> None:
        super().__init__(f"there are no public holidays of {code!r}")
        self.code = code
        self.known = known


def business_calendar(
    code: str,
    zone: ZoneInfo,
    *,
    subdivision: str = "",
    extra_days: Iterable[date] = (),
    opens: time = time(9),
    closes: time = time(17),
) -> BusinessCalendar:
    """Return the calendar of `code` in `zone`.

    `code` is a country (`PH`), a country and its part (`GB-ENG`), `weekends` (Monday to
    Friday, no holidays) or `none` (every day is a business day).  `extra_days` are days off
    beside the public ones.  Raises UnknownCalendarError for any other code.
    """
    holidays, days_off = _days_off(f"{code}-{subdivision}" if subdivision else code)
    return BusinessCalendar(
        name=f"{code}-{subdivision}" if subdivision else code,
        zone=zone,
        holidays=holidays | frozenset(extra_days),
        days_off=days_off,
        opens=opens,
        closes=closes,
    )


def _days_off(code: str) -> tuple[frozenset[date], frozenset[int]]:
    if code == WEEKENDS:
        return frozenset(), frozenset({5, 6})
    if code == EVERY_DAY:
        return frozenset(), frozenset()
    return _public_holidays(code)


@cache
def _public_holidays(code: str) -> tuple[frozenset[date], frozenset[int]]:
    import holidays

    country, dash, part = code.partition("-")
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    with warnings.catch_warnings():
        # Some countries' lists end before our last year, which the package remarks on.
        warnings.simplefilter("ignore")
        try:
            found = holidays.country_holidays(country, subdiv=part or None, years=years)
        except NotImplementedError as error:
            raise _unknown(code) from error
    # The package also takes other names of a country and of its parts; one is enough.
    if country != found.country or (dash and part not in found.subdivisions):
        raise _unknown(code)
    return frozenset(found), frozenset(found.weekend)


def _unknown(code: str) -> UnknownCalendarError:
    import holidays

    # This loads the calendars of all the world, so only now.
    supported = holidays.list_supported_countries(include_aliases=False)
    country = code.partition("-")[0]
    if country not in supported:
        return UnknownCalendarError(code, (WEEKENDS, EVERY_DAY, *sorted(supported)))
    return UnknownCalendarError(code, tuple(f"{country}-{p}" for p in supported[country]))
