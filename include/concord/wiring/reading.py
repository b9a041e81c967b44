"""The parts of reading one workbook: stores that are thrown away, and the usual readers."""

from __future__ import annotations

from pathlib import Path

from concord.adapters.duckdb_observations import DuckDbObservations
from concord.adapters.landing_store import FolderLandingStore
from concord.adapters.person_keys import SecretPersonKeys
from concord.adapters.workbook.layout_reader import LimitedLayoutReader
from concord.adapters.workbook.limited_reader import LimitedReader
from concord.services.read_workbook import ReadingPorts


def reading_ports(scratch: Path) -> ReadingPorts:
    """Return ports over throw-away stores in `scratch`."""
    landing = FolderLandingStore(scratch / "landing")
    return ReadingPorts(
        landing=landing,
        reader=LimitedReader(
            landing.path,
            scratch / "observations",
            people=SecretPersonKeys(None, scratch / "person.key"),
        ),
        layouts=LimitedLayoutReader(landing.path),
        observations=DuckDbObservations(scratch / "observations"),
    )
