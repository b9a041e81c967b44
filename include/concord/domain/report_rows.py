"""Lines of a report: outcomes with their past, credits with causes, deliveries with findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from concord.domain.agreement import Agreement
from concord.domain.assessment import Assessment
from concord.domain.finding import Finding, Severity
from concord.domain.hidden_groups import hidden_groups, is_hidden
from concord.domain.kpi import TOTAL, Dimension
from concord.domain.notation import named, period_name, shown, target_words
from concord.domain.outcome_words import basis_words
from concord.domain.period import MeasurementPeriod, PeriodRule
from concord.domain.report import CreditRow, DeliveryRow, ServiceLevelRow
from concord.domain.score import attainment_of
from concord.domain.service_level import Outcome, OutcomeKind
from concord.domain.submission import MissingDelivery, Submission, Verdict
from concord.domain.submission_decision import state_words
from concord.domain.trend import trend

_Series = tuple[str, Dimension, PeriodRule]


def falls_in(outcome_period: MeasurementPeriod, month: MeasurementPeriod) -> bool:
    """Say whether a period is reported in `month`: the one in which it ends."""
    return outcome_period.end in month


def series_of(
    assessments: Iterable[Assessment],
) -> dict[_Series, dict[MeasurementPeriod, Outcome]]:
    """Return all outcomes as one series for each service level and dimension, by period."""
    series: dict[_Series, dict[MeasurementPeriod, Outcome]] = defaultdict(dict)
    for assessment in assessments:
        for outcome in assessment.outcomes:
            series[_series(outcome)][outcome.period] = outcome
    return series


def _series(outcome: Outcome) -> _Series:
    return outcome.service_level, outcome.dimension, outcome.period.length


def service_level_rows(
    agreement: Agreement, month: MeasurementPeriod, assessments: Sequence[Assessment]
) -> tuple[tuple[ServiceLevelRow, ...], tuple[ServiceLevelRow, ...]]:
    """Return the rows of the totals, in the agreement's order, and the breakdown, worst first.

    Groups of too few people are not among them.
    """
    series = series_of(assessments)
    hidden = hidden_groups(agreement, assessments)
    order = {level.id: place for place, level in enumerate(agreement.service_levels)}
    # What the agreement no longer names cannot be said in its words: it was assessed under
    # an earlier one, and stays on record there.
    here = sorted(
        (
            o
            for past in series.values()
            for o in past.values()
            if o.service_level in order and falls_in(o.period, month) and not is_hidden(o, hidden)
        ),
        key=lambda o: (order[o.service_level], o.period.end, o.dimension),
    )
    rows = [(o.dimension, _row(agreement, month, o, series[_series(o)])) for o in here]
    totals = tuple(row for dimension, row in rows if dimension == TOTAL)
    parts = (row for dimension, row in rows if dimension != TOTAL)
    return totals, tuple(sorted(parts, key=_badness))


def _badness(row: ServiceLevelRow) -> tuple[int, Fraction]:
    """Order failures before what could not be rated, and that before what was met."""
    rank = 0 if row.kind.is_failure else 2 if row.kind is OutcomeKind.MET else 1
    return rank, Fraction(0) if row.attainment is None else row.attainment


def _row(
    agreement: Agreement,
    month: MeasurementPeriod,
    outcome: Outcome,
    past: Mapping[MeasurementPeriod, Outcome],
) -> ServiceLevelRow:
    kpi = agreement.kpi(outcome.kpi)
    unit = outcome.unit(kpi.unit)
    before = past.get(outcome.period.previous())
    moved = trend(outcome, past)
    return ServiceLevelRow(
        service=_service_name(agreement, outcome.service),
        service_level=outcome.service_level,
        name=_name(agreement, month, outcome),
        dimension=dimension_words(outcome.dimension),
        unit=unit,
        target=target_words(outcome.target, unit) if outcome.target else "",
        kind=outcome.kind,
        band=outcome.band,
        value=outcome.value,
        change=_change(outcome, before),
        volume=outcome.volume,
        completeness=outcome.completeness,
        repeat=outcome.repeat,
        points=outcome.points,
        history=moved.points if outcome.dimension == TOTAL else (),
        agreed=outcome.target,
        attainment=attainment_of(outcome),
        missed_since=moved.missed_since,
        misses=moved.misses,
        course=moved.course,
        basis=basis_words(outcome, kpi.unit),
    )


def _name(agreement: Agreement, month: MeasurementPeriod, outcome: Outcome) -> str:
    """Return the service level's name, else the KPI's with what tells it from others."""
    name = agreement.kpi(outcome.kpi).name
    twins = [level for level in agreement.service_levels if level.kpi == outcome.kpi]
    own = next((level.name for level in twins if level.id == outcome.service_level), "")
    if own:
        name = own
    elif len(twins) > 1:
        name = f"{name} – {named(outcome.service_level)}"
    if outcome.period != month:
        name = f"{name}, {period_name(outcome.period)}"
    return name


def _service_name(agreement: Agreement, service: str) -> str:
    names = {known.id: known.name for known in agreement.services}
    return names.get(service, service)


def dimension_words(dimension: Dimension) -> str:
    """Return a dimension as words such as `site manila`; empty for the total."""
    return ", ".join(f"{named(column)} {shown(value)}" for column, value in dimension)


def _change(outcome: Outcome, before: Outcome | None) -> Fraction | None:
    if before is None or before.value is None or outcome.value is None:
        return None
    return outcome.value - before.value


def credit_rows(
    agreement: Agreement, month: MeasurementPeriod, assessments: Iterable[Assessment]
) -> tuple[CreditRow, ...]:
    """Return the credits of the periods that end in `month`, the empty ones too."""
    found = (c for a in assessments for c in a.credits if falls_in(c.period, month))
    return tuple(
        CreditRow(
            service=_service_name(agreement, credit.service),
            regime=credit.regime,
            currency=credit.currency,
            amount=credit.amount,
            points=credit.points,
            capped=credit.capped,
            lines=tuple((shown(str(line)), line.amount) for line in credit.lines),
            is_bonus=credit.is_bonus,
        )
        for credit in found
    )


def delivery_rows(
    month: MeasurementPeriod,
    submissions: Iterable[Submission],
    missing: Iterable[MissingDelivery],
) -> tuple[DeliveryRow, ...]:
    """Return what was delivered for `month`, in order of arrival, then what is missing."""
    came = [_came(s) for s in submissions if s.period and s.period.overlaps(month)]
    absent = [_absent(m) for m in missing if m.period.overlaps(month)]
    return (*came, *absent)


def _came(submission: Submission) -> DeliveryRow:
    return DeliveryRow(
        source=submission.source,
        file=shown(submission.file, 120),
        sha256=submission.sha256,
        arrived=submission.arrived,
        due=submission.due,
        verdict=submission.verdict,
        state=state_words(submission),
        usable=submission.counts,
        rows_read=submission.rows_read,
        rows_accepted=submission.rows_accepted,
        late=submission.is_late,
        findings=tuple(
            _finding_words(f) for f in submission.findings if f.severity is not Severity.INFO
        ),
    )


def _finding_words(finding: Finding) -> str:
    found = f"found {finding.found}" if finding.found else ""
    expected = f"expected {finding.expected}" if finding.expected else ""
    detail = ", ".join(part for part in (found, expected) if part) or finding.message
    return ": ".join(part for part in (finding.where, detail) if part)


def _absent(missing: MissingDelivery) -> DeliveryRow:
    return DeliveryRow(
        source=missing.source,
        file="",
        sha256="",
        arrived=None,
        due=missing.due,
        verdict=Verdict.MISSING,
        state=named(Verdict.MISSING),
        usable=False,
        rows_read=0,
        rows_accepted=0,
        late=False,
        findings=(),
    )
