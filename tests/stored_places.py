"""The same rows in memory and in files: observations, and a way to store some."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from concord.adapters.duckdb_observations import DuckDbObservations
from concord.domain.period import MeasurementPeriod
from concord.domain.source import ColumnType, Source
from concord.ports import ObservationFile, Observations
from tests.builders import column, source
from tests.fakes_observations import FakeObservations, Row
from tests.stored_rows import store_rows


class Keep(Protocol):
    """Stores rows as one delivery."""

    def __call__(
        self, source: Source, period: MeasurementPeriod, rows: Sequence[Row], sent_as: str = ""
    ) -> ObservationFile: ...


class Place:
    """Observations, and a way to store some."""

    def __init__(self, observations: Observations, keep: Keep) -> None:
        self.observations = observations
        self.keep = keep


def in_memory(_: Path) -> Place:
    fake = FakeObservations()
    return Place(fake, fake.add)


def in_files(root: Path) -> Place:
    def keep(
        source: Source, period: MeasurementPeriod, rows: Sequence[Row], sent_as: str = ""
    ) -> ObservationFile:
        return store_rows(root, source, period, rows, sent_as)

    return Place(DuckDbObservations(root), keep)


def day(
    text: str, site: str | None = "manila", offered: int | None = 10, answered: int | None = 8
) -> dict[str, date | str | int | None]:
    return {
        "date": date.fromisoformat(text),
        "site": site,
        "offered": offered,
        "answered": answered,
    }


def invalid(row: Row) -> Row:
    return {**row, "_valid": False}


TICKETS = source(
    columns=(
        column("opened", ColumnType.TIMESTAMP),
        column("hours", ColumnType.DURATION),
        column("rate", ColumnType.NUMBER),
    ),
    day_column="opened",
    key=(),
)


def ticket(hours: str, rate: str = "1") -> dict[str, datetime | Decimal]:
    return {
        "opened": datetime(2026, 10, 31, 23, 59),  # noqa: DTZ001 - wall-clock time, as delivered
        "hours": Decimal(hours),
        "rate": Decimal(rate),
    }
