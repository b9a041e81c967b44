"""The same table gives the same rows, whatever kind of file it comes in."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concord.adapters.workbook.limits import ReaderChoice
from concord.domain.reading.text import is_damaged, visible
from concord.domain.submission import Verdict
from tests.bad_inputs.case import HEADER, SOURCE, BadInput, accepted, daily
from tests.bad_inputs.days import counted_from_1904
from tests.bad_inputs.reading_room import ReadingRoom
from tests.binary_workbooks import xlsb
from tests.legacy_workbooks import ods, xls

Rows = Sequence[Sequence[Any]]
COLUMNS = (*HEADER, "Ticket", "Amount")
ROWS: Rows = (
    (date(2026, 10, 1), "manila", 500, 410, "T-1", 12.5),
    (date(2026, 10, 1), "cebu", 0, 0, None, -0.1),
    (date(2026, 10, 31), "manila", 123_456, 7, "\u05e9 \U0001f600", 1e-7),
)


def text_of(rows: Rows, delimiter: str = ",") -> bytes:
    """Return a text file of these rows."""
    lines = (["" if v is None else _plain(v) for v in row] for row in (COLUMNS, *rows))
    return "\n".join(delimiter.join(line) for line in lines).encode()


def _plain(value: object) -> str:
    return f"{Decimal(repr(value)):f}" if isinstance(value, float) else str(value)


def _with_header(made: Callable[[Rows], bytes]) -> Callable[[Rows], bytes]:
    return lambda rows: made([COLUMNS, *rows])


FORMATS: dict[str, Callable[[Rows], bytes]] = {
    "xlsx": lambda rows: daily(*rows, header=COLUMNS)(),
    "xls": _with_header(xls),
    "ods": _with_header(ods),
    "xlsb": _with_header(xlsb),
    "csv": text_of,
}


def case_of(content: bytes, kind: str = "xlsx") -> BadInput:
    """Return a sound delivery of a kind of file."""
    return accepted(0, kind, lambda: content, name=f"NW_daily_2026-10.{kind}")


@pytest.mark.parametrize("choice", ReaderChoice)
def test_the_same_table_in_every_format(tmp_path: Path, choice: ReaderChoice) -> None:
    room = ReadingRoom(tmp_path, choice)
    for kind, made in FORMATS.items():
        (result,) = room.read(case_of(made(ROWS), kind))
        assert (result.verdict, result.findings) == (Verdict.ACCEPTED, ()), kind
        assert room.rows(result) == [list(row) for row in room.typed(ROWS)], kind


def test_tabs_separate_where_that_is_agreed(tmp_path: Path) -> None:
    room = ReadingRoom(tmp_path, ReaderChoice.FASTEST)
    tabbed = replace(SOURCE, text=replace(SOURCE.text, delimiter="\t"))
    case = case_of(text_of(ROWS, "\t"), "tsv")
    (result,) = room.read(replace(case, source=tabbed))
    assert room.rows(result) == room.typed(ROWS)


def test_both_date_systems_mean_the_same_days(tmp_path: Path) -> None:
    room = ReadingRoom(tmp_path, ReaderChoice.FASTEST)
    days = [date(2026, 10, 1), date(2026, 10, 31)]
    rows = [(day, "manila", 500, 410) for day in days]
    made = (
        counted_from_1904(*days)(),
        xls([HEADER, *rows], dates_from_1904=True),
        xlsb([HEADER, *rows], dates_from_1904=True),
    )
    for content in made:
        (result,) = room.read(case_of(content))
        assert [row[0] for row in room.rows(result)] == [str(day) for day in days]


def test_whatever_else_it_is_is_named(tmp_path: Path) -> None:
    room = ReadingRoom(tmp_path, ReaderChoice.FASTEST)
    (result,) = room.read(case_of(b"SQLite format 3\0" + bytes(99), "xlsx"))
    (finding,) = result.findings
    assert (result.verdict, finding.rule) == (Verdict.REJECTED, "unsupported-type")


numbers = st.one_of(
    st.integers(0, 10**9),
    st.decimals(-(10**6), 10**6, places=4).map(float),
)
letters = st.characters(min_codepoint=32, max_codepoint=0x2FFF, categories=["L", "Nd", "Pd", "Zs"])
texts = st.text(letters, min_size=1, max_size=12).filter(
    lambda text: text.isprintable() and text == visible(text) and not is_damaged(text)
)
rows_of_figures = st.lists(
    st.tuples(st.integers(0, 10**6), st.integers(0, 10**6), texts, numbers), min_size=1, max_size=6
)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows_of_figures)
def test_what_was_written_is_what_both_readers_read(
    figures: list[tuple[int, int, str, float]],
) -> None:
    rows = [
        (date(2026, 10, 1) + timedelta(days=at), "manila", a + b, b, ticket, amount)
        for at, (a, b, ticket, amount) in enumerate(figures)
    ]
    with TemporaryDirectory() as folder:
        rooms = [ReadingRoom(Path(folder) / choice, choice) for choice in ReaderChoice]
        cases = [case_of(FORMATS[kind](rows), kind) for kind in ("xlsx", "xls", "ods", "xlsb")]
        for room in rooms:
            for case, result in zip(cases, room.read(*cases), strict=True):
                assert room.rows(result) == room.typed(rows), case.what


def flipped(kind: str) -> list[BadInput]:
    """Return a sound delivery, then copies of it with a few bits turned over."""
    chance = random.Random(kind)  # noqa: S311 - chance for a test, no secret
    sound = FORMATS[kind](ROWS)
    cases = [case_of(sound, kind)]
    for _ in range(60):
        content = bytearray(sound)
        for _ in range(chance.randrange(1, 4)):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        cases.append(case_of(bytes(content), kind))
    return cases


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xlsb"])
def test_flipped_bits_never_make_another_number(tmp_path: Path, kind: str) -> None:
    room = ReadingRoom(tmp_path, ReaderChoice.FASTEST)
    sound, *damaged = room.read(*flipped(kind))
    for result in damaged:
        if result.verdict.is_usable:
            assert room.figures(result) <= room.figures(sound)


def test_flipped_bits_of_a_file_without_checksums_end_in_a_verdict(tmp_path: Path) -> None:
    sound, *damaged = ReadingRoom(tmp_path, ReaderChoice.FASTEST).read(*flipped("xls"))
    assert sound.verdict is Verdict.ACCEPTED
    assert {result.verdict for result in damaged} > {Verdict.ACCEPTED}
