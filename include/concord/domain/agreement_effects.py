"""What another version of an agreement does to what was reported: figures before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from concord.domain.agreement import Agreement
from concord.domain.assessment import Assessment
from concord.domain.monthly_report import ReportFacts, monthly_report
from concord.domain.notation import NO_FIGURE, counted, money, period_name
from concord.domain.people import Side
from concord.domain.period import MeasurementPeriod
from concord.domain.report import MonthlyReport
from concord.domain.report_changes import NOTHING_VISIBLE, content_sha256, figures_of


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """One figure of a report, in words, before and after; a dash stands for none."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodEffect:
    """What a version changes in one reported month.

    `credits` holds currency, amount before and amount after, where these differ.
    """

    period: MeasurementPeriod
    figures: tuple[FigureChange, ...]
    credits: tuple[tuple[str, Decimal, Decimal], ...] = ()


def reported_as(
    agreement: Agreement, assessments: Sequence[Assessment], month: MeasurementPeriod
) -> MonthlyReport:
    """Return a month's report as far as its figures go."""
    facts = ReportFacts(agreement=agreement, assessments=assessments)
    return monthly_report(facts, month, audience=Side.CLIENT, latest=None)


def effect_on(before: MonthlyReport, after: MonthlyReport) -> PeriodEffect | None:
    """Return what differs between two reports of one month; None when nothing does."""
    if content_sha256(before) == content_sha256(after):
        return None
    old, new = dict(figures_of(before)), dict(figures_of(after))
    labels = dict.fromkeys((*new, *old))
    changes = tuple(
        FigureChange(
            label=label, before=old.get(label, NO_FIGURE), after=new.get(label, NO_FIGURE)
        )
        for label in labels
        if old.get(label) != new.get(label)
    )
    hidden = FigureChange(label=NOTHING_VISIBLE, before="", after="")
    return PeriodEffect(
        period=before.period,
        figures=changes or (hidden,),
        credits=_credits(before, after),
    )


def _credits(
    before: MonthlyReport, after: MonthlyReport
) -> tuple[tuple[str, Decimal, Decimal], ...]:
    old, new = dict(before.credit_totals), dict(after.credit_totals)
    pairs = (
        (currency, old.get(currency, Decimal(0)), new.get(currency, Decimal(0)))
        for currency in dict.fromkeys((*old, *new))
    )
    return tuple((currency, was, now) for currency, was, now in pairs if was != now)


def effect_words(effects: Sequence[PeriodEffect]) -> str:
    """Return effects in one sentence: how many reported months, and credits before and after."""
    if not effects:
        return "Nothing that was reported changes."
    parts = [counted(len(effects), "reported month changes", "reported months change")]
    parts += [
        f"service credit of {period_name(effect.period)} {money(was, currency)} becomes "
        f"{money(now, currency)}"
        for effect in effects
        for currency, was, now in effect.credits
    ]
    return f"{'; '.join(parts)}."
