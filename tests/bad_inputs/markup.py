"""Rows 23 to 30: sheets that are well formed and mean harm, or cost more than they hold."""

from tests import broken_workbooks as broken
from tests.bad_inputs.case import (
    HEADER,
    BadInput,
    accepted,
    cells,
    rejected,
    row,
    warned,
    written,
)

DAY = b'<c t="d"><v>2026-10-01</v></c>'


def with_dimension(reference: bytes) -> bytes:
    """Return a workbook whose sheet states a size that it does not have."""
    with_it = written(
        cells(DAY, "manila", 500, 410), cells(b'<c t="d"><v>2026-10-02</v></c>', "manila", 1, 1)
    )
    return broken.edited(
        *(with_it(), "xl/worksheets/sheet1.xml"),
        *(b"<sheetData>", b'<dimension ref="%b"/><sheetData>' % reference),
    )


def laughs() -> bytes:
    """Return entities that would expand to gigabytes."""
    nested = b"".join(b'<!ENTITY e%d "%b">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 10))
    declared = (
        b'<!DOCTYPE x [<!ENTITY e0 "ha">'
        + nested
        + b"]><worksheet "
        + broken.MAIN
        + b">&e9;</worksheet>"
    )
    return broken.workbook_with({"xl/worksheets/sheet1.xml": declared})


def far_away() -> bytes:
    """Return a workbook with one cell in the last corner of the sheet."""
    corner = b'</row><row r="1048576"><c r="XFD1048576"><v>1</v></c>'
    return written(cells(DAY, "manila", 500, 410) + corner)()


def far_right() -> bytes:
    """Return a workbook with a lone remark far to the right of a row of the table."""
    cell = b'<c r="ZZ2" t="inlineStr"><is><t>x</t></is></c>'
    return written(cells(DAY, "manila", 500, 410) + cell)()


def wide() -> bytes:
    """Return a workbook with as many columns as a sheet can have."""
    return broken.workbook(
        (*HEADER, *(f"c{n}" for n in range(16_380))), row(1, 500, 410, *range(16_380))
    )


CASES: tuple[BadInput, ...] = (
    rejected(
        23, "a reference to a file of ours", broken.with_entities, rule="document-type", says="DTD"
    ),
    rejected(23, "the same in UTF-16", broken.with_entities_in_utf_16, rule="document-type"),
    rejected(24, "a billion laughs", laughs, rule="document-type", says="DTD"),
    accepted(
        25, "a size larger than the content", lambda: with_dimension(b"A1:XFD1048576"), rows=2
    ),
    accepted(26, "a size smaller than the content", lambda: with_dimension(b"A1:A1"), rows=2),
    warned(
        27,
        "one cell in the last corner",
        far_away,
        rule="stray-cell",
        says="XFD1048576 ignored",
        rows=1,
    ),
    warned(
        27, "a remark far to the right", far_right, rule="stray-cell", says="ZZ2 ignored", rows=1
    ),
    rejected(28, "16,384 columns", wide, rule="too-wide", says="at most 200 columns"),
    *(
        warned(
            *(29, f"a number that is {value}", written(cells(DAY, "manila", cell, 410))),
            rule="not-finite",
            says="not a finite number",
            where="C2",
            rows=0,
        )
        for value, cell in (
            ("no number", b"<c><v>NaN</v></c>"),
            ("beyond all numbers", b"<c><v>1e999</v></c>"),
            ("infinite", b"<c><v>-INF</v></c>"),
        )
    ),
    warned(
        *(30, "control characters", written(cells(DAY, "manila_x0000_", 500, 410))),
        rule="invisible-characters",
        rows=1,
    ),
    warned(
        *(30, "half a character", written(cells(DAY, "manila_xD83D_", 500, 410))),
        rule="invisible-characters",
        rows=1,
    ),
)
