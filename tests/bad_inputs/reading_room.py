"""A landing store and a reader in a folder of its own: a bad input goes in, a result comes out."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

from pyarrow.parquet import read_table

from concord.adapters.landing_store import FolderLandingStore
from concord.adapters.workbook.limited_reader import LimitedReader
from concord.adapters.workbook.limits import ReaderChoice
from concord.domain.period import MeasurementPeriod
from concord.domain.reading.rows import as_text
from concord.domain.submission import ReadResult
from concord.ports import ReadJob
from tests.bad_inputs.case import BadInput

READ = ("date", "site", "offered", "answered", "ticket", "amount")
OCTOBER = MeasurementPeriod.parse("2026-10")


class ReadingRoom:
    """Reads each case as a delivery for the period that its name states."""

    def __init__(self, folder: Path, readers: ReaderChoice) -> None:
        self._observations = folder / "observations"
        self._landing = FolderLandingStore(folder / "landing")
        self._reader = LimitedReader(self._landing.path, self._observations, readers=readers)

    def read(self, *cases: BadInput) -> list[ReadResult]:
        """Return one result a case, by one reader for all."""
        return list(self._reader.read(self._job(case) for case in cases))

    def first(self, result: ReadResult, column: str) -> str:
        """Return a column's value in the first row that was stored."""
        (value, *_) = read_table(self._path(result))[column]
        return as_text(value.as_py())

    def rows(self, result: ReadResult) -> list[list[str]]:
        """Return the valid rows that were stored, as text, without what only tells their place."""
        stored = read_table(self._path(result)).to_pylist()
        return [[as_text(row.get(name)) for name in READ] for row in stored if row["_valid"]]

    def figures(self, result: ReadResult) -> set[tuple[str, ...]]:
        """Return the rows as a set."""
        return {tuple(row) for row in self.rows(result)}

    @staticmethod
    def typed(rows: Iterable[Sequence[object]]) -> list[list[str]]:
        """Return rows as they were written, the way `rows` returns them."""
        return [
            [as_text(Decimal(repr(v)) if isinstance(v, int | float) else v) for v in row]  # type: ignore[arg-type] # any cell
            for row in rows
        ]

    def _path(self, result: ReadResult) -> Path:
        name = result.observations or ""
        return self._observations / name[:2] / f"{name}.parquet"

    def _job(self, case: BadInput) -> ReadJob:
        return ReadJob(
            landed=self._landing.land([case.content()]),
            name=case.name,
            source=case.source,
            period=OCTOBER,
        )
