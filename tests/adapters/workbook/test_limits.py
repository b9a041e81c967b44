"""Limits grow with the rows, so that honest large files pass."""

import pytest

from concord.adapters.workbook.limits import ReadLimits


@pytest.mark.parametrize(("rows", "cpu"), [(0, 30), (1, 31), (5_000, 31), (5_001, 32)])
def test_a_second_more_for_every_5000_rows_begun(rows: int, cpu: int) -> None:
    limits = ReadLimits()
    assert (limits.cpu(rows), limits.wall(rows)) == (cpu, 2 * cpu)
