"""What a report states as label and figure, and what differs from the version before."""

from __future__ import annotations

import hashlib
import json

from concord.domain.credit import CreditModel
from concord.domain.kpi import as_text
from concord.domain.notation import figure, money, number, result_words
from concord.domain.report import CreditRow, Figures, MonthlyReport, ServiceLevelRow

NOTHING_VISIBLE = "Figures changed by less than the digits that are shown."


def figures_of(report: MonthlyReport) -> Figures:
    """Return the figures by which two versions are told apart.

    Where an issue stands, which dates lie ahead and which files came again are no figures:
    they alone never make a new version.
    """
    rows = (*report.service_levels, *report.breakdown)
    score = "none" if report.score is None else f"{number(report.score, 1)} of 100"
    return (
        ("Overall score", score),
        *((_label(row), _result(row)) for row in rows),
        *((_credit_label(c), money(c.amount, c.currency)) for c in report.credits),
    )


def _label(row: ServiceLevelRow) -> str:
    return ", ".join(part for part in (row.service, row.name, row.dimension) if part)


def _credit_label(credit: CreditRow) -> str:
    what = "Bonus" if credit.is_bonus else "Service credit"
    return ", ".join((what, credit.service, *_named(credit.regime)))


def _named(regime: str) -> tuple[str, ...]:
    return () if regime == CreditModel.POINTS else (regime,)


def _result(row: ServiceLevelRow) -> str:
    value = figure(row.value, row.unit, row.agreed)
    parts = [value, row.target, result_words(row.kind, row.band)]
    return ", ".join(part for part in parts if part)


def content_sha256(report: MonthlyReport) -> str:
    """Return the content hash of a report's figures, exact to the last digit."""
    exact = [
        [_label(row), row.kind, row.band, row.target, as_text(row.value), as_text(row.points)]
        for row in (*report.service_levels, *report.breakdown)
    ]
    # Reports that went out while points were the only regime keep their hash.
    amounts = [
        [c.service, c.currency, str(c.amount), str(c.points), *_named(c.regime)]
        for c in report.credits
    ]
    content = json.dumps(["v1", as_text(report.score), exact, amounts], ensure_ascii=True)
    return hashlib.sha256(content.encode()).hexdigest()


def changes_between(before: Figures, after: Figures) -> tuple[str, ...]:
    """Return a sentence for each figure that came, went or differs, in the new order."""
    old, new = dict(before), dict(after)
    if not old:
        return (NOTHING_VISIBLE,)
    said = [
        f"{label}: {value} (was {old[label]})" if label in old else f"{label}: {value} (new)"
        for label, value in new.items()
        if old.get(label) != value
    ]
    said += [
        f"{label}: no longer reported (was {value})"
        for label, value in old.items()
        if label not in new
    ]
    return tuple(said) or (NOTHING_VISIBLE,)
