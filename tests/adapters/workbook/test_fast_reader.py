"""Whatever is in a workbook: what the fast reader takes, it reads as the careful one does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from concord.adapters.workbook.careful_reader import open_sheet
from concord.adapters.workbook.clean_table import CleanTable
from concord.adapters.workbook.container import inspect
from concord.adapters.workbook.fast_reader import read_clean
from concord.adapters.workbook.limits import ReadLimits
from concord.adapters.workbook.parquet import medians_in, medians_of, write_rows, write_table
from concord.adapters.workbook.refusal import UnreadableTableError
from concord.domain.finding import Finding
from concord.domain.period import MeasurementPeriod
from concord.domain.printed_ratio import ColumnSum, PrintedRatio
from concord.domain.reading.delivery import Delivery
from concord.domain.source import ColumnType, DurationUnit, SheetRule, Source
from concord.domain.submission import Medians
from tests.broken_workbooks import saved
from tests.builders import column, source

OCTOBER = MeasurementPeriod.parse("2026-10")
HEADERS = ("Day", "Call", "Site", "Offered", "Answered", "Score", "Share", "Talk", "Closed")
SOURCE: Source = source(
    columns=(
        column("day", ColumnType.DATE, headers=("Day",)),
        column("call", ColumnType.TEXT, headers=("Call",)),
        column("site", ColumnType.TEXT, headers=("Site",), one_of=("manila", "cebu")),
        column("offered", headers=("Offered",)),
        column("answered", headers=("Answered",), at_most="offered"),
        column("score", ColumnType.NUMBER, headers=("Score",), required=False),
        column("share", ColumnType.PERCENT, headers=("Share",), required=False),
        column(
            *("talk", ColumnType.DURATION),
            headers=("Talk",),
            unit=DurationUnit.SECONDS,
            required=False,
        ),
        column("closed", ColumnType.TIMESTAMP, headers=("Closed",), required=False),
    ),
    day_column="day",
    key=("call",),
)
SOURCES = (
    SOURCE,
    replace(SOURCE, key=()),
    replace(SOURCE, key=("day", "site", "offered")),
    replace(SOURCE, key=("closed",)),
    replace(SOURCE, totals_rows=("Total",)),
    replace(SOURCE, sheet=SheetRule(header_row=1)),
)
CLOSED = datetime(2026, 10, 2, 8, 30, 15)  # noqa: DTZ001 - wall clock in the source's zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that a reading says of a file."""

    period: MeasurementPeriod | None
    rows: int
    findings: tuple[Finding, ...]
    medians: Medians
    stored: bytes


@contextmanager
def landed(content: bytes) -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "landed"
        path.write_bytes(content)
        yield path


def fast(path: Path, asked: Source = SOURCE) -> CleanTable | None:
    return read_clean(path, asked, OCTOBER, inspect(path, ReadLimits()).clean_sheets)


def by_column(path: Path, asked: Source) -> Reading | None:
    clean = fast(path, asked)
    if clean is None:
        return None
    out = path.with_name("fast.parquet")
    write_table(out, asked, clean.sheet, clean.rows)
    return Reading(
        period=clean.period,
        rows=clean.rows.num_rows,
        findings=clean.findings,
        medians=medians_of(clean.rows, asked),
        stored=out.read_bytes(),
    )


def by_row(path: Path, asked: Source) -> Reading:
    out = path.with_name("careful.parquet")
    with open_sheet(path, asked.sheet) as (table, found):
        delivery = Delivery(table=table, source=asked, named=OCTOBER)
        for finding in found:
            delivery.remarks.add(finding)
        list(write_rows(out, asked, table.sheet, delivery.rows()))
        result = delivery.result()
    return Reading(
        period=result.period,
        rows=result.rows_read,
        findings=result.findings,
        medians=medians_in(out, asked),
        stored=out.read_bytes(),
    )


def row(number: int) -> list[Any]:
    """Return a row in which nothing is wrong."""
    day = date(2026, 10, 1 + number % 31)
    closed = CLOSED + timedelta(minutes=number)
    return [day, f"C{number}", "cebu", 500 + number, 410, 1.25, 99.5, 6.75, closed]


def by_openpyxl(rows: list[list[Any]], formats: dict[int, str]) -> bytes:
    made = Workbook()
    sheet = made.worksheets[0]
    for cells in rows:
        sheet.append(cells)
    for at, number_format in formats.items():
        for cell in sheet[sheet.max_row]:
            if cell.column == at + 1:
                cell.number_format = number_format
    return saved(made)


def by_xlsxwriter(rows: list[list[Any]], formats: dict[int, str]) -> bytes:
    file = BytesIO()
    made = xlsxwriter.Workbook(
        file,
        {
            "default_date_format": "yyyy-mm-dd hh:mm:ss.000",
            "nan_inf_to_errors": True,
            "in_memory": True,
            "strings_to_urls": False,
        },
    )
    sheet = made.add_worksheet("Daily")
    styles = {at: made.add_format({"num_format": code}) for at, code in formats.items()}
    for number, cells in enumerate(rows):
        for at, value in enumerate(cells):
            last = number == len(rows) - 1
            sheet.write(number, at, value, styles.get(at) if last else None)
    made.close()
    return file.getvalue()


WRITERS: tuple[Callable[[list[list[Any]], dict[int, str]], bytes], ...] = (
    by_openpyxl,
    by_xlsxwriter,
)
TEXTS = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=8)
WORDS = st.sampled_from(
    ["", " ", "Total", "Offered", "manila ", "a_x000D_b", "\u202ex", "95 %", "7", "n/a", "a\nb"]
)
NUMBERS = st.one_of(
    st.integers(-5, 600),
    st.integers(-(2**60), 2**60),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.floats(allow_nan=False, allow_infinity=False),
    st.floats(0, 1000).map(lambda number: round(number, 3)),
)
MOMENTS = st.one_of(
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.datetimes(datetime(2026, 10, 1), datetime(2026, 10, 31)),  # noqa: DTZ001 - as above
    st.times(),
    st.timedeltas(timedelta(0), timedelta(days=3)),
)
CELLS = st.one_of(st.none(), st.booleans(), TEXTS, WORDS, NUMBERS, MOMENTS)
CODES = st.sampled_from(
    ["0%", "0.00", '0 "days"', "[$EUR] 0.00", "[$$-409]0.00", "yyyy-mm-dd", "[h]:mm:ss", "@"]
)
LIKELY = (
    st.dates(date(2026, 10, 1), date(2026, 10, 31)),
    TEXTS,
    st.sampled_from(["manila", "cebu"]),
    st.integers(0, 600),
    st.integers(0, 600),
    st.one_of(st.none(), NUMBERS),
    st.one_of(st.none(), NUMBERS),
    st.one_of(st.none(), st.floats(0, 1e6)),
    st.datetimes(CLOSED, CLOSED + timedelta(days=27)),
)


@st.composite
def workbooks(draw: st.DrawFn) -> bytes:
    """Workbooks that are fine but for a few columns or cells."""
    rows = [row(number) for number in range(draw(st.integers(1, 6)))]
    for at in draw(st.sets(st.integers(0, len(HEADERS) - 1), max_size=3)):
        for cells in rows:
            cells[at] = draw(LIKELY[at])
    if draw(st.booleans()):
        at = draw(st.integers(0, len(HEADERS) + 1))
        cells = draw(st.sampled_from(rows))
        cells.extend([None] * (at + 1 - len(cells)))
        cells[at] = draw(CELLS)
    around = draw(st.sampled_from(["", "", "", "title", "gap", "note", "header", "total"]))
    table = [list(HEADERS), *rows]
    match around:
        case "title":
            table = [["Figures of October"], [], *table]
        case "gap":
            table.insert(draw(st.integers(1, len(table))), [])
        case "note":
            table.append([None] * draw(st.integers(0, 11)) + ["checked by nobody"])
        case "header":
            table.append(list(HEADERS))
        case "total":
            table.append(["Total", None, None, 1000, 820])
        case _:
            pass
    formats = draw(st.dictionaries(st.integers(3, 6), CODES, max_size=2))
    write = draw(st.sampled_from(WRITERS))
    made: bytes = write(table, formats)
    return made


@given(workbooks(), st.sampled_from(SOURCES))
@settings(max_examples=150, deadline=None)
def test_both_readers_give_the_same(content: bytes, asked: Source) -> None:
    with landed(content) as path:
        read = by_column(path, asked)
        if read is not None:
            assert read == by_row(path, asked)


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("asked", SOURCES)
def test_a_table_in_which_nothing_is_wrong_is_read_by_column(
    writer: Callable[[list[list[Any]], dict[int, str]], bytes], asked: Source
) -> None:
    content = writer([list(HEADERS), *(row(number) for number in range(40))], {})
    with landed(content) as path:
        read = by_column(path, asked)
        assert read is not None
        assert read == by_row(path, asked)
        assert read.rows == 40


def test_a_table_of_many_groups_is_stored_to_the_same_bytes() -> None:
    few = replace(SOURCE, columns=SOURCE.columns[:4], key=("call",))
    rows = [row(number)[:4] for number in range(100_001)]
    with landed(by_xlsxwriter([list(HEADERS[:4]), *rows], {})) as path:
        assert by_column(path, few) == by_row(path, few)


@pytest.mark.parametrize(
    ("at", "value"),
    [
        (0, time(8, 30)),
        (0, date(2026, 11, 1)),
        (1, "C0"),
        (1, ""),
        (2, "Manila"),
        (3, -1),
        (3, 2**53),
        (4, 502),
        (5, "1,5"),
        (6, True),
        (8, datetime(2026, 10, 25, 1, 30)),  # noqa: DTZ001 - wall clock in the source's zone
        (210, "far away"),
    ],
)
def test_one_cell_that_asks_for_care_takes_the_whole_table_there(at: int, value: object) -> None:
    odd = row(1)
    odd.extend([None] * (at + 1 - len(odd)))
    odd[at] = value
    with landed(by_openpyxl([list(HEADERS), row(0), odd], {})) as path:
        assert fast(path) is None


@pytest.mark.parametrize("formats", [{6: "0%"}, {5: "[$EUR] 0.00", 6: "[$$-409]0.00"}])
def test_formats_that_change_what_a_number_means_ask_for_care(formats: dict[int, str]) -> None:
    with landed(by_openpyxl([list(HEADERS), row(0)], formats)) as path:
        assert fast(path) is None


@pytest.mark.parametrize(
    "table", [[["Something", "Else"]], [list(HEADERS)], [list(HEADERS), row(0), list(HEADERS)]]
)
def test_what_is_no_table_of_rows_is_told_by_the_careful_reader(table: list[list[Any]]) -> None:
    with landed(by_openpyxl(table, {})) as path:
        assert fast(path) is None


PRINTING = PrintedRatio(
    part=ColumnSum(plus=("answered",)), whole=ColumnSum(plus=("offered",)), times_100=True
)


@pytest.mark.parametrize(
    ("printed", "clean"),
    [([82, 81.8, 81.67], True), ([82, None, 81.67], True), ([82, 81.8, 81.68], False)],
)
def test_a_printed_share_asks_for_care_where_it_differs(
    printed: list[float | None],
    clean: bool,  # noqa: FBT001 - a column of the table
) -> None:
    columns = tuple(
        replace(c, prints=PRINTING if c.name == "share" else None) for c in SOURCE.columns
    )
    asked = replace(SOURCE, columns=columns)
    rows = [[*row(n)[:6], share, *row(n)[7:]] for n, share in enumerate(printed)]
    with landed(by_openpyxl([list(HEADERS), *rows], {})) as path:
        assert (fast(path, asked) is not None) is clean
        told = [f.where for f in by_row(path, asked).findings if f.rule == "printed-differs"]
    assert told == ([] if clean else ["Sheet!G4"])


def test_a_sheet_that_is_not_there_is_told() -> None:
    asked = replace(SOURCE, sheet=SheetRule(name="Monthly"))
    with (
        landed(by_openpyxl([list(HEADERS), row(0)], {})) as path,
        pytest.raises(UnreadableTableError),
    ):
        fast(path, asked)
