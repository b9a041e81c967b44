"""Dates are real dates, ISO text or the declared order; the rest is not guessed."""

from contextlib import suppress
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.reading.moments import day_in, moment_in, seconds_in
from concord.domain.reading.problem import BadCellError
from concord.domain.source import ColumnType, DurationUnit, TextFormat
from tests.builders import column
from tests.reading_tables import cell, rule_of

LONDON = ZoneInfo("Europe/London")
ZERO = date(1899, 12, 30)
DAY = column("date", ColumnType.DATE)
MOMENT = column("started", ColumnType.TIMESTAMP)
SPAN = column("handled", ColumnType.DURATION)
ISO = TextFormat()
BRITISH = TextFormat(date_order="dmy")


def silent(rule: str, raw: str) -> None:
    """Take a note and say nothing."""


def at(hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, 10, 31, hour, minute, second)  # noqa: DTZ001 - cells have no zone


@pytest.mark.parametrize(
    ("value", "declared"),
    [
        (at(8), ISO),
        ("2026-10-31", ISO),
        ("2026-10-31", BRITISH),
        ("2026-10-31T08:30", ISO),
        ("31/10/2026", BRITISH),
        ("31.10.26", BRITISH),
        ("10-31-2026", TextFormat(date_order="mdy")),
        (46326, ISO),
    ],
)
def test_a_day(value: object, declared: TextFormat) -> None:
    assert day_in(cell(value), DAY, declared, ZERO, silent) == date(2026, 10, 31)


@pytest.mark.parametrize(
    ("value", "declared", "rule"),
    [
        ("03/04/2026", ISO, "date-order-unclear"),
        ("31/10/126", BRITISH, "not-a-date"),
        ("2026-02-30", ISO, "not-a-date"),
        ("2026-10-31 25:00", ISO, "not-a-date"),
        ("2026-10-31 8", ISO, "not-a-date"),
        ("October", BRITISH, "not-a-date"),
        (7, ISO, "not-a-date"),
        (Decimal("Infinity"), ISO, "not-a-date"),
        (timedelta(hours=1), ISO, "not-a-date"),
    ],
)
def test_what_is_no_day(value: object, declared: TextFormat, rule: str) -> None:
    with pytest.raises(BadCellError) as caught:
        day_in(cell(value), DAY, declared, ZERO, silent)
    assert rule_of(caught.value) == rule


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2026-10-31 8:30", at(8, 30)),
        ("2026-10-31T08:30:15", at(8, 30, 15)),
        ("2026-10-31T08:30:00+02:00", at(6, 30)),
        ("2026-10-31", at(0)),
        (at(8, 30), at(8, 30)),
    ],
)
def test_a_moment_is_wall_clock_in_the_sources_zone(value: object, moment: datetime) -> None:
    assert moment_in(cell(value), MOMENT, ISO, ZERO, LONDON, silent) == moment


def test_a_serial_number_is_read_as_the_day_it_stands_for_and_remarked() -> None:
    notes: list[str] = []
    day_in(cell(46326), DAY, ISO, ZERO, lambda rule, _: notes.append(rule))
    assert notes == ["date-as-number"]


@pytest.mark.parametrize(
    ("value", "unit", "seconds"),
    [
        (timedelta(minutes=6, seconds=30), None, "390"),
        ("0:06:30", None, "390"),
        (timedelta(), None, "0"),
        (0, DurationUnit.SECONDS, "0"),
        ("30:00:00", None, "108000"),
        ("0:00:01.5", None, "1.5"),
        (390, DurationUnit.SECONDS, "390"),
        (Decimal("6.5"), DurationUnit.MINUTES, "390"),
        ("2", DurationUnit.HOURS, "7200"),
    ],
)
def test_a_duration(value: object, unit: DurationUnit | None, seconds: str) -> None:
    asked = column("handled", ColumnType.DURATION, unit=unit)
    assert seconds_in(cell(value), asked, ISO, silent) == Decimal(seconds)


def test_elapsed_time_shown_as_a_date_is_elapsed_time() -> None:
    shown = cell(datetime(1900, 1, 1, 6), serial="1.25")  # noqa: DTZ001 - cells have no zone
    assert seconds_in(shown, SPAN, ISO, silent) == 108_000


@pytest.mark.parametrize(
    ("value", "serial"),
    [
        (at(8), "46326.33"),
        (390, ""),
        (timedelta(seconds=-1), ""),
        ("6:30", ""),
    ],
)
def test_what_is_no_duration(value: object, serial: str) -> None:
    with pytest.raises(BadCellError, match="not-a-number"):
        seconds_in(cell(value, serial=serial), SPAN, ISO, silent)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_reads_back_in_every_declared_order(day: date) -> None:
    for order, written in (("dmy", f"{day:%d/%m/%Y}"), ("mdy", f"{day:%m/%d/%Y}")):
        declared = TextFormat(date_order=order)
        assert day_in(cell(written), DAY, declared, ZERO, silent) == day


@pytest.mark.parametrize(
    ("serial", "day"),
    [
        ("25568.999", None),
        ("25569", date(1970, 1, 1)),
        ("73414", date(2100, 12, 30)),
        ("73415", None),
    ],
)
def test_a_serial_number_is_a_day_between_1970_and_2100(serial: str, day: date | None) -> None:
    if day is not None:
        assert day_in(cell(Decimal(serial)), DAY, ISO, ZERO, silent) == day
        return
    with pytest.raises(BadCellError, match="not-a-date"):
        day_in(cell(Decimal(serial)), DAY, ISO, ZERO, silent)


def test_the_workbooks_own_day_zero_counts() -> None:
    assert day_in(cell(44864), DAY, ISO, date(1904, 1, 1), silent) == date(2026, 10, 31)


@pytest.mark.parametrize("written", ["9999-12-31 23:59:59-12:00", "0001-01-01 00:00:00+14:00"])
def test_a_moment_beyond_the_calendar_is_told_like_any_other(written: str) -> None:
    with pytest.raises(BadCellError, match="not-a-date"):
        moment_in(cell(written), MOMENT, ISO, ZERO, LONDON, silent)


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("\u0662\u0660\u0662\u0666-\u0661\u0660-\u0663\u0661", "digits-normalised"),
        ("\uff12026-10-31", "digits-normalised"),
        ("2026-10-31\u200b", "invisible-characters"),
    ],
)
def test_a_mended_day_is_noted(written: str, rule: str) -> None:
    notes: list[str] = []
    read = day_in(cell(written), DAY, ISO, ZERO, lambda heard, _: notes.append(heard))
    assert (read, notes) == (date(2026, 10, 31), [rule])


def test_a_mended_duration_is_noted_once() -> None:
    notes: list[str] = []
    asked = column("handled", ColumnType.DURATION, unit=DurationUnit.SECONDS)
    for written in ("0:06:30\u200b", "390\u200b"):
        assert seconds_in(cell(written), asked, ISO, lambda rule, _: notes.append(rule)) == 390
    assert notes == ["invisible-characters", "invisible-characters"]


@pytest.mark.parametrize(
    ("value", "unit", "rule"),
    [
        ("9" * 13 + ":00:00", None, "not-a-number"),
        ("9" * 5000 + ":00:00", None, "not-a-number"),
        ("999999999999999999", DurationUnit.HOURS, "number-too-large"),
        ("-0:00:01", None, "not-a-number"),
        (-1, DurationUnit.SECONDS, "not-a-number"),
    ],
)
def test_a_duration_beyond_all_measure(
    value: object, unit: DurationUnit | None, rule: str
) -> None:
    asked = column("handled", ColumnType.DURATION, unit=unit)
    with pytest.raises(BadCellError, match=rule):
        seconds_in(cell(value), asked, ISO, silent)


@pytest.mark.parametrize(("serial", "is_elapsed"), [("366.999", True), ("367", False)])
def test_elapsed_time_is_told_from_a_date_by_its_serial(serial: str, is_elapsed: bool) -> None:  # noqa: FBT001 - a table
    shown = cell(at(8), serial=serial)
    if is_elapsed:
        assert seconds_in(shown, SPAN, ISO, silent) == Decimal(serial) * 86_400
        return
    with pytest.raises(BadCellError, match="not-a-number"):
        seconds_in(shown, SPAN, ISO, silent)


@given(st.text(alphabet="0123456789٣²-/.: T+Z\u200b", max_size=30))
def test_any_text_is_a_moment_or_told_to_be_none(text: str) -> None:
    for declared in (ISO, BRITISH):
        with suppress(BadCellError):
            moment = moment_in(cell(f" {text}"), MOMENT, declared, ZERO, LONDON, silent)
            assert moment.tzinfo is None


@pytest.mark.parametrize("written", ["9999-12-31", "0001-01-01", "1899-12-31"])
def test_a_year_that_cannot_be_meant_is_no_date(written: str) -> None:
    with pytest.raises(BadCellError, match="not-a-date"):
        day_in(cell(written), DAY, ISO, ZERO, silent)


@pytest.mark.parametrize(
    ("written", "remarks"),
    [
        ("2026-10-25 00:59", []),
        ("2026-10-25 01:00", ["ambiguous-time"]),
        ("2026-10-25 01:59", ["ambiguous-time"]),
        ("2026-10-25 02:00", []),
        ("2026-10-25T01:30:00+00:00", []),
        ("2026-03-29 00:59", []),
        ("2026-03-29 02:00", []),
    ],
)
def test_an_hour_that_came_twice_is_remarked(written: str, remarks: list[str]) -> None:
    found: list[str] = []
    moment_in(cell(written), MOMENT, ISO, ZERO, LONDON, lambda rule, _: found.append(rule))
    assert found == remarks


@pytest.mark.parametrize("written", ["2026-03-29 01:00", "2026-03-29 01:59"])
def test_an_hour_that_never_was_is_no_moment(written: str) -> None:
    with pytest.raises(BadCellError) as caught:
        moment_in(cell(written), MOMENT, ISO, ZERO, LONDON, silent)
    assert caught.value.problem.rule == "no-such-time"
