"""The kinds of single values, each with an example and its JSON Schema."""

from __future__ import annotations

from collections.abc import Iterable

from concord.adapters.agreement_files.model.shapes import Kind

_NUMBER = r"[0-9][0-9,]*(\.[0-9]+)?"


def _text(name: str, example: str, pattern: str = "") -> Kind:
    written: dict[str, object] = {"type": "string"}
    if pattern:
        written["pattern"] = f"^{pattern}$"
    return Kind(name=name, example=example, written=written)


def _number(name: str, example: str, kind: str = "number") -> Kind:
    written = {
        "anyOf": [{"type": kind, "minimum": 0}, {"type": "string", "pattern": f"^{_NUMBER}$"}]
    }
    return Kind(name=name, example=example, written=written)


def word(name: str, words: Iterable[str]) -> Kind:
    """Return the kind of a closed set of words."""
    known = [str(one) for one in words]
    return Kind(name=name, example=known[0], written={"enum": known})


ID = _text("an id", "northwind", "[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
TEXT = Kind(name="text", example="", written={"type": ["string", "number"]})
COLUMN = _text("a column of the source", "answered", "[A-Za-z][A-Za-z0-9_]{0,62}")
HEADER = Kind(name="a header", example='"Calls Offered"', written={"type": ["string", "number"]})
EXPRESSION = _text("an SQL aggregate", '"sum(answered)"')
STATED = _text("a column, or what is computed from columns", "target")
COLOUR = _text("a colour", '"#003366"', "#[0-9A-Fa-f]{6}")
PERSON = _text("a person's id", "kim")
ROLE = _text("a role", "operations_manager")
SERVICE = _text("a service's id", "voice")
SITE = _text("a site's id", "manila")
SOURCE = _text("a source's id", "daily_ops")
KPI = _text("a KPI's id", "service_level")
SERVICE_LEVEL = _text("a service level's id", "phone")
CONNECTION = _text("a connection's id", "ops_drive")
CURRENCY = _text("a currency (ISO 4217)", "GBP", "[A-Z]{3}")
MONEY = _text("an amount of money", "GBP 120,000.00", rf"[A-Z]{{3}} {_NUMBER}")
MAIL = _text("a mail address", "ana@northwind.example", r"[^\s@<>]+@[^\s@<>]+")
DOMAIN = _text("a domain", "acme.example", r"[^\s@*]+")
HTTPS = _text("an https address", "https://acme.example/mail", r"https://[^\s<>]+")
INSTALLATION = _text("an installation's id", "production", "[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
LANGUAGE = _text("a language", "en", "[a-z]{2,3}(-[A-Z]{2})?")
ZONE = _text("a time zone (IANA)", "Europe/London")
CALENDAR_CODE = _text("a country, a part of one, `weekends` or `none`", "GB-ENG")
DAY = _text("a date", "2026-10-31", "[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOMENT = _text("a date with a time", '"2026-10-14T09:10"')
MONTH_DAY = _text("a month and day", "04-01", "[0-9]{2}-[0-9]{2}")
PERIOD = Kind(
    name="a measurement period", example="2026-10", written={"type": ["string", "integer"]}
)
TIME = _text("a time of day", '"08:00"', "([01]?[0-9]|2[0-4]):[0-5][0-9]")
HOURS = _text("opening hours", '"09:00-18:00"', "[0-9]{1,2}:[0-9]{2} ?[-–] ?[0-9]{1,2}:[0-9]{2}")
WEEKDAYS = _text("days of the week", "mon-fri")
SPAN = _text("a span of time", "90 days")
DURATION = _text("a duration", "20 s")
DELAY = _text("a time before or after", "4 hours")
BUSINESS_HOURS = _text("business hours", "4 business hours", r"[0-9.]+ business hours?")
DUE = _text("a due time", "3 business days after period end at 17:00")
DAY_OF_PERIOD = _text("a day of the following period", "6th business day")
RECURRENCE = _text("a recurrence", "week on Tuesday 10:00")
PERCENT = _text("a percentage", "80 %", rf"{_NUMBER} ?%")
AMOUNT = _number("a number of at least 0", "120,000.00")
COUNT = _number("a whole number", "3", "integer")
SO_MANY_OF = _text("so many of so many", "3 of 6", "[0-9]+ of [0-9]+")
FLAG = Kind(name="true or false", example="true", written={"type": "boolean"})
TARGET = _text("a target", "at least 80 %", "(at least|at most|within) .+")
DAYS_TARGET = _text(
    "a target for a share of days",
    "95 % of days at least 80 %",
    rf"{_NUMBER} ?% of days (at least|at most|within) .+",
)
THRESHOLD = _text("one end of a target, or its figure", "95 %", r"((at least|at most) )?[0-9].*")
RAMP_MONTH = _text("a figure of the target, or a target", "60 %")
EDGE = Kind(
    name="the band's edge, or `beyond`",
    example="78 %",
    written={"type": ["string", "number"]},
)
