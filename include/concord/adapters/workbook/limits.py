"""What a delivered file may cost before it is given up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

_MEGABYTE = 1_000_000


class ReaderChoice(StrEnum):
    """Which readers may be used: the fast one where it can, or the careful one for everything.

    Both give the same; without the fast one that can be seen.
    """

    FASTEST = "fastest"
    CAREFUL = "careful"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLimits:
    """Sizes in bytes, times in seconds.  Generous: honest large files must pass.

    `memory_of_large_files` is how many times its size a file may take where that is more.

    The CPU time of a file grows with its rows; its wall time is twice that.
    """

    file_size: int = 200 * _MEGABYTE
    members: int = 2_000
    member_size: int = 1_000 * _MEGABYTE
    total_size: int = 2_000 * _MEGABYTE
    ratio: int = 200
    ratio_applies_from: int = _MEGABYTE
    line_length: int = _MEGABYTE
    memory: int = 1 << 30
    memory_of_large_files: int = 30
    most_memory: int = 4 << 30
    cpu_seconds: int = 30
    rows_per_cpu_second: int = 5_000

    def memory_for(self, size: int) -> int:
        """Return the bytes of memory that reading a file of `size` bytes may take.

        A small file that asks for much is a bomb; a million rows are a large file.
        """
        return min(max(self.memory, self.memory_of_large_files * size), self.most_memory)

    def cpu(self, rows: int) -> int:
        """Return the CPU seconds that a file of so many rows may take."""
        return self.cpu_seconds + -(-rows // self.rows_per_cpu_second)

    def wall(self, rows: int) -> int:
        """Return the seconds after which reading such a file is ended from outside."""
        return 2 * self.cpu(rows)


MAX_ROWS = 1_100_000
"""More rows than a sheet can have below its header."""
MAX_COLUMNS = 200
"""Cells further right are stray: no delivery is that wide."""
