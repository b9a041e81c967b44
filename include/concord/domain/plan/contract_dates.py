"""The plan's contract dates: notice, term end and reviews, with every rung of their ladders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from concord.domain.agreement import Agreement
from concord.domain.contract import (
    LADDER_DAYS,
    Contract,
    Obligation,
    ObligationKind,
    Reminder,
    ladder_of,
    obligations,
)
from concord.domain.message import MessageKind
from concord.domain.plan.entry import PlanKind, PlannedEntry, PlannedMail
from concord.domain.reminder_readers import reminder_readers

_LAST_DAY = {
    ObligationKind.NOTICE: "last day for notice",
    ObligationKind.TERM_END: "end of the contract",
    ObligationKind.REVIEW: "contract review",
    ObligationKind.OBLIGATION: "last day of an obligation",
}
_KIND = {
    ObligationKind.NOTICE: PlanKind.NOTICE,
    ObligationKind.TERM_END: PlanKind.TERM_END,
    ObligationKind.REVIEW: PlanKind.REVIEW,
    ObligationKind.OBLIGATION: PlanKind.OBLIGATION,
}


def contract_dates(agreement: Agreement, first: date, last: date) -> Iterator[PlannedEntry]:
    """Yield the dates that matter, the days to act by, and the reminders of them."""
    contract = agreement.contract
    if contract is None:
        return
    for obligation in _ahead(agreement, contract, first, last):
        yield from _dates(agreement, contract, obligation)
        yield from _reminders(agreement, contract, obligation)


def _dates(
    agreement: Agreement, contract: Contract, obligation: Obligation
) -> Iterator[PlannedEntry]:
    """Yield the date itself, and the day to act by where that is an earlier one.

    The day to act by bears the duty's own identity, as it does in reminders: a calendar that
    has both keeps one.
    """
    what = _named(obligation)
    latest = PlannedEntry(
        partner=agreement.partner,
        kind=_KIND[obligation.kind],
        identity=obligation.key,
        day=obligation.latest_date,
        what=what,
        who=_who(agreement, contract, obligation),
    )
    if obligation.act_by == obligation.latest_date:
        yield latest
        return
    yield replace(latest, identity=f"latest/{obligation.key}")
    yield replace(latest, kind=PlanKind.ACT_BY, day=obligation.act_by, what=f"act by, {what}")


def _reminders(
    agreement: Agreement, contract: Contract, obligation: Obligation
) -> Iterator[PlannedEntry]:
    for days in ladder_of(obligation, contract, agreement.organisation.calendar):
        due = obligation.latest_date - timedelta(days=days)
        reminder = Reminder(obligation=obligation, days_before=days, due=due)
        yield PlannedEntry(
            partner=agreement.partner,
            kind=PlanKind.REMINDER,
            identity=f"reminder/{obligation.key}/{reminder.rung}",
            day=due,
            what=f"reminder, {reminder.rung} before {_named(obligation)}",
            who=_who(agreement, contract, obligation),
            mail=_mail(agreement, reminder),
        )


def _named(obligation: Obligation) -> str:
    subject = obligation.agreed.what if obligation.agreed else obligation.subject
    return f"{_LAST_DAY[obligation.kind]}: {subject}"


def _mail(agreement: Agreement, reminder: Reminder) -> PlannedMail | None:
    if not agreement.has_effects_on(reminder.due):
        return None
    readers = reminder_readers(agreement, reminder, reminder.due)
    return PlannedMail(kind=MessageKind.REMINDER, readers=tuple(p.id for p in readers))


def _who(agreement: Agreement, contract: Contract, obligation: Obligation) -> tuple[str, ...]:
    if obligation.agreed is not None:
        return (obligation.agreed.owner,)
    return tuple(person for person in (agreement.owner, contract.backup_owner) if person)


def _ahead(
    agreement: Agreement, contract: Contract, first: date, last: date
) -> tuple[Obligation, ...]:
    """Return every duty of which a rung may fall before or on `last`."""
    calendar = agreement.organisation.calendar
    horizon = last + timedelta(days=max(LADDER_DAYS))
    found: dict[str, Obligation] = {}
    day = first
    while ahead := [o for o in obligations(contract, calendar, day) if o.latest_date <= horizon]:
        found.update({obligation.key: obligation for obligation in ahead})
        day = ahead[0].latest_date + timedelta(days=1)
    return tuple(found.values())
