"""Limits grow with the rows, so that honest large files pass."""

import pytest

from concord.adapters.workbook.limits import ReadLimits


@pytest.mark.parametrize(("rows", "cpu"), [(0, 30), (1, 31), (5_000, 31), (5_001, 32)])
def test_a_second_more_for_every_5000_rows_begun(rows: int, cpu: int) -> None:
    limits = ReadLimits()
    assert (limits.cpu(rows), limits.wall(rows)) == (cpu, 2 * cpu)


@pytest.mark.parametrize(
    ("size", "memory"),
    [
        (1_700, 1 << 30),
        ((1 << 30) // 30, 1 << 30),
        (60_000_000, 1_800_000_000),
        (200_000_000, 4 << 30),
    ],
)
def test_only_a_large_file_may_take_much_memory(size: int, memory: int) -> None:
    assert ReadLimits().memory_for(size) == memory
