"""A partner of made-up figures, assessed by the services in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

from concord.domain.agreement import Agreement
from concord.domain.assessment import Assessment
from concord.domain.charges import ChargeTerms
from concord.domain.contract import Contract
from concord.domain.credit import CreditRegime
from concord.domain.period import MeasurementPeriod
from concord.domain.source import ColumnType, Source
from concord.domain.submission import Submission
from concord.services.assess import assessed_under
from tests.builders import (
    agreement,
    at_least,
    bands,
    column,
    expression,
    kpi,
    months,
    period,
    service,
    service_level,
    source,
    submission,
    terms,
)
from tests.fakes_observations import FakeObservations
from tests.oracles.credit_models import Level, Series

FIRST = "2025-01"
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
ALL = 1_000
CONTRACT = Contract(reference="MSA-1", start=date(2025, 1, 1), end=date(2029, 12, 31))


@dataclass(frozen=True, kw_only=True)
class Partner:
    """Levels with their figures by months from January 2025 on, charges, and regimes."""

    levels: Mapping[str, tuple[Level, Series]]
    charges: Sequence[Fraction]
    regimes: Sequence[CreditRegime] = ()
    contract: Contract | None = field(default=CONTRACT)

    @property
    def months(self) -> tuple[MeasurementPeriod, ...]:
        return tuple(period(month) for month in months(FIRST, len(self.charges)))

    def agreement(self) -> Agreement:
        """Return what was agreed with it."""
        return agreement(
            services=(service(charges=ChargeTerms(months=self._billed())),),
            sources=(self._source(),),
            kpis=tuple(
                kpi(
                    id=name,
                    numerator=expression(f'sum("{name}_good")', f"{name}_good"),
                    denominator=expression(f'sum("{name}_all")', f"{name}_all"),
                    by=(),
                )
                for name in self.levels
            ),
            service_levels=tuple(
                service_level(
                    id=name,
                    kpi=name,
                    terms=(
                        terms(
                            target=at_least(_text(level.target)),
                            bands=bands(
                                level.beyond or None,
                                **{band: _text(edge) for band, edge in level.bands},
                            ),
                        ),
                    ),
                )
                for name, (level, _) in self.levels.items()
            ),
            credits=tuple(self.regimes),
            contract=self.contract,
        )

    def _billed(self) -> Mapping[MeasurementPeriod, Decimal]:
        """Return the charges of the whole first year: nothing where none are given."""
        known = dict(zip(self.months, self.charges, strict=True))
        year = (period(month) for month in months(FIRST, 12))
        return {month: Decimal(_text(known.get(month, Fraction(0)))) for month in year}

    def _source(self) -> Source:
        counts = (f"{name}_{part}" for name in self.levels for part in ("good", "all"))
        return source(
            columns=(column("date", ColumnType.DATE), *map(column, counts)), key=("date",)
        )

    def assessed(self) -> dict[str, Assessment]:
        """Return the assessments by months."""
        observations, submissions = self._delivered()
        found = assessed_under(self.agreement(), submissions, observations, NOW)
        return {str(assessment.period): assessment for assessment in found}

    def _delivered(self) -> tuple[FakeObservations, tuple[Submission, ...]]:
        observations, found = FakeObservations(), []
        for number, month in enumerate(self.months):
            row: dict[str, date | int] = {"date": month.start}
            for name, (_, series) in self.levels.items():
                value = series[number]
                row[f"{name}_all"] = 0 if value is None else ALL
                row[f"{name}_good"] = 0 if value is None else int(value * ALL / 100)
            file = observations.add(self._source(), month, [row])
            found.append(submission(str(month), observations=file.observations))
        return observations, tuple(found)


def _text(number: Fraction) -> str:
    """Write a figure of few decimals."""
    text = f"{Decimal(number.numerator) / Decimal(number.denominator):f}"
    assert Fraction(text) == number
    return text


def owed(partner: Partner) -> list[Fraction]:
    """Return what is owed in each month, over all regimes."""
    assessed = partner.assessed()
    return [
        sum((Fraction(c.amount) for c in assessed[str(month)].credits), Fraction(0))
        for month in partner.months
    ]
