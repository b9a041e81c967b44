"""The JSON of `concord portfolio`: a versioned contract, see portfolio.schema.json."""

from __future__ import annotations

from concord.domain.conversion import Conversion
from concord.domain.kpi import as_text
from concord.domain.objectives import ObjectiveProgress
from concord.domain.portfolio import Months, Portfolio, PortfolioRow
from concord.domain.score_over_time import SpanScore

SCHEMA = "concord.portfolio/1"

Json = dict[str, object]


def document(found: Portfolio, conversion: Conversion | None) -> Json:
    """Return the whole document, the ranked partners first."""
    return {
        "schema": SCHEMA,
        "months": _months(found.months),
        "compared": _months(found.compared),
        "conversion": None if conversion is None else _conversion(conversion),
        "partners": [_partner(row, found, conversion) for row in (*found.ranked, *found.beside)],
    }


def _months(months: Months) -> list[str]:
    return [str(month) for month in months]


def _conversion(conversion: Conversion) -> Json:
    return {
        "to": conversion.to,
        "rates": [
            {
                "currency": each.currency,
                "rate": as_text(each.rate),
                "source": each.source,
                "date": each.day.isoformat(),
            }
            for each in conversion.rates
        ],
    }


def _partner(row: PortfolioRow, found: Portfolio, conversion: Conversion | None) -> Json:
    figures = row.figures
    return {
        "partner": figures.partner,
        "name": figures.name,
        "live": figures.live,
        "rank": row.rank,
        "without_score_in": _months(row.lacking),
        "score": _score(row.score),
        "services": [
            {"name": name, "score": _score(scores.over(found.compared))}
            for name, scores in figures.services
        ],
        "scores": [
            {"month": str(month), "value": as_text(figures.scores.of(month).value)}
            for month in found.months
        ],
        "course": figures.scores.course,
        "rated": figures.rated,
        "missed": figures.missed,
        "credits": [
            {"currency": currency, "amount": as_text(amount)}
            for currency, amount in figures.credits
        ],
        "credits_converted": None
        if conversion is None
        else as_text(conversion.total(figures.credits)),
        "bonuses": [
            {"currency": currency, "amount": as_text(amount)}
            for currency, amount in figures.bonuses
        ],
        "open_issues": figures.open_issues,
        "objectives": [_objective(one) for one in figures.objectives],
    }


def _objective(one: ObjectiveProgress) -> Json:
    latest = one.latest
    return {
        "id": one.objective.id,
        "what": one.objective.what,
        "kpi": one.kpi.id,
        "unit": one.kpi.unit,
        "direction": one.objective.target.direction,
        "target": as_text(one.objective.target.limit),
        "target_upper": as_text(one.objective.target.upper),
        "from": None if one.since is None else one.since.isoformat(),
        "by": one.objective.by.isoformat(),
        "baseline": as_text(one.baseline),
        "value": None if latest is None else as_text(latest.value),
        "period": None if latest is None else str(latest.period),
        "progress": as_text(one.progress),
        "expected": as_text(one.expected),
        "state": one.state,
    }


def _score(score: SpanScore) -> Json:
    return {
        "value": as_text(score.value),
        "months": _months(score.months),
        "of": score.of,
        "unscored": list(score.unscored),
    }
