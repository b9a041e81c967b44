"""How a delivered table is laid out, for people who ask how it is read."""

from __future__ import annotations

from typing import Protocol

from concord.domain.reading.layout import Layout
from concord.ports.collecting import ReadJob


class LayoutReader(Protocol):
    """Shows where a landed file's columns stand, within the limits of reading."""

    def layout(self, job: ReadJob, rows_read: int, most_rows: int) -> Layout | None:
        """Return the layout with up to `most_rows` accepted rows; None for an unreadable file.

        `rows_read` is how many rows reading the file gave.
        """
        ...
