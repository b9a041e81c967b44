"""Facts of a sheet are found wherever the pieces of its part are cut."""

import zipfile
from io import BytesIO

import pytest

from concord.adapters.workbook import sheet_facts as module
from concord.adapters.workbook.sheet_facts import SheetFacts, sheet_facts
from concord.domain.table import MergedCells
from tests.broken_workbooks import archive

PART = (
    b'<worksheet><cols><col min="1" max="2" hidden="1"/><col min="3" max="3"/>'
    b'<col hidden="1"/></cols><sheetData><row r="2" hidden="1"><c/></row><row><c/></row>'
    b'<row hidden="true"/></sheetData><mergeCells><mergeCell ref="A1:C1"/></mergeCells>'
    b"</worksheet>"
)
FACTS = SheetFacts(
    hidden_columns=frozenset({0, 1}),
    merged=(MergedCells(first_row=1, last_row=1, first_column=0, last_column=2),),
)


def facts(part: bytes) -> SheetFacts:
    with zipfile.ZipFile(BytesIO(archive({"xl/sheet.xml": part}))) as opened:
        return sheet_facts(opened, "/xl/sheet.xml")


@pytest.mark.parametrize("chunk", [1, 2, 7, 64, 1 << 20])
def test_no_tag_is_missed_at_the_edge_of_a_chunk(
    monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(module, "_CHUNK", chunk)
    assert facts(PART) == FACTS


def test_prefixed_names_are_the_same_names() -> None:
    prefixed = PART.replace(b"<", b"<x:").replace(b"<x:/", b"</x:")
    assert facts(prefixed) == FACTS


def test_a_plain_sheet_has_nothing_to_tell() -> None:
    plain = SheetFacts(hidden_columns=frozenset(), merged=())
    assert facts(b'<worksheet><sheetData><row r="1"/></sheetData></worksheet>') == plain


def test_an_endless_tag_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_CHUNK", 1024)
    assert facts(b"<" + b"x" * 20_000).merged == ()
