"""The JSON of `concord backtest`: a versioned contract, see backtest.schema.json."""

from __future__ import annotations

from concord.domain.backtest import Backtest, CreditPair, OutcomePair
from concord.domain.kpi import as_text
from concord.domain.service_level import Outcome

SCHEMA = "concord.backtest/1"

Json = dict[str, object]


def document(found: Backtest, acting: str, draft: str, *, always: bool) -> Json:
    """Return both sides of a backtest; `acting` and `draft` are the agreements' versions."""
    return {
        "schema": SCHEMA,
        "partner": found.partner,
        "from": found.first.isoformat(),
        "to": found.last.isoformat(),
        "agreements": {"before": acting, "after": draft, "newest_terms_always": always},
        "outcomes": [_outcome_pair(pair) for pair in found.outcomes],
        "credits": [_credit_pair(pair) for pair in found.credits],
        "totals": [
            {
                "currency": currency,
                "before": as_text(before),
                "after": as_text(after),
                "difference": as_text(after - before),
            }
            for currency, (before, after) in found.totals.items()
        ],
    }


def _outcome_pair(pair: OutcomePair) -> Json:
    return {
        "service_level": pair.service_level,
        "service": pair.service,
        "period": str(pair.period),
        "dimension": dict(pair.dimension),
        "differs": pair.differs,
        "before": _outcome(pair.before),
        "after": _outcome(pair.after),
    }


def _outcome(outcome: Outcome | None) -> Json | None:
    if outcome is None:
        return None
    return {
        "outcome": outcome.kind,
        "band": outcome.band,
        "value": as_text(outcome.value),
        "compared_value": as_text(outcome.compared_value),
        "points": as_text(outcome.points),
        "repeat": outcome.repeat,
    }


def _credit_pair(pair: CreditPair) -> Json:
    return {
        "service": pair.service,
        "period": str(pair.period),
        "currency": pair.currency,
        "is_bonus": pair.is_bonus,
        "before": as_text(pair.before),
        "after": as_text(pair.after),
        "difference": as_text(pair.difference),
    }
