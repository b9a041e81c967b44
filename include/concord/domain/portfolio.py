"""The portfolio: all partners side by side, ranked over months in which each of them has data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from concord.domain.agreement import Agreement
from concord.domain.credit import ServiceCredit, sum_of
from concord.domain.kpi import Measurement
from concord.domain.objectives import ObjectiveProgress, objectives_progress
from concord.domain.period import MeasurementPeriod
from concord.domain.score_over_time import MonthlyScores, SpanScore, scores_of
from concord.domain.service_level import Outcome

Months = tuple[MeasurementPeriod, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerFigures:
    """What a partner came to: scores month by month, and the rest over the months asked for.

    `services` are the scores of its services, by name.  `missed` counts the outcomes of
    `rated` ones that fell short.  `credits` and `bonuses` are sums by currency, which are
    never added up; a bonus is what the client owes, and is no part of the credits.
    """

    partner: str
    name: str
    live: bool
    scores: MonthlyScores
    services: tuple[tuple[str, MonthlyScores], ...]
    rated: int
    missed: int
    credits: tuple[tuple[str, Decimal], ...]
    open_issues: int
    bonuses: tuple[tuple[str, Decimal], ...] = ()
    objectives: tuple[ObjectiveProgress, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioRow:
    """One partner in the portfolio.

    `rank` counts from 1 and is shared by equal scores; it is None for a partner that cannot
    be compared, and then `lacking` are the compared months in which it has no score.
    """

    figures: PartnerFigures
    score: SpanScore
    rank: int | None
    lacking: Months = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """All partners over some months.

    Ranked are those that have a score in each of the `compared` months, best first; `beside`
    stand the others, by name.
    """

    months: Months
    compared: Months
    ranked: tuple[PortfolioRow, ...]
    beside: tuple[PortfolioRow, ...]


def partner_figures(
    agreement: Agreement,
    months: Sequence[MeasurementPeriod],
    outcomes: Sequence[Outcome],
    credits_due: Iterable[ServiceCredit],
    *,
    measurements: Iterable[Measurement] = (),
    open_issues: int,
    live: bool,
) -> PartnerFigures:
    """Return what a partner came to in `months`, and how far its objectives are by their end.

    Older outcomes count for its course alone.
    """
    scores, owed = scores_of(agreement, outcomes), tuple(credits_due)
    asked = [o for o in outcomes if any(o.period.end in month for month in months)]
    return PartnerFigures(
        partner=agreement.partner,
        name=agreement.name,
        live=live,
        scores=scores,
        services=_services(agreement, outcomes, scores),
        rated=sum(o.kind.is_rated for o in asked),
        missed=sum(o.kind.is_failure for o in asked),
        credits=_sums(c for c in owed if not c.is_bonus),
        bonuses=tuple((code, -total) for code, total in _sums(c for c in owed if c.is_bonus)),
        open_issues=open_issues,
        objectives=objectives_progress(agreement, measurements, max(months).end),
    )


def _services(
    agreement: Agreement, outcomes: Sequence[Outcome], whole: MonthlyScores
) -> tuple[tuple[str, MonthlyScores], ...]:
    if len(agreement.services) == 1:
        return ((agreement.services[0].name, whole),)
    return tuple(
        (each.name, scores_of(agreement, outcomes, each.id)) for each in agreement.services
    )


def _sums(credits_due: Iterable[ServiceCredit]) -> tuple[tuple[str, Decimal], ...]:
    amounts: dict[str, list[Decimal]] = defaultdict(list)
    for credit in credits_due:
        amounts[credit.currency].append(credit.amount)
    return tuple((currency, sum_of(own)) for currency, own in sorted(amounts.items()))


def portfolio(
    partners: Sequence[PartnerFigures], months: Sequence[MeasurementPeriod]
) -> Portfolio:
    """Return the partners side by side over `months`.

    Compared are the months in which at least half of those partners have a score that have
    one in any: a single early file leaves nobody else behind.
    """
    compared = _compared(partners, months)
    rows = [_row(each, compared) for each in partners]
    return Portfolio(
        months=tuple(months),
        compared=compared,
        ranked=_ranked([row for row in rows if _is_comparable(row)]),
        beside=tuple(sorted((r for r in rows if not _is_comparable(r)), key=_by_name)),
    )


def _is_comparable(row: PortfolioRow) -> bool:
    return row.score.value is not None and not row.lacking


def _compared(partners: Sequence[PartnerFigures], months: Sequence[MeasurementPeriod]) -> Months:
    scored = [own for each in partners if (own := each.scores.months & set(months))]
    return tuple(
        month for month in months if 0 < len(scored) <= 2 * sum(month in own for own in scored)
    )


def _row(figures: PartnerFigures, compared: Months) -> PortfolioRow:
    lacking = tuple(month for month in compared if month not in figures.scores.months)
    score = figures.scores.over(compared)
    return PortfolioRow(figures=figures, score=score, rank=None, lacking=lacking)


def _ranked(rows: Sequence[PortfolioRow]) -> tuple[PortfolioRow, ...]:
    ordered = sorted(sorted(rows, key=_by_name), key=_value, reverse=True)
    first: dict[Fraction, int] = {}
    for place, row in enumerate(ordered, start=1):
        first.setdefault(_value(row), place)
    return tuple(replace(row, rank=first[_value(row)]) for row in ordered)


def _value(row: PortfolioRow) -> Fraction:
    return row.score.value or Fraction(0)


def _by_name(row: PortfolioRow) -> tuple[str, str]:
    return row.figures.name.casefold(), row.figures.partner
