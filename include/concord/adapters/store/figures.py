"""Measurements, outcomes and credits as rows, in the order of their tables' columns."""

import json
from decimal import Decimal

from concord.adapters.store.codec import (
    fraction_of,
    fraction_text,
    json_text,
    optional_decimal_of,
    optional_fraction_of,
    optional_fraction_text,
    optional_period_of,
    pairs_of,
    period_of,
    period_text,
    target_of,
    target_text,
    words_of,
)
from concord.adapters.store.outcome_parts import (
    basis_of,
    basis_text,
    excluded_of,
    excluded_text,
)
from concord.domain.credit import CreditLine, LineKind, ServiceCredit
from concord.domain.kpi import Measurement
from concord.domain.service_level import Outcome, OutcomeKind

Values = tuple[object, ...]


def measurement_row(measurement: Measurement) -> Values:
    """Return the columns of a measurement after its place."""
    return (
        measurement.kpi,
        measurement.service,
        period_text(measurement.period),
        json_text(measurement.dimension),
        measurement.unit,
        optional_fraction_text(measurement.value),
        optional_fraction_text(measurement.numerator),
        optional_fraction_text(measurement.denominator),
        fraction_text(measurement.volume),
        json_text(measurement.submissions),
    )


def measurement_of(  # noqa: PLR0913, PLR0917 -- one argument a column
    kpi: str,
    service: str,
    period: str,
    dimension: str,
    unit: str,
    value: str | None,
    numerator: str | None,
    denominator: str | None,
    volume: str,
    submissions: str,
) -> Measurement:
    """Return the measurement that `measurement_row` wrote."""
    return Measurement(
        kpi=kpi,
        service=service,
        period=period_of(period),
        dimension=pairs_of(dimension),
        unit=unit,
        value=optional_fraction_of(value),
        numerator=optional_fraction_of(numerator),
        denominator=optional_fraction_of(denominator),
        volume=fraction_of(volume),
        submissions=words_of(submissions),
    )


def outcome_row(outcome: Outcome) -> Values:
    """Return the columns of an outcome after its place."""
    return (
        outcome.service_level,
        outcome.kpi,
        outcome.service,
        period_text(outcome.period),
        json_text(outcome.dimension),
        outcome.kind.value,
        outcome.band,
        optional_fraction_text(outcome.value),
        optional_fraction_text(outcome.compared_value),
        target_text(outcome.target),
        optional_fraction_text(outcome.volume),
        fraction_text(outcome.completeness),
        None if outcome.points is None else str(outcome.points),
        outcome.repeat,
        excluded_text(outcome.excluded),
        basis_text(outcome),
    )


def outcome_of(  # noqa: PLR0913, PLR0917 -- one argument a column
    service_level: str,
    kpi: str,
    service: str,
    period: str,
    dimension: str,
    kind: str,
    band: str | None,
    value: str | None,
    compared_value: str | None,
    target: str | None,
    volume: str | None,
    completeness: str,
    points: str | None,
    repeat: bool,  # noqa: FBT001 -- a column too
    excluded: str,
    basis: str,
) -> Outcome:
    """Return the outcome that `outcome_row` wrote."""
    days, parts = basis_of(basis)
    return Outcome(
        service_level=service_level,
        kpi=kpi,
        service=service,
        period=period_of(period),
        dimension=pairs_of(dimension),
        kind=OutcomeKind(kind),
        band=band,
        value=optional_fraction_of(value),
        compared_value=optional_fraction_of(compared_value),
        target=target_of(target),
        volume=optional_fraction_of(volume),
        completeness=fraction_of(completeness),
        points=optional_decimal_of(points),
        repeat=repeat,
        excluded=excluded_of(excluded),
        days=days,
        target_parts=parts,
    )


def credit_row(credit: ServiceCredit) -> Values:
    """Return the columns of a service credit after its place."""
    return (
        credit.service,
        period_text(credit.period),
        str(credit.amount),
        credit.currency,
        None if credit.points is None else str(credit.points),
        credit.capped,
        json_text([_line_parts(line) for line in credit.lines]),
        credit.regime,
    )


def _line_parts(line: CreditLine) -> list[str | None]:
    period = None if line.outcome_period is None else period_text(line.outcome_period)
    return [line.cause, str(line.amount), line.kind.value, line.how, line.service_level, period]


def credit_of(
    service: str,
    period: str,
    amount: str,
    currency: str,
    points: str | None,
    capped: bool,  # noqa: FBT001 -- a column too
    lines: str,
    regime: str,
) -> ServiceCredit:
    """Return the service credit that `credit_row` wrote, or an earlier version of it."""
    return ServiceCredit(
        service=service,
        regime=regime,
        period=period_of(period),
        amount=Decimal(amount),
        currency=currency,
        points=optional_decimal_of(points),
        capped=capped,
        lines=tuple(_line_of(*parts) for parts in json.loads(lines)),
    )


def _line_of(
    cause: str,
    amount: str,
    kind: str = LineKind.FAILURE.value,
    how: str = "",
    service_level: str | None = None,
    period: str | None = None,
) -> CreditLine:
    """Return a line; those written before kinds were kept are a cause and an amount."""
    return CreditLine(
        kind=LineKind(kind),
        cause=cause,
        amount=Decimal(amount),
        how=how,
        service_level=service_level,
        outcome_period=optional_period_of(period),
    )
