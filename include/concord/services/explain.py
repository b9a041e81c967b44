"""Explain a figure: everything it was made of, from its terms down to the delivered rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from difflib import get_close_matches

from concord.domain.agreement import Agreement
from concord.domain.assessment import Assessment
from concord.domain.completeness import missing_cells
from concord.domain.derivation import Derivation, LevelDerivation, NoFigure
from concord.domain.evidence import EvidenceRow, row_day, superseded_cells
from concord.domain.kpi import TOTAL, Dimension, Kpi, Measurement
from concord.domain.period import MeasurementPeriod
from concord.domain.service_level import Outcome, ServiceLevel
from concord.domain.source import Source
from concord.domain.submission import Submission
from concord.ports import ObservationFile, Observations, RowEvidence, Store
from concord.services.explain_deliveries import explain_deliveries
from concord.services.explain_forecasts import with_forecasts
from concord.services.record_submission import observation_file
from concord.services.relieve import days_left_out


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainPorts:
    """What explaining needs from outside: the records, and the rows behind them."""

    store: Store
    observations: Observations
    evidence: RowEvidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which figure is meant; with a `service_level`, how that one alone was applied to it.

    The pairs of `dimension` may stand in any order.
    """

    kpi: str
    period: MeasurementPeriod
    dimension: Dimension = ()
    service_level: str | None = None


def explain(
    agreement: Agreement, ports: ExplainPorts, asked: Asked, now: datetime
) -> Derivation | NoFigure:
    """Return how a recorded figure came about, or what there is where it does not exist.

    A part of which nothing was delivered, and which is rated all the same, is a figure too.
    """
    kpi = next((kpi for kpi in agreement.kpis if kpi.id == asked.kpi), None)
    if kpi is None:
        return _no_kpi(agreement, asked.kpi)
    with ports.store.transaction() as tx:
        assessments = tx.assessments.of_partner(agreement.partner)
    assessment = next((a for a in assessments if a.period == asked.period), None)
    recorded = _recorded(assessment, kpi)
    dimension = _same(asked.dimension, recorded)
    if assessment is None or dimension is None:
        periods = tuple(a.period for a in assessments if _recorded(a, kpi))
        return NoFigure(kpi=kpi.id, is_declared=True, periods=periods, dimensions=recorded)
    found = replace(asked, dimension=dimension)
    store, observations = ports.store, ports.observations
    if kpi.rate is None:
        derived = _derived(agreement, ports, kpi, assessment, found)
    else:
        levels = _levels(agreement, found)
        derived = explain_deliveries(
            agreement, store, kpi, kpi.rate, assessment, dimension, levels, now
        )
    return with_forecasts(agreement, derived, store=store, observations=observations, now=now)


def _no_kpi(agreement: Agreement, wanted: str) -> NoFigure:
    """Return the KPIs that may be meant, by id or by name; all of them where none is near."""
    ids = {kpi.id.casefold(): kpi.id for kpi in agreement.kpis}
    names = {kpi.name.casefold(): kpi.id for kpi in agreement.kpis}
    known = {**names, **ids}
    near = [known[word] for word in get_close_matches(wanted.casefold(), known)]
    nearest = tuple(dict.fromkeys(near)) or tuple(sorted(kpi.id for kpi in agreement.kpis))
    return NoFigure(kpi=wanted, is_declared=False, nearest=nearest)


def _recorded(assessment: Assessment | None, kpi: Kpi) -> tuple[Dimension, ...]:
    """Return the dimensions for which a period has a value or an outcome of the KPI."""
    if assessment is None:
        return ()
    measured = {m.dimension for m in assessment.measurements if m.kpi == kpi.id}
    return tuple(sorted(measured | {o.dimension for o in assessment.outcomes if o.kpi == kpi.id}))


def _same(wanted: Dimension, recorded: Iterable[Dimension]) -> Dimension | None:
    return next((d for d in recorded if frozenset(d) == frozenset(wanted)), None)


def _derived(
    agreement: Agreement, ports: ExplainPorts, kpi: Kpi, assessment: Assessment, asked: Asked
) -> Derivation:
    source = agreement.source(kpi.source)
    with ports.store.transaction() as tx:
        delivered = _concerned(tx.submissions.of_partner(agreement.partner), source, asked)
        restatements = tx.submissions.restatements(agreement.partner)
        removals = [
            tx.removed_files.get(sha256) for sha256 in dict.fromkeys(s.sha256 for s in delivered)
        ]
    files = tuple(file for s in delivered if (file := observation_file(s)) is not None)
    columns = _columns(kpi, source, asked.dimension)
    measured = _of(assessment.measurements, kpi, asked.dimension)
    rows = _rows(ports.evidence, kpi, source, files, asked, columns)
    holding = {row.sha256 for row in rows} | set(measured.submissions if measured else ())
    return Derivation(
        kpi=kpi,
        source=source,
        period=asked.period,
        dimension=asked.dimension,
        agreement=assessment.agreement,
        measured=measured,
        recomputed=_recomputed(ports.observations, kpi, source, files, asked),
        rows=rows,
        superseded=superseded_cells(source, restatements, columns, asked.period, asked.dimension),
        used=tuple(s for s in delivered if s.sha256 in holding),
        unused=tuple(s for s in delivered if s.sha256 not in holding),
        levels=tuple(
            _level(agreement, level, ports.observations, source, files, assessment, asked)
            for level in _levels(agreement, asked)
        ),
        removed=tuple(each for each in removals if each is not None),
    )


def _rows(
    evidence: RowEvidence,
    kpi: Kpi,
    source: Source,
    files: Sequence[ObservationFile],
    asked: Asked,
    columns: Sequence[str],
) -> tuple[EvidenceRow, ...]:
    """Return the rows of the figure; of a snapshot, those of the last day with any data."""
    rows = evidence.rows(source, columns, files, asked.period, asked.dimension)
    if not kpi.snapshot:
        return rows
    whole = evidence.rows(source, columns, files, asked.period, TOTAL)
    ends = {file.submission: file.period.end.isoformat() for file in files}
    day = source.day_column or ""
    last = max((row_day(row, day, ends) for row in whole if row.counted), default="")
    return tuple(row for row in rows if row_day(row, day, ends) == last)


def _concerned(
    submissions: Iterable[Submission], source: Source, asked: Asked
) -> tuple[Submission, ...]:
    return tuple(
        s
        for s in submissions
        if s.source == source.id and s.period is not None and s.period.overlaps(asked.period)
    )


def _columns(kpi: Kpi, source: Source, dimension: Dimension) -> tuple[str, ...]:
    """Return what tells a row apart, then what the KPI is computed from."""
    used = {name for expression in kpi.expressions for name in expression.columns}
    told = (
        *((source.day_column,) if source.day_column else ()),
        *source.key,
        *(name for name, _ in dimension),
        *(column.name for column in source.columns if column.name in used),
    )
    return tuple(dict.fromkeys(told))


def _of(measurements: Iterable[Measurement], kpi: Kpi, dimension: Dimension) -> Measurement | None:
    found = (m for m in measurements if m.kpi == kpi.id and m.dimension == dimension)
    return next(found, None)


def _recomputed(
    observations: Observations,
    kpi: Kpi,
    source: Source,
    files: Sequence[ObservationFile],
    asked: Asked,
) -> Measurement | None:
    names = tuple(name for name, _ in asked.dimension)
    grouped = replace(kpi, by=(names,) if names else ())
    measured = observations.measure(grouped, source, files, [asked.period])
    return _of(measured, kpi, asked.dimension)


def _levels(agreement: Agreement, asked: Asked) -> tuple[ServiceLevel, ...]:
    return tuple(
        level
        for level in agreement.service_levels
        if level.kpi == asked.kpi
        and level.period == asked.period.length
        and asked.service_level in {None, level.id}
    )


def _level(
    agreement: Agreement,
    level: ServiceLevel,
    observations: Observations,
    source: Source,
    files: Sequence[ObservationFile],
    assessment: Assessment,
    asked: Asked,
) -> LevelDerivation:
    outcome = _outcome(assessment.outcomes, level, asked.dimension)
    names = (*source.coverage.for_each, *(name for name, _ in asked.dimension))
    cells = observations.cells(source, tuple(dict.fromkeys(names)), files, [asked.period])
    without = days_left_out(agreement, level, source, asked.period)
    return LevelDerivation(
        level=level,
        terms=level.terms_for(asked.period, asked.dimension, _stated(outcome)),
        outcome=outcome,
        missing=()
        if outcome is None
        else missing_cells(source, asked.period, asked.dimension, cells, without),
    )


def _stated(outcome: Outcome | None) -> Decimal | None:
    """Return the figure that the rows stated as the target when the outcome was found."""
    return None if outcome is None or outcome.target is None else outcome.target.limit


def _outcome(
    outcomes: Iterable[Outcome], level: ServiceLevel, dimension: Dimension
) -> Outcome | None:
    found = (o for o in outcomes if o.service_level == level.id and o.dimension == dimension)
    return next(found, None)
