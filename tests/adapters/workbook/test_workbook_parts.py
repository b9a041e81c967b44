"""What the parts of a workbook say, before any cell is read."""

import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook

from concord.adapters.workbook.workbook_parts import mixes_currencies, shows_percents
from tests.broken_workbooks import archive, saved


def formatted(*formats: str) -> zipfile.ZipFile:
    """Return a workbook with a cell in each of these number formats."""
    made = Workbook()
    for at, number_format in enumerate(formats, start=1):
        made.worksheets[0].cell(at, 1, 1).number_format = number_format
    return zipfile.ZipFile(BytesIO(saved(made)))


@pytest.mark.parametrize(
    ("formats", "percents", "mixed"),
    [
        ((), False, False),
        (("0%",), True, False),
        (("0.0##%", "0.00"), True, False),
        (("[$EUR] 0.00", '0.00 "\u20ac"'), False, False),
        (("[$EUR] 0.00", "[$$-409]0.00"), False, True),
    ],
)
def test_number_formats(formats: tuple[str, ...], percents: bool, mixed: bool) -> None:  # noqa: FBT001 - a column of the table
    with formatted(*formats) as opened:
        assert shows_percents(opened) is percents
        assert mixes_currencies(opened) is mixed


def test_a_workbook_without_styles_shows_numbers_as_they_are() -> None:
    with zipfile.ZipFile(BytesIO(archive({"x": b""}))) as opened:
        assert not shows_percents(opened)
