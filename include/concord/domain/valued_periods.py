"""What periods come to together: defaults by number, repeats, points and credits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from concord.domain.agreement import Agreement
from concord.domain.assessment import Assessment
from concord.domain.charges import ChargeBook
from concord.domain.credit import ServiceCredit, valuation, with_repeats
from concord.domain.period import MeasurementPeriod
from concord.domain.service_level import Outcome, with_defaults
from concord.domain.unknown_charges import unknown_charges


def valued_periods(
    agreement: Agreement, drafts: Sequence[Assessment], book: ChargeBook
) -> Iterator[Assessment]:
    """Yield assessments with defaults by number, repeats, points and credits, worked out over all.

    `drafts` are those of every period of a partner, under one agreement.
    """
    drafted = (outcome for draft in drafts for outcome in draft.outcomes)
    defaulted = with_defaults(drafted, agreement.service_levels, agreement.calendar)
    found = valuation(agreement.credit_terms(book), with_repeats(defaulted, agreement.opening))
    unknown = unknown_charges(agreement.credits, agreement.service_levels, found.outcomes, book)
    credited: dict[MeasurementPeriod, list[ServiceCredit]] = defaultdict(list)
    for credit in found.credits:
        credited[credit.period].append(credit)
    rated: dict[MeasurementPeriod, list[Outcome]] = defaultdict(list)
    for outcome in found.outcomes:
        rated[outcome.period].append(outcome)
    for draft in drafts:
        yield replace(
            draft,
            outcomes=tuple(rated[draft.period]),
            credits=tuple(credited[draft.period]),
            unknown_charges=unknown.get(draft.period, ()),
        )
