"""A clean table is told from another by what it holds."""

import pyarrow as pa

from concord.adapters.workbook.clean_table import CleanTable
from tests.builders import period


def test_it_names_its_sheet_and_period() -> None:
    rows = pa.table({"offered": [500]})
    clean = CleanTable(sheet="Daily", rows=rows, period=period(), findings=())
    assert (clean.sheet, clean.period, clean.rows.num_rows) == ("Daily", period(), 1)
