"""Equal content gives equal bytes, whenever it is saved, and their properties stay theirs."""

from pathlib import Path

import pytest

from concord.adapters.workbook.stable_package import stable_package
from tests.broken_workbooks import archive, members

SAVED = (
    "<p><dcterms:created x='y'>{0}</dcterms:created><dcterms:modified>{0}</dcterms:modified></p>"
)
CORE = "docProps/core.xml"


def saved_at(moment: str) -> bytes:
    return archive({CORE: SAVED.format(moment).encode(), "xl/workbook.xml": b"<workbook/>"})


def original(folder: Path, **parts: bytes) -> Path:
    path = folder / "theirs.xlsx"
    path.write_bytes(archive({"xl/workbook.xml": b"<theirs/>", **parts}))
    return path


@pytest.mark.parametrize("parts", [{}, {CORE: b"<theirs/>"}], ids=["no properties", "properties"])
def test_when_it_was_saved_does_not_matter(tmp_path: Path, parts: dict[str, bytes]) -> None:
    theirs = original(tmp_path, **parts)
    first = stable_package(saved_at("2026-11-23T10:00:00Z"), theirs)
    assert first == stable_package(saved_at("2026-11-24T11:00:00Z"), theirs)


def test_the_properties_stay_those_of_the_file_it_was_made_from(tmp_path: Path) -> None:
    made = stable_package(saved_at("now"), original(tmp_path, **{CORE: b"<theirs/>"}))
    assert members(made) == {CORE: b"<theirs/>", "xl/workbook.xml": b"<workbook/>"}


def test_without_any_the_moments_are_blotted_out(tmp_path: Path) -> None:
    made = members(stable_package(saved_at("now"), original(tmp_path)))
    assert made[CORE] == SAVED.format("1980-01-01T00:00:00Z").encode()
