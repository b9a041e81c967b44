"""Contract dates of a report: what falls due soon, and what was not done in time."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import assert_never

from concord.domain.agreement import Agreement
from concord.domain.contract import Obligation, ObligationKind, obligations, overdue
from concord.domain.notation import day, shown
from concord.domain.people import Side
from concord.domain.report import DateRow

DAYS_AHEAD = timedelta(days=90)
_DATES_FOR = {
    Side.CLIENT: frozenset(ObligationKind),
    Side.PARTNER: frozenset({ObligationKind.REVIEW, ObligationKind.OBLIGATION}),
}


def date_rows(
    agreement: Agreement, decided: Collection[str], as_of: datetime, audience: Side
) -> tuple[DateRow, ...]:
    """Return what falls due within 90 days of the data, as `audience` may see it.

    `decided` are the keys of obligations that somebody has settled.
    """
    if agreement.contract is None:
        return ()
    today = as_of.astimezone(agreement.zone).date()
    ours = agreement.organisation.calendar
    owed = overdue(agreement.contract, ours, today)
    late = tuple(duty for duty in owed if agreement.has_effects_on(duty.latest_date))
    return tuple(
        DateRow(
            what=f"{_duty(duty)}{', overdue' if duty in late else ''}",
            latest=duty.latest_date,
            act_by=duty.act_by,
        )
        for duty in (*late, *obligations(agreement.contract, ours, today))
        if duty.kind in _DATES_FOR[audience]
        and duty.act_by <= today + DAYS_AHEAD
        and duty.key not in decided
    )


def _duty(duty: Obligation) -> str:
    reference = shown(duty.subject)
    match duty.kind:
        case ObligationKind.NOTICE:
            return f"Last day for notice, {reference} (term ends {day(duty.term_end)})"
        case ObligationKind.TERM_END:
            return f"Term ends, {reference}"
        case ObligationKind.REVIEW:
            return f"Contract review, {reference}"
        case ObligationKind.OBLIGATION:
            return shown(duty.agreed.what) if duty.agreed else reference
        case _:  # pragma: no cover
            assert_never(duty.kind)
