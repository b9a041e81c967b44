"""Whether the delivered rows tell of the single days that a share of days counts."""

from __future__ import annotations

from collections.abc import Iterable

from concord.adapters.agreement_files.section import Section
from concord.domain.period import PeriodLength, PeriodRule
from concord.domain.service_level import Terms
from concord.domain.source import Source


def check_single_days(
    section: Section, terms: Iterable[Terms], period: PeriodRule, source: Source | None
) -> None:
    """Report a share of days over a single day, or of rows that lie in no single day."""
    if all(agreed.share_of_days is None for agreed in terms):
        return
    if period is PeriodLength.DAY:
        found, expected = "a share of days of a single day", "a period of several days"
    elif source is None:
        found, expected = "a share of days of deliveries", "a target for the whole period"
    elif source.day_column is None and source.covers is not PeriodLength.DAY:
        found = f"a share of days of {source.id}, whose rows have no day"
        expected = f"a target for the whole period, or a day_column in {source.id}"
    else:
        return
    section.remarks.error(
        section.place_of("period"), "period-does-not-fit", found=found, expected=expected
    )
