"""Calendars of countries, from the public holidays that the `holidays` package knows."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from concord.adapters.calendars import UnknownCalendarError, business_calendar

ZONE = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("code", "holiday"),
    [
        ("GB-ENG", date(2026, 4, 6)),
        ("GB-SCT", date(2026, 11, 30)),
        ("GB-SCT", date(2026, 1, 2)),
        ("PH", date(2026, 6, 12)),
        ("US", date(2026, 11, 26)),
        ("IN", date(2010, 1, 26)),
        ("DE-BY", date(2045, 1, 6)),
    ],
)
def test_a_country_keeps_its_holidays(code: str, holiday: date) -> None:
    assert not business_calendar(code, ZONE).is_business_day(holiday)


def test_holidays_of_one_part_are_working_days_in_another() -> None:
    assert business_calendar("GB-ENG", ZONE).is_business_day(date(2026, 11, 30))


def test_a_weekend_is_what_the_country_takes_for_one() -> None:
    friday, sunday = date(2026, 10, 2), date(2026, 10, 4)
    saudi = business_calendar("SA", ZONE)
    assert (saudi.is_business_day(friday), saudi.is_business_day(sunday)) == (False, True)


def test_weekends_knows_no_holidays_and_none_no_days_off() -> None:
    christmas, sunday = date(2026, 12, 25), date(2026, 12, 27)
    weekends, every_day = business_calendar("weekends", ZONE), business_calendar("none", ZONE)
    assert (weekends.is_business_day(christmas), weekends.is_business_day(sunday)) == (True, False)
    assert every_day.is_business_day(sunday)


def test_days_may_be_added_to_the_public_ones() -> None:
    day = date(2026, 10, 7)
    assert not business_calendar("PH", ZONE, extra_days=[day]).is_business_day(day)
    assert business_calendar("PH", ZONE).is_business_day(day)


@pytest.mark.parametrize("code", ["", "gb", "GB-", "GB-XX", "XX", "England", "weekend"])
def test_an_unknown_code_is_an_error_with_the_known_ones(code: str) -> None:
    with pytest.raises(UnknownCalendarError) as refused:
        business_calendar(code, ZONE)
    assert refused.value.known
