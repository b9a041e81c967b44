"""A landing store and a reader in a folder of its own: a bad input goes in, a result comes out."""

from pathlib import Path

from concord.adapters.landing_store import FolderLandingStore
from concord.adapters.workbook.limited_reader import LimitedReader
from concord.adapters.workbook.limits import ReaderChoice
from concord.domain.period import MeasurementPeriod
from concord.domain.submission import ReadResult
from concord.ports import ReadJob
from tests.bad_inputs.case import BadInput

OCTOBER = MeasurementPeriod.parse("2026-10")


class ReadingRoom:
    """Reads each case as a delivery for the period that its name states."""

    def __init__(self, folder: Path, readers: ReaderChoice) -> None:
        self._landing = FolderLandingStore(folder / "landing")
        self._reader = LimitedReader(self._landing.path, folder / "observations", readers=readers)

    def read(self, *cases: BadInput) -> list[ReadResult]:
        """Return one result a case, by one reader for all."""
        return list(self._reader.read(self._job(case) for case in cases))

    def _job(self, case: BadInput) -> ReadJob:
        return ReadJob(
            landed=self._landing.land([case.content()]),
            name=case.name,
            source=case.source,
            period=OCTOBER,
        )
