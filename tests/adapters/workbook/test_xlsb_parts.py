"""Parts of binary workbooks: records of any size, sheets with their states, formats."""

import zipfile
from io import BytesIO

import pytest

from concord.adapters.workbook.xlsb_parts import (
    formats_of,
    records,
    strings_of,
    wide_string,
    workbook_of,
)
from tests.binary_workbooks import record, wide, xlsb_of
from tests.broken_workbooks import archive


def opened(content: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(content))


@pytest.mark.parametrize("size", [0, 1, 127, 128, 65_535, 70_000, 300_000])
def test_records_of_any_size(size: int) -> None:
    part = record(5, b"x" * size) + record(617) + record(156, b"end")
    with opened(archive({"part": part})) as container:
        assert list(records(container, "part")) == [(5, b"x" * size), (617, b""), (156, b"end")]


def test_a_record_that_is_cut_off_is_told() -> None:
    with (
        opened(archive({"part": record(5, b"whole")[:-1]})) as container,
        pytest.raises(ValueError, match="cut off"),
    ):
        list(records(container, "part"))


def test_a_size_of_four_bytes_ends_there() -> None:
    with opened(archive({"part": b"\x05\x81\x80\x80\x80x"})) as container:
        assert list(records(container, "part")) == [(5, b"x")]


def test_sheets_with_their_states_and_parts() -> None:
    states = (("Daily", 0), ("Lists", 1), ("Codes", 2))
    with opened(xlsb_of(b"", states=states, dates_from_1904=True)) as container:
        workbook = workbook_of(container)
    assert [(s.title, s.sheet_state) for s in workbook.sheets] == [
        ("Daily", "visible"),
        ("Lists", "hidden"),
        ("Codes", "veryHidden"),
    ]
    assert workbook.sheets[0].part == "xl/worksheets/sheet1.bin"
    assert workbook.is_from_1904


def test_only_formats_of_cells_count() -> None:
    with opened(xlsb_of(b"")) as container:
        assert formats_of(container) == ["General", "yyyy-mm-dd", "0%", "[h]:mm:ss"]


def test_texts_that_cells_share() -> None:
    with opened(xlsb_of(b"", strings=("manila", "\U0001f600"))) as container:
        assert strings_of(container) == ["manila", "\U0001f600"]


def test_a_workbook_may_lack_what_it_does_not_need() -> None:
    with opened(archive({"x": b""})) as container:
        assert (strings_of(container), formats_of(container)) == ([], [])


def test_texts_end_where_they_say() -> None:
    assert wide_string(b"??" + wide("ab") + b"rest", 2) == ("ab", 10)
    assert wide_string(b"\xff\xff\xff\xff", 0) == ("", 4)
    with pytest.raises(ValueError, match="cut off"):
        wide_string(wide("ab")[:-1], 0)
