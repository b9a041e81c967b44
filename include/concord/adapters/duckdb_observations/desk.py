"""Many files at hand: one connection for all questions about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb

from concord.adapters.duckdb_observations.rows import StoredFile, effective
from concord.adapters.duckdb_observations.sandbox import existing, lock_down, understood
from concord.domain.source import Source
from concord.ports import ObservationFile

MOST_KEPT = 32_000_000
"""Stored rows of at most so many bytes, times columns, are read once and kept.

Larger ones are read for each question: few bytes may hold many rows that are alike, and each
column of a row that is kept takes its place.
"""

_SMALL = 1_000_000
"""Files of fewer bytes are read by one thread: more would only wait for each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """The files of a source that are asked about: `stored` are those needed of `files`."""

    source: Source
    files: Sequence[ObservationFile]
    stored: Sequence[StoredFile]

    @property
    def paths(self) -> frozenset[Path]:
        """Where their rows are stored."""
        return frozenset(file.path for file in self.stored)

    def has(self, other: Delivered) -> bool:
        """Say whether the rows of these files serve a question about the others."""
        return (
            self.source == other.source
            and self.files == other.files
            and {file.number for file in self.stored}.issuperset(f.number for f in other.stored)
        )


class Desk:
    """A sandbox that stays open, and the rows that were last asked for.

    To open a connection takes longer than a month's figures, and so does reading a dozen
    small files over again for every question.
    """

    def __init__(self, files: Iterable[Path], most_kept: int = MOST_KEPT) -> None:
        self._files = frozenset(files)
        self._most_kept = most_kept
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._kept: Delivered | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    def holds(self, files: Iterable[Path]) -> bool:
        """Say whether questions about these files can be answered."""
        return self._files.issuperset(files)

    def fetched(self, asked: Delivered, tables: str, select: str) -> list[Any]:
        """Return the rows of a statement over the table `effective`, and others given to it."""
        try:
            with understood():
                needed = [each for each in (self._effective(asked), tables) if each]
                ahead = f"WITH {', '.join(needed)} " if needed else ""
                return self._open().execute(ahead + select).fetchall()
        except BaseException:
            # What is left of a connection in which something failed is not worth knowing.
            self._close()
            raise

    def _effective(self, asked: Delivered) -> str:
        """Return what defines the table `effective`, nothing where it is kept."""
        if self._kept is not None and self._kept.has(asked):
            return ""
        self._kept = None
        spans = asked.source.day_column is None
        tables = effective(asked.source, asked.stored, spans=spans)
        size = sum(path.stat().st_size for path in existing(asked.paths))
        if size * len(asked.source.columns) > self._most_kept:
            return tables
        kept = f"WITH {tables} SELECT * EXCLUDE (_row, _key) FROM effective"  # noqa: S608 - only quoted names and our own words
        self._open().execute(f"CREATE OR REPLACE TEMP TABLE effective AS {kept}")
        self._kept = asked
        return ""

    def _open(self) -> duckdb.DuckDBPyConnection:
        if self._connection is None:
            small = all(path.stat().st_size < _SMALL for path in self._files if path.exists())
            self._connection = duckdb.connect(config={"threads": 1} if small else {})
            lock_down(self._connection, self._files)
        return self._connection

    def _close(self) -> None:
        self._kept = None
        if self._connection is not None:
            self._connection.close()
        self._connection = None
