"""A workbook with its wrong cells marked: colour, a comment, a list of all, nothing else."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles import PatternFill
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from concord.adapters.workbook.limits import MAX_COLUMNS
from concord.adapters.workbook.list_sheet import add_list
from concord.adapters.workbook.stable_package import stable_package
from concord.domain.annotation import SheetWords, worst_first
from concord.domain.finding import Finding, Severity
from concord.domain.table import column_letters

_AUTHOR = "Concord"
_COLOURS = {Severity.ERROR: "FFFFC7CE", Severity.WARNING: "FFFFEB9C", Severity.INFO: "FFDDEBF7"}
_PLACE = re.compile(r"([A-Z]{1,3})?([1-9][0-9]{0,6})")
_WIDTH = 360
_CHARACTERS_A_LINE = 52
_LINE_HEIGHT = 17
_MOST_LINES = 30
_FIRST_SCREEN = 25
_ROWS_ABOVE = 5


class _ExactReader(ExcelReader):
    """Reads dates as the numbers they are: as dates they would come back rounded or lost."""

    def read_worksheets(self) -> None:
        """Read the sheets, taking no number for a date."""
        # There is no other way to say so than by what the library keeps to itself.
        for told_by_format in ("_date_formats", "_timedelta_formats"):
            setattr(self.wb, told_by_format, set())
        super().read_worksheets()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    """A cell that can hold a comment, on a sheet of cells."""

    sheet: Worksheet
    cell: Cell


def marked_workbook(path: Path, findings: Iterable[Finding], words: SheetWords) -> bytes:
    """Return the workbook at `path` with each cell that a finding names marked.

    It opens at the first wrong cell.  Values, formulas and formats stay as they are.
    """
    workbook = opened(path)
    ordered = worst_first(findings)
    spots = _spots(workbook, ordered)
    for spot, found in spots.items():
        _mark(spot.cell, found, words)
    for sheet in workbook.worksheets:
        _resize_comments(sheet)
    listed = add_list(workbook, ordered, words)
    visible = (spot for spot in spots if spot.sheet.sheet_state == "visible")
    first = next(visible, None)
    if first is None:
        _open_at(workbook, listed, 1, "A1")
    else:
        _open_at(workbook, first.sheet, first.cell.row, first.cell.coordinate)
    return stable_package(_saved(workbook), path)


def opened(path: Path) -> Workbook:
    """Open a workbook so that saving it changes nothing in its cells."""
    with path.open("rb") as file:
        reader = _ExactReader(file, rich_text=True)
        reader.read()
    return reader.wb


def _saved(workbook: Workbook) -> bytes:
    for sheet in workbook.worksheets:
        _keep_digits(sheet)
    target = BytesIO()
    workbook.save(target)
    return target.getvalue()


def _keep_digits(sheet: Worksheet) -> None:
    """Write every number with all its digits: the library would round to sixteen of them."""
    for cell in _cells(sheet):
        number = cell.value
        if cell.data_type != "n" or not isinstance(number, int | float):
            continue
        if not math.isfinite(number):
            message = f"{cell.coordinate} holds no number that can be written again"
            raise ValueError(message)
        # By the value's own way in, a text would become a text cell.
        cell._value = repr(number)  # type: ignore[attr-defined]  # noqa: SLF001 - see above


def _spots(workbook: Workbook, findings: Iterable[Finding]) -> Mapping[_Spot, list[Finding]]:
    spots: dict[_Spot, list[Finding]] = {}
    for finding in findings:
        spot = _spot(workbook, finding.where)
        if spot is not None:
            spots.setdefault(spot, []).append(finding)
    return spots


def _spot(workbook: Workbook, where: str) -> _Spot | None:
    """Return the cell that `Daily!D17` or `Daily!17` names, of a merged one its anchor."""
    title, _, address = where.rpartition("!")
    place = _PLACE.fullmatch(address)
    if place is None or title not in workbook.sheetnames:
        return None
    # A gated workbook with charts as sheets does not come this far.
    sheet: Worksheet = workbook[title]
    row = int(place[2])
    column = column_index_from_string(place[1]) if place[1] else _first_filled(sheet, row)
    cell = sheet.cell(row, column)
    if isinstance(cell, MergedCell):
        cell = _anchor(sheet, cell)
    return _Spot(sheet=sheet, cell=cell)


def _first_filled(sheet: Worksheet, row: int) -> int:
    columns = range(1, min(sheet.max_column, MAX_COLUMNS) + 1)
    return next((c for c in columns if sheet.cell(row, c).value is not None), 1)


def _anchor(sheet: Worksheet, cell: MergedCell) -> Cell:
    blocks = sheet.merged_cells.ranges
    block = next(block for block in blocks if cell.coordinate in block)
    anchor: Cell = sheet[block.coord.partition(":")[0]]
    return anchor


def _mark(cell: Cell, findings: list[Finding], words: SheetWords) -> None:
    colour = _COLOURS[findings[0].severity]
    cell.fill = PatternFill("solid", start_color=colour, end_color=colour)
    note = words.note(findings)
    theirs = cell.comment
    if theirs is None:
        cell.comment = Comment(note, _AUTHOR)
    else:
        cell.comment = Comment(f"{theirs.text}\n\n{note}", theirs.author)


def _resize_comments(sheet: Worksheet) -> None:
    """Give every comment room for its text: the size it had is not kept by the format's reader."""
    for comment in _comments(sheet):
        lines = sum(1 + len(line) // _CHARACTERS_A_LINE for line in comment.text.split("\n"))
        comment.width = _WIDTH
        comment.height = _LINE_HEIGHT * (min(lines, _MOST_LINES) + 1)


def _comments(sheet: Worksheet) -> Iterator[Comment]:
    return (cell.comment for cell in _cells(sheet) if cell.comment is not None)


def _cells(sheet: Worksheet) -> Iterator[Cell]:
    # Going by rows and columns would make every cell between the table and a stray one.
    cells = sheet._cells.values()  # noqa: SLF001 - the cells that there are
    return (cell for cell in cells if isinstance(cell, Cell))


def _open_at(workbook: Workbook, sheet: Worksheet, row: int, coordinate: str) -> None:
    """Let the workbook open with one cell selected and in sight."""
    workbook.active = workbook.index(sheet)
    for other in workbook.worksheets:
        other.sheet_view.tabSelected = other is sheet
    view = sheet.sheet_view
    for selection in view.selection:
        selection.activeCell = selection.sqref = coordinate
    top = row - _ROWS_ABOVE if row > _FIRST_SCREEN else 1
    if view.pane is None:
        view.topLeftCell = f"A{top}"
    elif view.pane.state == "frozen":
        first_row, first_column = int(view.pane.ySplit or 0), int(view.pane.xSplit or 0)
        left = column_letters(first_column)
        view.pane.topLeftCell = f"{left}{max(first_row + 1, top)}"
