"""Derivations: how one figure came about, from the agreement's words down to delivered cells."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from concord.domain.completeness import MissingCell
from concord.domain.delivery_record import DeliveryRecord
from concord.domain.evidence import EvidenceRow, SupersededCell
from concord.domain.forecast import Forecast
from concord.domain.kpi import Dimension, Kpi, Measurement
from concord.domain.period import MeasurementPeriod
from concord.domain.retention import RemovedFile
from concord.domain.service_level import Outcome, ServiceLevel, Terms
from concord.domain.source import Source
from concord.domain.submission import Submission


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One part of a KPI as the agreement writes it, and what it came to (None: no data)."""

    role: str
    text: str
    value: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelDerivation:
    """How a service level was applied to the figure.

    `terms` are None where none were in force, `outcome` where the level does not rate this
    part.  `missing` are the cells that completeness lacks.  While the period is running there
    is a `forecast`, as far as anything tells.
    """

    level: ServiceLevel
    terms: Terms | None
    outcome: Outcome | None
    missing: tuple[MissingCell, ...] = ()
    forecast: Forecast | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """A figure and everything it was made of.

    `measured` is the recorded figure, `recomputed` what the stored rows come to now; both
    are None without data.  `agreement` is the version it was computed under.  `used` files
    hold its rows, the `unused` ones were delivered for the same time and do not count.  Of a
    KPI that counts deliveries there are no rows and no source, but the `deliveries` counted.
    Of files that are `removed` no copy is kept any more.
    """

    kpi: Kpi
    source: Source | None
    period: MeasurementPeriod
    dimension: Dimension
    agreement: str
    measured: Measurement | None
    recomputed: Measurement | None
    rows: tuple[EvidenceRow, ...]
    superseded: tuple[SupersededCell, ...]
    used: tuple[Submission, ...]
    unused: tuple[Submission, ...]
    levels: tuple[LevelDerivation, ...]
    deliveries: tuple[DeliveryRecord, ...] = ()
    removed: tuple[RemovedFile, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """The KPI's expressions with what each came to, as recorded."""
        kpi, measured = self.kpi, self.measured
        parts = (
            ("numerator", kpi.numerator, measured.numerator if measured else None),
            ("denominator", kpi.denominator, measured.denominator if measured else None),
            ("value", kpi.value, measured.value if measured else None),
        )
        return tuple(
            Term(role=role, text=expression.text, value=came_to)
            for role, expression, came_to in parts
            if expression is not None
        )

    @property
    def is_current(self) -> bool:
        """Say whether the recorded figure is still what the stored rows come to."""
        recorded, now = self.measured, self.recomputed
        if recorded is None or now is None:
            return recorded is now
        return (recorded.numerator, recorded.denominator, recorded.value) == (
            now.numerator,
            now.denominator,
            now.value,
        )

    @property
    def counted(self) -> tuple[EvidenceRow, ...]:
        """The rows the figure is made of."""
        return tuple(row for row in self.rows if row.counted)

    @property
    def left_out(self) -> tuple[EvidenceRow, ...]:
        """The rows that could not be read."""
        return tuple(row for row in self.rows if not row.counted)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoFigure:
    """There is no such figure, and what there is instead.

    `nearest` are KPIs that may be meant where the one asked for is not declared, `periods`
    those with figures of the KPI, `dimensions` those it has in the period asked for.
    """

    kpi: str
    is_declared: bool
    nearest: tuple[str, ...] = ()
    periods: tuple[MeasurementPeriod, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
