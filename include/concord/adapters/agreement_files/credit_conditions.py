"""Read what every credit regime may state: caps, minimum, rounding and earn-back."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.bonuses import read_bonuses
from concord.adapters.agreement_files.credit_scene import Scene
from concord.adapters.agreement_files.level_settings import read_rounding
from concord.adapters.agreement_files.model.credit_parts import CAP, CRITICAL, EARN_BACK, YEARS
from concord.adapters.agreement_files.section import Section
from concord.domain.credit import (
    NO_CAP,
    AverageOverYear,
    Cap,
    ChargedFor,
    CreditYear,
    CriticalFailure,
    EarnBack,
    MetInEachOfNext,
    Regime,
)
from concord.domain.quantity import QuantityError, Span, SpanUnit

AnyRegime = TypeVar("AnyRegime", bound=Regime)


def with_conditions(section: Section, regime: AnyRegime, scene: Scene) -> AnyRegime:
    """Return a regime with what bounds its credits and gives them back."""
    minimum = section.read("minimum", quantities.not_negative)
    return replace(
        regime,
        cap=_cap(section),
        charged_for=section.word("charges_of", ChargedFor) or ChargedFor.MONTH,
        minimum=regime.minimum if minimum is None else minimum,
        rounding=read_rounding(section),
        earn_back=_earn_back(section),
        bonuses=read_bonuses(section, regime.service, scene),
        bonus_offsets=section.flag("bonus_offsets", default=False),
    )


def _cap(section: Section) -> Cap:
    table = section.table_of("cap")
    if table is None:
        return NO_CAP
    cap = Section(table, section.remarks, CAP)
    return Cap(
        month=cap.read("month", quantities.share),
        year=cap.read("year", quantities.share),
        year_is=cap.word("year_is", CreditYear) or NO_CAP.year_is,
    )


def _earn_back(section: Section) -> EarnBack | None:
    table = section.table_of("earn_back")
    if table is None:
        return None
    earned = Section(table, section.remarks, EARN_BACK)
    if "met_in_each_of_next" in earned and "average_over" in earned:
        section.remarks.error(
            earned.place_of("average_over"),
            "does-not-fit",
            found="two ways to earn credits back",
            expected="one of met_in_each_of_next and average_over",
        )
        return None
    if "average_over" in earned:
        written = earned.written("average_over")
        year = None if written is None else earned.choice(written, YEARS)
        return None if year is None else AverageOverYear(year_is=_year(year))
    earned.require("met_in_each_of_next", "a span such as 3 months, or average_over")
    span = earned.read("met_in_each_of_next", whole_months)
    return None if span is None else MetInEachOfNext(span=span)


def _year(words: str) -> CreditYear:
    kind = words.removesuffix("year").strip()
    return CreditYear(kind) if kind else CreditYear.CONTRACT


def whole_months(text: str) -> Span:
    """Read a span of months or years."""
    found = quantities.positive_span(text)
    if found.unit in {SpanUnit.MONTH, SpanUnit.YEAR}:
        return found
    raise QuantityError(text, "a span of whole months, such as 3 months or 1 year")


def read_critical(section: Section) -> CriticalFailure | None:
    """Return from how many points on a critical failure is declared."""
    table = section.table_of("critical")
    if table is None:
        return None
    critical = Section(table, section.remarks, CRITICAL)
    critical.require("points", "a number of points")
    critical.require("within", "a span such as 6 months")
    points = critical.read("points", quantities.not_negative)
    within = critical.read("within", whole_months)
    if points is None or within is None:
        return None
    return CriticalFailure(points=points, within=within)
