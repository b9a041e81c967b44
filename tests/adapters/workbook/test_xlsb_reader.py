"""Binary workbooks: every record of a cell, what is hidden, and where days count from."""

import struct
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from concord.adapters.workbook.xlsb_reader import open_xlsb
from concord.domain.source import SheetRule
from concord.domain.table import CellKind, Row, Table
from tests.binary_workbooks import cell, record, row, wide, xlsb, xlsb_of
from tests.broken_workbooks import archive, members


def opened(tmp_path: Path, content: bytes) -> tuple[Table, Sequence[Row], list[str]]:
    path = tmp_path / "landed"
    path.write_bytes(content)
    with open_xlsb(path, SheetRule()) as (table, findings):
        return table, list(table.rows), [finding.rule for finding in findings]


def rk(number: int, *, whole: bool, hundredths: bool = False) -> bytes:
    packed = number << 2 | 2 if whole else struct.unpack("<q", struct.pack("<d", number))[0] >> 32
    return struct.pack("<i", packed | hundredths)


REAL = struct.pack("<d", 0.25)


@pytest.mark.parametrize(
    ("made", "kind", "read", "is_formula"),
    [
        (cell(2, 0, rk(500, whole=True)), CellKind.NUMBER, Decimal(500), False),
        (cell(2, 0, rk(-5, whole=True)), CellKind.NUMBER, Decimal(-5), False),
        (
            cell(2, 0, rk(9950, whole=True, hundredths=True)),
            CellKind.NUMBER,
            Decimal("99.5"),
            False,
        ),
        (cell(2, 0, rk(64, whole=False)), CellKind.NUMBER, Decimal(64), False),
        (cell(5, 0, REAL), CellKind.NUMBER, Decimal("0.25"), False),
        (cell(9, 0, REAL), CellKind.NUMBER, Decimal("0.25"), True),
        (cell(5, 0, REAL, 3), CellKind.TIME, timedelta(hours=6), False),
        (cell(5, 0, struct.pack("<d", 46_326), 1), CellKind.DATE, datetime(2026, 10, 31), False),  # noqa: DTZ001 - cells have no zone
        (cell(5, 0, REAL, 99), CellKind.NUMBER, Decimal("0.25"), False),
        (cell(3, 0, b"\x07"), CellKind.ERROR, "#DIV/0!", False),
        (cell(11, 0, b"\x2a"), CellKind.ERROR, "#N/A", True),
        (cell(11, 0, b"\xff"), CellKind.ERROR, "#VALUE!", True),
        (cell(4, 0, b"\x01"), CellKind.BOOLEAN, True, False),
        (cell(10, 0, b"\x00"), CellKind.BOOLEAN, False, True),
        (cell(6, 0, wide("manila")), CellKind.TEXT, "manila", False),
        (cell(8, 0, wide("cebu")), CellKind.TEXT, "cebu", True),
        (cell(62, 0, b"\x00" + wide("rich")), CellKind.TEXT, "rich", False),
        (cell(7, 0, struct.pack("<I", 1)), CellKind.TEXT, "shared", False),
    ],
)
def test_each_record_of_a_cell(
    tmp_path: Path,
    made: bytes,
    kind: CellKind,
    read: object,
    is_formula: bool,  # noqa: FBT001 - a column of the table
) -> None:
    _, (found,), _ = opened(tmp_path, xlsb_of(row(1, made), strings=("other", "shared")))
    assert (found.cells[0].kind, found.cells[0].value) == (kind, read)
    assert found.cells[0].is_formula is is_formula


def test_percentages_say_so_by_their_format(tmp_path: Path) -> None:
    _, (found,), _ = opened(tmp_path, xlsb_of(row(1, cell(5, 0, REAL, 2))))
    assert found.cells[0].number_format == "0%"


def test_short_cells_follow_the_one_before(tmp_path: Path) -> None:
    short = record(16, bytes(4) + REAL)
    cells = (cell(4, 2, b"\x01"), short, record(12, bytes(4)), short, cell(1, 9, b""))
    _, (found,), _ = opened(tmp_path, xlsb_of(row(1, *cells)))
    assert [at for at, c in enumerate(found.cells) if c.kind is not CellKind.EMPTY] == [2, 3, 5]


def test_what_is_hidden_or_merged_is_known(tmp_path: Path) -> None:
    content = xlsb_of(
        row(2, cell(6, 0, wide("a")))
        + row(9, cell(6, 0, wide("")), cell(4, 1, b"\1"), hidden=True),
        before=record(60, struct.pack("<IIIIH", 1, 2, 0, 0, 1))
        + record(60, struct.pack("<IIIIH", 3, 3, 0, 0, 0)),
        after=record(176, struct.pack("<IIII", 0, 0, 1, 2)),
        states=(("Daily", 0), ("Lists", 1), ("Codes", 2)),
    )
    table, rows, remarks = opened(tmp_path, content)
    assert [(r.number, r.is_hidden) for r in rows] == [(2, False), (9, True)]
    assert table.hidden_columns == {1, 2}
    assert [block.shown for block in table.merged] == ["B1:C1"]
    assert remarks == ["hidden-sheet"]


@pytest.mark.parametrize("other", [False, True])
def test_days_count_from_where_the_workbook_says(tmp_path: Path, other: bool) -> None:  # noqa: FBT001 - both systems
    day = date(2026, 10, 31)
    table, (found,), _ = opened(tmp_path, xlsb([[day]], dates_from_1904=other))
    assert found.cells[0].value == datetime(2026, 10, 31)  # noqa: DTZ001 - as above
    assert found.cells[0].serial == (day - table.day_zero).days


@pytest.mark.parametrize("size", [10, 100_000])
def test_a_long_text_is_read_whole(tmp_path: Path, size: int) -> None:
    _, (found,), _ = opened(tmp_path, xlsb_of(row(1, cell(6, 0, wide("x" * size)))))
    assert found.cells[0].value == "x" * size


@pytest.mark.parametrize(
    "broken",
    [cell(6, 0, wide("cut off"))[:-4], cell(6, 0, wide("cut off")[:-4]), cell(7, 0, bytes(4))],
)
def test_what_is_cut_off_is_no_table(tmp_path: Path, broken: bytes) -> None:
    parts = members(xlsb_of(b""))
    parts["xl/worksheets/sheet1.bin"] = record(145) + row(1) + broken
    with pytest.raises((ValueError, IndexError)):
        opened(tmp_path, archive(parts))
