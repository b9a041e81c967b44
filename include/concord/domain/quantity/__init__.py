"""Quantities as people write them, read strictly: a doubtful one is an error, never a guess."""

from concord.domain.quantity.day_of_period import DayOfPeriod, parse_day_of_period
from concord.domain.quantity.delay import (
    Delay,
    delay_words,
    moment_after,
    moment_before,
    parse_delay,
)
from concord.domain.quantity.due_rule import DueRule, parse_due_rule
from concord.domain.quantity.duration import duration_words, parse_business_hours, parse_duration
from concord.domain.quantity.hours import Hours, parse_hours
from concord.domain.quantity.moment import parse_date, parse_time_of_day
from concord.domain.quantity.money import Money, parse_currency, parse_money
from concord.domain.quantity.number import parse_number, parse_percent
from concord.domain.quantity.recurrence import CALENDAR_START, Recurrence, parse_recurrence
from concord.domain.quantity.span import Span, SpanUnit, parse_span
from concord.domain.quantity.spelling import QuantityError
from concord.domain.quantity.target import Direction, Target, parse_target
from concord.domain.quantity.unit import PERCENT, SECONDS, parse_in_unit
from concord.domain.quantity.weekday import Weekdays, parse_weekday, parse_weekdays

__all__ = [
    "CALENDAR_START",
    "PERCENT",
    "SECONDS",
    "DayOfPeriod",
    "Delay",
    "Direction",
    "DueRule",
    "Hours",
    "Money",
    "QuantityError",
    "Recurrence",
    "Span",
    "SpanUnit",
    "Target",
    "Weekdays",
    "delay_words",
    "duration_words",
    "moment_after",
    "moment_before",
    "parse_business_hours",
    "parse_currency",
    "parse_date",
    "parse_day_of_period",
    "parse_delay",
    "parse_due_rule",
    "parse_duration",
    "parse_hours",
    "parse_in_unit",
    "parse_money",
    "parse_number",
    "parse_percent",
    "parse_recurrence",
    "parse_span",
    "parse_target",
    "parse_time_of_day",
    "parse_weekday",
    "parse_weekdays",
]
