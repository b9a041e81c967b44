"""A delivered file's own rows, for people who decide about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from concord.domain.preview import Place, Preview
from concord.ports.collecting import ReadJob


class PreviewReader(Protocol):
    """Shows rows of a landed file, within the limits of reading."""

    def preview(self, job: ReadJob, rows_read: int, places: Sequence[Place]) -> Preview | None:
        """Return the rows at the beginning and around `places`; None for an unreadable file.

        `rows_read` is how many rows reading the file gave.
        """
        ...
