"""When people hear of a delivery: before it is due, and while it is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from concord.domain.period import PeriodLength
from concord.domain.quantity import Delay, Span, SpanUnit

_A_BUSINESS_DAY = Span(count=1, unit=SpanUnit.BUSINESS_DAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryReminders:
    """How long before the due time a delivery is reminded of, and how long after it chased.

    `escalate_after` is how long after it a missing file becomes an issue; None stands for at
    once.
    """

    before: tuple[Delay, ...] = (_A_BUSINESS_DAY,)
    after: tuple[Delay, ...] = (
        timedelta(hours=4),
        _A_BUSINESS_DAY,
        Span(count=3, unit=SpanUnit.BUSINESS_DAY),
    )
    escalate_after: Delay | None = None


STANDARD_REMINDERS = DeliveryReminders()


def standard_before(covers: PeriodLength) -> tuple[Delay, ...]:
    """Return when a delivery is reminded of unless an agreement says so.

    Of what comes every day nobody is reminded every day.
    """
    return () if covers is PeriodLength.DAY else STANDARD_REMINDERS.before
