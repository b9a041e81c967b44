"""Layouts come from a child with limits; a child that dies leaves no layout and no trace."""

from dataclasses import replace
from pathlib import Path

import pytest

from concord.adapters.landing_store import FolderLandingStore
from concord.adapters.workbook.layout_reader import LimitedLayoutReader
from concord.adapters.workbook.limits import ReadLimits
from concord.domain.reading.layout import Layout
from concord.ports import ReadJob
from tests import broken_workbooks as broken
from tests.builders import period, source

GOOD = broken.workbook(
    ("date", "site", "offered", "answered", "mood"), ("2026-10-01", "cebu", 500, 410, "fine")
)


class Tight(ReadLimits):
    """Limits whose time is over before it began."""

    def wall(self, rows: int) -> int:
        return rows * 0


def layout(folder: Path, content: bytes, limits: ReadLimits | None = None) -> Layout | None:
    landing = FolderLandingStore(folder)
    job = ReadJob(
        landed=landing.land([content]),
        name="NW_daily_2026-10.xlsx",
        source=replace(source(), totals_rows=("Total",)),
        period=period(),
    )
    return LimitedLayoutReader(landing.path, limits).layout(job, 1, 5)


def test_a_layout_comes_back_whole(tmp_path: Path) -> None:
    found = layout(tmp_path, GOOD)
    assert found is not None
    assert (found.sheet, found.header_row) == ("Daily", 1)
    assert found.columns[2].wanted == ("offered",)
    assert found.columns[2].sample is not None
    assert found.columns[2].sample.raw == "500"
    assert [(column.place, column.header) for column in found.unread] == [("E", "mood")]
    assert found.rows[0].values == ("2026-10-01", "cebu", "500", "410")


def test_columns_without_a_place_come_back_without_one(tmp_path: Path) -> None:
    found = layout(tmp_path, broken.workbook(("nothing",), ("here",)))
    assert found is not None
    assert {(column.place, column.sample) for column in found.columns} == {(None, None)}


@pytest.mark.parametrize("content", [b"", broken.with_entities(), b"a,b\n1,2\n1,2,3\n"])
def test_a_file_that_cannot_be_opened_has_none(tmp_path: Path, content: bytes) -> None:
    assert layout(tmp_path, content) is None


def test_a_child_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    assert layout(tmp_path, GOOD, Tight()) is None
