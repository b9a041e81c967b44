"""Explain a figure that counts deliveries: which they are, and what each of them did."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from concord.domain.agreement import Agreement
from concord.domain.assessment import Assessment
from concord.domain.delivery_rate import (
    SOURCE,
    is_counted,
    rated_deliveries,
    records_within,
)
from concord.domain.delivery_record import DeliveryRecord, delivery_records
from concord.domain.derivation import Derivation, LevelDerivation
from concord.domain.kpi import DeliveryRate, Dimension, Kpi, Measurement
from concord.domain.service_level import ServiceLevel
from concord.ports import Store


def explain_deliveries(
    agreement: Agreement,
    store: Store,
    kpi: Kpi,
    rate: DeliveryRate,
    assessment: Assessment,
    dimension: Dimension,
    levels: Sequence[ServiceLevel],
    now: datetime,
) -> Derivation:
    """Return how a share of deliveries came about; deliveries that did not count are left out."""
    with store.transaction() as tx:
        submissions = tx.submissions.of_partner(agreement.partner)
        collected = tx.drives.collected(agreement.partner)
    records = delivery_records(agreement, submissions, collected, now)
    sources = [value for name, value in dimension if name == SOURCE] or kpi.deliveries
    own = records_within(sources, assessment.period, records)
    counted = tuple(record for record in own if is_counted(rate, record))
    rated = rated_deliveries(kpi, rate, assessment.period, records)
    used = {sha for record in counted for sha in _contents(record)}
    files = [s for s in submissions if s.period in {r.period for r in own} and s.source in sources]
    return Derivation(
        kpi=kpi,
        source=None,
        period=assessment.period,
        dimension=dimension,
        agreement=assessment.agreement,
        measured=_of(assessment.measurements, kpi, dimension),
        recomputed=_of((each.measurement for each in rated), kpi, dimension),
        rows=(),
        superseded=(),
        used=tuple(s for s in files if s.sha256 in used),
        unused=tuple(s for s in files if s.sha256 not in used),
        levels=tuple(_level(level, assessment, dimension) for level in levels),
        deliveries=counted,
    )


def _contents(record: DeliveryRecord) -> set[str]:
    return {file.sha256 for file in (record.first, record.came) if file is not None}


def _of(measurements: Iterable[Measurement], kpi: Kpi, dimension: Dimension) -> Measurement | None:
    found = (m for m in measurements if m.kpi == kpi.id and m.dimension == dimension)
    return next(found, None)


def _level(level: ServiceLevel, assessment: Assessment, dimension: Dimension) -> LevelDerivation:
    rated = (
        outcome
        for outcome in assessment.outcomes
        if outcome.service_level == level.id and outcome.dimension == dimension
    )
    return LevelDerivation(
        level=level,
        terms=level.terms_for(assessment.period, dimension),
        outcome=next(rated, None),
    )
