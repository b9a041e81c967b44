"""Every test that a page of the documentation names is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
PAGES = [page for page in (ROOT / "docs").rglob("*.md") if NAMED.search(page.read_text("utf-8"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_test_that_is_named_is_there(page: Path) -> None:
    named = NAMED.findall(page.read_text("utf-8"))
    assert [f"{file}::{name}" for file, name in named if not _is_there(ROOT / file, name)] == []


def _is_there(file: Path, name: str) -> bool:
    return file.exists() and f"\ndef {name}(" in file.read_text("utf-8")


def test_every_fault_has_its_line() -> None:
    page = (ROOT / "docs" / "reference" / "faults.md").read_text("utf-8")
    assert re.findall(r"^\| F(\d+) \|", page, re.MULTILINE) == [str(n) for n in range(1, 24)]
