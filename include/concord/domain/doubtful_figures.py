"""Figures that cannot be right: more than the whole, or without a volume that was there before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from fractions import Fraction

from concord.domain.agreement import Agreement
from concord.domain.assessment import Assessment
from concord.domain.figure_text import dimension_text, value_text
from concord.domain.issue import IssueKey, IssueKind, IssueSeverity, RaisedIssue
from concord.domain.kpi import Dimension, Kpi, Measurement, as_text, exceeds_whole
from concord.domain.measurement_plan import is_over
from concord.domain.period import MeasurementPeriod

_Volumes = Mapping[tuple[str, MeasurementPeriod, Dimension], Fraction]


def doubtful_figures(
    agreement: Agreement, assessments: Sequence[Assessment], now: datetime
) -> Iterator[RaisedIssue]:
    """Yield one issue for each KPI and period with a figure that cannot be right.

    A KPI's volume is gone where the rows of a period that is over hold none, and those of the
    period before held some.
    """
    kpis = {kpi.id: kpi for kpi in agreement.kpis}
    volumes = {
        (m.kpi, m.period, m.dimension): m.volume for a in assessments for m in a.measurements
    }
    for assessment in assessments:
        if not agreement.has_effects(assessment.period):
            continue
        by_kpi: dict[str, list[Measurement]] = defaultdict(list)
        for measured in assessment.measurements:
            by_kpi[measured.kpi].append(measured)
        for kpi_id in sorted(by_kpi.keys() & kpis.keys()):
            yield from _of_kpi(agreement, kpis[kpi_id], by_kpi[kpi_id], volumes, now)


def _of_kpi(
    agreement: Agreement,
    kpi: Kpi,
    own: Sequence[Measurement],
    volumes: _Volumes,
    now: datetime,
) -> Iterator[RaisedIssue]:
    """Yield the issue of a KPI's figures of one period, if there is one."""
    beyond = [m for m in own if exceeds_whole(kpi, m)]
    gone = [m for m in own if _is_gone(m, volumes)]
    if gone and not _is_over(agreement, kpi, gone[0].period, now):
        gone = []
    if beyond or gone:
        yield _raised(agreement, kpi, beyond, gone, volumes)


def _is_over(agreement: Agreement, kpi: Kpi, period: MeasurementPeriod, now: datetime) -> bool:
    # Of deliveries, none may well have been due.
    return kpi.rate is None and is_over(period, agreement.source(kpi.source).zone, now)


def _is_gone(measured: Measurement, volumes: _Volumes) -> bool:
    return not measured.volume and _before(measured, volumes) > 0


def _before(measured: Measurement, volumes: _Volumes) -> Fraction:
    place = (measured.kpi, measured.period.previous(), measured.dimension)
    return volumes.get(place, Fraction(0))


def _raised(
    agreement: Agreement,
    kpi: Kpi,
    beyond: Iterable[Measurement],
    gone: Iterable[Measurement],
    volumes: _Volumes,
) -> RaisedIssue:
    facts = (
        *((dimension_text(m.dimension), _beyond_text(m, kpi)) for m in beyond),
        *((dimension_text(m.dimension), _gone_text(m, volumes)) for m in gone),
    )
    first = next(iter((*beyond, *gone)))
    words = facts[0][1] if len(facts) == 1 else f"{len(facts)} figures"
    return RaisedIssue(
        key=IssueKey(
            partner=agreement.partner,
            service=kpi.service,
            kind=IssueKind.DOUBTFUL_FIGURE,
            subject=kpi.id,
            period=str(first.period),
        ),
        severity=IssueSeverity.SERIOUS,
        headline=f"{agreement.name}: {kpi.name} cannot be right in {first.period} ({words})",
        facts=(("KPI", kpi.id), ("Period", str(first.period)), *facts),
    )


def _beyond_text(measured: Measurement, kpi: Kpi) -> str:
    value = value_text(measured.value, kpi.unit)
    if measured.denominator is None:
        return value
    return f"{value}: {as_text(measured.numerator)} of {as_text(measured.denominator)}"


def _gone_text(measured: Measurement, volumes: _Volumes) -> str:
    before = as_text(_before(measured, volumes))
    return f"no volume, after {before} in {measured.period.previous()}"
