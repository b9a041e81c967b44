"""Rows 58 to 64: days that cannot be told, are told twice, or lie elsewhere."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from concord.domain.source import TextFormat
from tests.bad_inputs.case import (
    HEADER,
    SOURCE,
    BadInput,
    accepted,
    daily,
    quarantined,
    row,
    warned,
)
from tests.broken_workbooks import saved

BRITISH = replace(SOURCE, text=TextFormat(date_order="dmy"))
UNKEYED = replace(SOURCE, key=())


def on(*days: Any) -> Callable[[], bytes]:  # noqa: ANN401 - any cells
    """Return a maker of a workbook with these days."""
    return daily(*((day, "manila", 500, 410) for day in days))


def closed(value: Any) -> Callable[[], bytes]:  # noqa: ANN401 - any cell
    """Return a maker of a workbook with a moment."""
    return daily(row(1, 500, 410, value), header=(*HEADER, "Closed"))


def counted_from_1904(*days: date) -> Callable[[], bytes]:
    """Return a maker of a workbook of the other date system."""

    def made() -> bytes:
        book = Workbook()
        book.epoch = CALENDAR_MAC_1904
        book.worksheets[0].append(list(HEADER))
        for day in days:
            book.worksheets[0].append([day, "manila", 500, 410])
        return saved(book)

    return made


FIRST = date(2026, 10, 1)
CASES: tuple[BadInput, ...] = (
    accepted(58, "a day written in the agreed order", on("04/10/2026"), source=BRITISH, rows=1),
    quarantined(
        *(58, "a day written in an unknown order", on("03/04/2026")),
        rule="date-order-unclear",
        says="which number is the day",
        where="A2",
    ),
    warned(58, "a day that does not exist", on("2026-02-30"), rule="not-a-date", rows=0),
    warned(59, "a day as a number", on(46_296), rule="date-as-number", rows=1),
    accepted(60, "days counted from 1904", counted_from_1904(FIRST), rows=1),
    quarantined(
        *(60, "days shifted by four years and a day", on(date(2022, 9, 30), date(2022, 10, 1))),
        rule="date-system",
        says="1,462 days",
    ),
    warned(
        *(61, "an hour that came twice", closed(datetime(2026, 10, 25, 1, 30))),  # noqa: DTZ001 - cells have no zone
        rule="ambiguous-time",
        says="came twice",
        where="E2",
        rows=1,
    ),
    accepted(61, "the same with its offset", closed("2026-10-25T01:30:00+01:00"), rows=1),
    warned(
        *(61, "an hour that was left out", closed(datetime(2026, 3, 29, 1, 30))),  # noqa: DTZ001 - as above
        rule="no-such-time",
        says="clock",
        where="E2",
        rows=0,
    ),
    quarantined(
        *(62, "days of another month", on(date(2026, 9, 1), date(2026, 9, 2))),
        rule="outside-period",
        says="named for 2026-10, but rows lie in 2026-09",
    ),
    quarantined(62, "days of another century", on(date(1926, 10, 1)), rule="outside-period"),
    warned(
        *(64, "a row that is there twice", daily(row(1), row(2), row(2))),
        rule="duplicate-row",
        says="counted once",
        where="Daily!4",
        rows=2,
    ),
    quarantined(
        *(64, "a row that is there twice, without a key", daily(row(1), row(1))),
        source=UNKEYED,
        rule="duplicate-row",
        says="nothing tells whether both count",
    ),
    quarantined(
        *(64, "two figures for one key", daily(row(1, 500), row(1, 600))),
        rule="duplicate-key",
        says="other figures",
    ),
)
