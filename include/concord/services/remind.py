"""Remind of contract dates, rung by rung, until somebody records a decision."""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import date, datetime, time

from concord.domain.agreement import Agreement
from concord.domain.contract import (
    OVERDUE_DAYS,
    Contract,
    Obligation,
    Reminder,
    due_reminder,
    ladder_of,
    obligations,
    overdue,
)
from concord.domain.decision import NotDecidableError, choices, open_obligations
from concord.domain.errors import KeyReusedWithOtherContentError
from concord.domain.message import Attachment, MessageKind
from concord.domain.people import Person
from concord.domain.reminder_letter import reminder_letter
from concord.domain.reminder_readers import reminder_readers
from concord.ports import CalendarWriter, Decision, Store
from concord.services.correspondence import Correspondence, Subject

_log = logging.getLogger(__name__)


def remind(
    agreement: Agreement,
    *,
    store: Store,
    correspondence: Correspondence,
    calendar: CalendarWriter,
    now: datetime,
) -> tuple[Reminder, ...]:
    """Mail what is due and was not mailed yet; return the latest rung due of each open duty.

    Nothing is mailed before the day from which the agreement has effects.
    """
    if agreement.contract is None:
        return ()
    today = _today(agreement, now)
    reminders = _due(agreement, agreement.contract, store, today)
    if agreement.has_effects_on(today):
        for reminder in reminders:
            _mail(agreement, agreement.contract, reminder, store, correspondence, calendar, now)
    return reminders


def reminded(agreement: Agreement, reminder: Reminder, now: datetime) -> tuple[Person, ...]:
    """Return who is reminded: the contract's owners, deputies standing in for who is away."""
    return reminder_readers(agreement, reminder, _today(agreement, now))


def decide(
    agreement: Agreement,
    obligation_key: str,
    decision: str,
    by: str,
    note: str,
    *,
    store: Store,
    now: datetime,
) -> Decision:
    """Record what `by` decided about a duty; return the decision that stands.

    The first decision stands; given once more, it changes nothing.  Raises
    NotDecidableError when another one stands, when the duty does not lie ahead, when the
    decision does not fit it, or when nobody has the id `by`.
    """
    given = Decision(
        partner=agreement.partner,
        obligation=obligation_key,
        decision=decision,
        by=by,
        at=now,
        note=note,
    )
    with store.transaction() as tx:
        standing = _decided(tx.decisions.of_partner(agreement.partner)).get(obligation_key)
        if standing is None:
            _check(agreement, given, _today(agreement, now))
            tx.decisions.record(given)
            return given
    if standing.decision != decision:
        message = f"{standing.by} decided on {standing.at:%Y-%m-%d} already: {standing.decision}."
        raise NotDecidableError(message)
    return standing


def _today(agreement: Agreement, now: datetime) -> date:
    return now.astimezone(agreement.organisation.zone).date()


def _decided(decisions: tuple[Decision, ...]) -> dict[str, Decision]:
    return {decision.obligation: decision for decision in decisions}


def _due(
    agreement: Agreement, contract: Contract, store: Store, today: date
) -> tuple[Reminder, ...]:
    with store.transaction() as tx:
        decided = _decided(tx.decisions.of_partner(agreement.partner))
    ours = agreement.organisation.calendar
    answers = {key: given.decision for key, given in decided.items()}
    due = (
        due_reminder(obligation, today, _ladder(obligation, contract, agreement, today))
        for obligation in open_obligations(contract, ours, today, answers)
    )
    return tuple(reminder for reminder in due if reminder is not None)


def _ladder(
    obligation: Obligation, contract: Contract, agreement: Agreement, today: date
) -> tuple[int, ...]:
    """Return the rungs before a date, or those after it; none where it passed as history."""
    if obligation.latest_date >= today:
        return ladder_of(obligation, contract, agreement.organisation.calendar)
    return OVERDUE_DAYS if agreement.has_effects_on(obligation.latest_date) else ()


def _mail(
    agreement: Agreement,
    contract: Contract,
    reminder: Reminder,
    store: Store,
    correspondence: Correspondence,
    calendar: CalendarWriter,
    now: datetime,
) -> None:
    # The partner is part of it: two contracts may well have the same reference.
    about = f"{agreement.partner}/{reminder.obligation.key}"
    people = reminded(agreement, reminder, now)
    if not people:
        _log.warning("reminder %s of %s reaches nobody", reminder.rung, about)
    # A rung that was mailed is done, even if its words have changed since.
    with suppress(KeyReusedWithOtherContentError), store.transaction() as tx:
        correspondence.send_letter(
            tx,
            Subject(kind=MessageKind.REMINDER, about=about, revision=reminder.rung),
            reminder_letter(agreement, contract, reminder),
            people,
            now,
            (_entry(agreement, reminder, calendar),),
        )


def _entry(agreement: Agreement, reminder: Reminder, calendar: CalendarWriter) -> Attachment:
    # Stamped with the rung's day, not with now: a rung is the same mail on every day.
    stamp = datetime.combine(reminder.due, time(), agreement.organisation.zone)
    return Attachment(
        name=f"{reminder.obligation.kind}-{reminder.obligation.subject}.ics",
        media_type="text/calendar",
        content=calendar.reminder(agreement.partner, reminder, stamp),
    )


def _check(agreement: Agreement, given: Decision, today: date) -> None:
    ahead = _ahead(agreement, today)
    if given.obligation not in ahead:
        message = (
            f"{agreement.name} has no duty {given.obligation!r} ahead; "
            f"those ahead: {', '.join(ahead) or 'none'}."
        )
        raise NotDecidableError(message)
    possible = choices(ahead[given.obligation].kind)
    if given.decision not in possible:
        message = f"{given.decision!r} is not one of {', '.join(possible)}."
        raise NotDecidableError(message)
    if agreement.person(given.by) is None:
        ids = ", ".join(person.id for person in agreement.people)
        message = f"{given.by!r} is nobody's id; those of {agreement.name} are {ids or 'none'}."
        raise NotDecidableError(message)


def _ahead(agreement: Agreement, today: date) -> dict[str, Obligation]:
    if agreement.contract is None:
        return {}
    ahead = obligations(agreement.contract, agreement.organisation.calendar, today)
    late = overdue(agreement.contract, agreement.organisation.calendar, today)
    return {obligation.key: obligation for obligation in (*late, *ahead)}
