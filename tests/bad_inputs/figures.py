"""Rows 43 to 57: cells that are not what they seem."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from openpyxl import Workbook

from concord.domain.source import TextFormat
from tests.bad_inputs.case import (
    HEADER,
    SOURCE,
    BadInput,
    accepted,
    cells,
    daily,
    quarantined,
    row,
    warned,
    written,
)
from tests.bad_inputs.markup import DAY
from tests.broken_workbooks import saved

GERMAN = replace(SOURCE, text=TextFormat(decimal=",", thousands="."))
SWISS = replace(SOURCE, text=TextFormat(decimal=".", thousands="'"))
FRENCH = replace(SOURCE, text=TextFormat(decimal=",", thousands=" "))


REACHING_FURTHER = replace(
    SOURCE,
    columns=tuple(replace(column, may_exceed_100=True) for column in SOURCE.columns),
)


def offered(value: Any) -> Callable[[], bytes]:  # noqa: ANN401 - any cell
    """Return a maker of a workbook whose calls offered are this."""
    return daily(row(1, value, 0))


def more(header: str, value: Any) -> Callable[[], bytes]:  # noqa: ANN401 - any cell
    """Return a maker of a workbook with one more column."""
    return daily(row(1, 500, 410, value), header=(*HEADER, header))


def share() -> bytes:
    """Return a workbook with a share that is shown as a percentage."""
    book = Workbook()
    book.worksheets[0].append([*HEADER, "Rate"])
    book.worksheets[0].append([*row(1), 0.95])
    book.worksheets[0]["E2"].number_format = "0%"
    return saved(book)


def formula(inside: bytes, kind: bytes = b"n") -> Callable[[], bytes]:
    """Return a maker of a workbook whose calls offered are calculated."""
    cell = b'<c t="%b"><f>SUM(F2:G2)</f>%b</c>' % (kind, inside)
    return written(cells(DAY, "manila", cell, 410))


def currencies(*formats: str) -> Callable[[], bytes]:
    """Return a maker of a workbook with an amount in each of these number formats."""

    def made() -> bytes:
        book = Workbook()
        sheet = book.worksheets[0]
        sheet.title = "Daily"
        sheet.append([*HEADER, "Amount"])
        for number, number_format in enumerate(formats, start=1):
            sheet.append([*row(number), 12.5])
            sheet.cell(number + 1, 5).number_format = number_format
        return saved(book)

    return made


ERRORS = ("#REF!", "#DIV/0!", "#N/A")
CASES: tuple[BadInput, ...] = (
    *(
        warned(
            *(43, f"the formula error {error}", formula(b"<v>%b</v>" % error.encode(), b"e")),
            rule="formula-error",
            says=f"gives the error '{error}'",
            where="C2",
            rows=0,
        )
        for error in ERRORS
    ),
    quarantined(
        *(44, "a formula whose result was never saved", formula(b"")),
        rule="formula-without-value",
        says="open the file in Excel, save it once",
        where="C2",
    ),
    warned(
        *(45, "a formula in a measured column", formula(b"<v>500</v>")),
        rule="formula",
        says="paste",
        where="C2",
        rows=1,
    ),
    *(
        accepted(
            46, f"a percentage as {value!r}", more("Rate", value), rows=1, reads=("rate", "95")
        )
        for value in ("95 %", "95%", "99.5\u00a0%".replace("99.5", "95"), 95)
    ),
    accepted(
        46, "a share that a format shows in percent", more("Rate", 0.95), reads=("rate", "0.95")
    ),
    accepted(
        *(47, "1.234,56 where that is agreed", more("Amount", "1.234,56")),
        source=GERMAN,
        reads=("amount", "1234.56"),
    ),
    accepted(
        *(47, "1 234,56 where that is agreed", more("Amount", "1\u202f234,56")),
        source=FRENCH,
        reads=("amount", "1234.56"),
    ),
    accepted(
        *(47, "1'234.56 where that is agreed", more("Amount", "1'234.56")),
        source=SWISS,
        reads=("amount", "1234.56"),
    ),
    quarantined(
        *(47, "1,234 where nothing is agreed", offered("1,234")),
        rule="number-format-unclear",
        says="factor of 1,000",
        where="C2",
    ),
    warned(
        *(48, "digits of another script", offered("\u0665\u0660\u0660")),
        rule="digits-normalised",
        rows=1,
        reads=("offered", "500"),
    ),
    warned(
        *(48, "full-width digits", offered("\uff15\uff10\uff10")),
        rule="digits-normalised",
        rows=1,
        reads=("offered", "500"),
    ),
    *(
        warned(
            48, f"the sign {sign}", offered(f"5{sign}"), rule="not-a-number", where="C2", rows=0
        )
        for sign in ("\u00b2", "\u00bd", "\u2460")
    ),
    *(
        warned(
            *(49, f"the text {text}", offered(text)),
            rule="not-a-number",
            says="is not a count",
            where="C2",
            rows=0,
        )
        for text in ("1e400", "NaN", "inf", "-", "TBD", "?")
    ),
    warned(
        *(49, "a text agreed to mean nothing", offered("n/a")),
        rule="missing-value",
        where="C2",
        rows=0,
    ),
    warned(
        *(50, "a zero-width space in a number", offered("50\u200b0")),
        rule="invisible-characters",
        rows=1,
        reads=("offered", "500"),
    ),
    warned(
        *(50, "a number that is shown backwards", offered("\u202e005")),
        rule="bidi-control",
        says="change the order",
        where="C2",
        rows=0,
    ),
    warned(51, "a truth as a number", offered(value=True), rule="boolean", where="C2", rows=0),
    warned(
        *(52, "more answered than offered", daily(row(1, 5, 6))),
        rule="exceeds",
        says="'6' is more than '5'",
        where="D2",
        rows=0,
    ),
    warned(52, "fewer than none", daily(row(1, -5, -6)), rule="negative-count", rows=0),
    accepted(52, "none offered", daily(row(1, 0, 0)), rows=1),
    warned(
        *(53, "more than 100 %", more("Rate", 100.0000001)),
        rule="percentage-out-of-range",
        says="more than 100 %",
        where="E2",
        rows=0,
    ),
    warned(53, "less than 0 %", more("Rate", "-1 %"), rule="percentage-out-of-range", rows=0),
    accepted(
        *(53, "more than 100 % where that is right", more("Rate", 120)),
        source=REACHING_FURTHER,
        reads=("rate", "120"),
    ),
    accepted(55, "a float's noise", more("Amount", 99.949999), reads=("amount", "99.949999")),
    accepted(55, "a float's error", more("Amount", 0.1 + 0.2), reads=("amount", "0.3")),
    warned(
        *(56, "an amount with a currency sign", more("Amount", "\u20ac 500")),
        rule="currency-in-number",
        says="the number alone",
        where="E2",
        rows=0,
    ),
    quarantined(
        *(56, "amounts in two currencies", currencies("[$\u20ac-407] 0.00", '"\u00a3"0.00')),
        rule="currencies-mixed",
        says="EUR in Daily!E2, GBP in Daily!E3",
    ),
    accepted(
        *(56, "amounts in one currency", currencies("[$\u20ac-407] 0.00", "[$EUR] 0.00")),
        rows=2,
    ),
    warned(
        *(57, "an id as a number", more("Ticket", 4711)),
        rule="number-as-text",
        says="leading zeros",
        rows=1,
    ),
    warned(57, "an id too long for a number", more("Ticket", 10**15 + 1), rule="not-text", rows=0),
    warned(57, "an id that became a date", more("Ticket", row()[0]), rule="not-text", rows=0),
)
