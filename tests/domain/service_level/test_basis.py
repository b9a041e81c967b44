"""Counted days: those that did not fail are good."""

from datetime import date
from fractions import Fraction

from concord.domain.service_level import CountedDays, FailedDay
from tests.builders import at_least


def test_a_counted_day_is_good_or_failed() -> None:
    failed = FailedDay(day=date(2026, 10, 3), value=Fraction(79))
    assert CountedDays(target=at_least("80"), counted=31, failed=(failed,)).good == 30
