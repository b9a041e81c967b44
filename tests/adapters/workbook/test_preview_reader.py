"""Previews come from a child with limits; what cannot be opened has none, and does no harm."""

from pathlib import Path

import pytest

from concord.adapters.landing_store import FolderLandingStore
from concord.adapters.workbook.preview_reader import LimitedPreviewReader
from concord.domain.preview import Place, Preview
from concord.ports import LandedFile, ReadJob
from tests import broken_workbooks as broken
from tests.builders import period, source

GOOD = broken.workbook(("date", "site", "offered"), ("2026-10-01", "cebu", "many"))


def preview(landing: FolderLandingStore, landed: LandedFile) -> Preview | None:
    job = ReadJob(
        landed=landed, name="NW_daily_2026-10.xlsx", source=source(), period=period("2026-10")
    )
    return LimitedPreviewReader(landing.path).preview(job, 1, (Place(row=2, column=2),))


def test_a_preview_comes_back_whole(tmp_path: Path) -> None:
    landing = FolderLandingStore(tmp_path)
    found = preview(landing, landing.land([GOOD]))
    assert found is not None
    assert (found.sheet, found.columns) == ("Daily", ("A", "B", "C"))
    assert [(row.number, row.cells[2]) for row in found.rows] == [(1, "offered"), (2, "many")]


@pytest.mark.parametrize("content", [b"", broken.with_entities()])
def test_a_file_that_cannot_be_opened_has_none(tmp_path: Path, content: bytes) -> None:
    landing = FolderLandingStore(tmp_path)
    assert preview(landing, landing.land([content])) is None


def test_a_copy_that_is_not_kept_any_more_has_none(tmp_path: Path) -> None:
    gone = LandedFile(sha256="ab" * 32, size=1)
    assert preview(FolderLandingStore(tmp_path), gone) is None
