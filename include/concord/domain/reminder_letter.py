"""The letter that reminds of a contractual duty: what, by when, how, and what if not."""

from __future__ import annotations

import shlex
from typing import assert_never

from concord.domain.agreement import Agreement
from concord.domain.contract import (
    Contract,
    EvidenceKind,
    Obligation,
    ObligationKind,
    Reminder,
)
from concord.domain.decision import choices
from concord.domain.letter import Letter, Tone
from concord.domain.notation import day

URGENT_DAYS = 14
"""From so many days before the last day on, a reminder is urgent and rises to the sponsors."""


def reminder_letter(agreement: Agreement, contract: Contract, reminder: Reminder) -> Letter:
    """Return the letter for one rung.

    It says nothing that changes from day to day, so that a rung is the same mail on each.
    """
    obligation = reminder.obligation
    return Letter(
        title=_title(agreement, obligation),
        tone=_tone(reminder),
        paragraphs=(
            *_situation(agreement, contract, obligation),
            *_how_to_end_it(agreement, obligation),
        ),
        facts=_facts(agreement, contract, reminder),
        why=f"Sent to those who answer for {_what(agreement, obligation)}, {_when(reminder)}.",
    )


def _how_to_end_it(agreement: Agreement, obligation: Obligation) -> tuple[str, str]:
    command = _command(agreement, obligation)
    if obligation.agreed is not None:
        return (
            f"Once it is done, the client records it with: {command}",
            "The reminders go on until it is recorded as done; an acknowledgement is not enough.",
        )
    return (
        f"Record the decision with: {command}",
        "The reminders go on until a decision is recorded; an acknowledgement is not one.",
    )


def _what(agreement: Agreement, obligation: Obligation) -> str:
    what = "this obligation under" if obligation.agreed is not None else ""
    return f"{what} the contract with {agreement.name}".strip()


def _when(reminder: Reminder) -> str:
    if reminder.is_overdue:
        return reminder.rung
    return f"{reminder.rung} before the last day that counts"


def _title(agreement: Agreement, obligation: Obligation) -> str:
    by = day(obligation.act_by)
    match obligation.kind:
        case ObligationKind.NOTICE:
            return f"{agreement.name}: renew or give notice on {obligation.subject} by {by}"
        case ObligationKind.TERM_END:
            return f"{agreement.name}: decide by {by} what follows {obligation.subject}"
        case ObligationKind.REVIEW:
            return f"{agreement.name}: review the contract {obligation.subject} by {by}"
        case ObligationKind.OBLIGATION:
            return f"{agreement.name}: {_owed(obligation)} by {by}"
        case _:  # pragma: no cover
            assert_never(obligation.kind)


def _tone(reminder: Reminder) -> Tone:
    match reminder.obligation.kind:
        case ObligationKind.REVIEW:
            return Tone.NEUTRAL
        case ObligationKind.OBLIGATION:
            return Tone.BAD if reminder.is_overdue else Tone.NEUTRAL
        case ObligationKind.NOTICE | ObligationKind.TERM_END:
            return Tone.BAD if reminder.days_before <= URGENT_DAYS else Tone.WARNING
        case _:  # pragma: no cover
            assert_never(reminder.obligation.kind)


def _situation(
    agreement: Agreement, contract: Contract, obligation: Obligation
) -> tuple[str, ...]:
    end = day(obligation.term_end)
    match obligation.kind:
        case ObligationKind.NOTICE:
            latest = day(obligation.latest_date)
            return (
                (
                    f"The current term ends on {end}. The last day for notice is {latest}; to be "
                    f"sure of it, act by {day(obligation.act_by)}."
                ),
                _if_nothing_is_done(agreement, contract, obligation),
                *_how(agreement, contract),
            )
        case ObligationKind.TERM_END:
            return (
                (
                    f"The contract ends on {end} and does not renew by itself. If nothing is "
                    "done, the partner's work has no contract from the next day on."
                ),
            )
        case ObligationKind.REVIEW:
            return (
                (
                    f"A review of the contract is due on {day(obligation.latest_date)}. If "
                    "nothing is done, the terms stay as they are, unexamined."
                ),
            )
        case ObligationKind.OBLIGATION:
            return (
                (
                    f"{_owed(obligation)} is due on {day(obligation.latest_date)} under the "
                    f"contract {contract.reference}. If nothing is done, it stays overdue, and "
                    "the owners of the contract are told."
                ),
            )
        case _:  # pragma: no cover
            assert_never(obligation.kind)


def _if_nothing_is_done(agreement: Agreement, contract: Contract, obligation: Obligation) -> str:
    if contract.renewal is None or not contract.renewal.automatic:
        return f"If nothing is done, the contract ends on {day(obligation.term_end)}."
    term = contract.renewal.term
    until = day(term.after(obligation.term_end, agreement.organisation.calendar))
    return f"If nothing is done, the contract renews by itself for {term}, until {until}."


def _how(agreement: Agreement, contract: Contract) -> tuple[str, ...]:
    form, to = _form(contract), _recipient(agreement, contract)
    if not form and not to:
        return ()
    ways = (f"by {form}" if form else "", f"to {to}" if to else "")
    how = f"Notice must be given {' '.join(way for way in ways if way)}."
    receipt = contract.notice.deemed_receipt if contract.notice else None
    return (f"{how} It counts as received {receipt} after it was sent." if receipt else how,)


def _form(contract: Contract) -> str:
    return contract.notice.form if contract.notice else ""


def _recipient(agreement: Agreement, contract: Contract) -> str:
    person_id = contract.notice.to if contract.notice else None
    return "" if person_id is None else _named(agreement, person_id)


def _named(agreement: Agreement, person_id: str) -> str:
    person = agreement.person(person_id)
    return person.contact if person else person_id


def _owed(obligation: Obligation) -> str:
    return obligation.agreed.what if obligation.agreed else ""


def _evidence(obligation: Obligation) -> str:
    if obligation.agreed is None or obligation.agreed.evidence is EvidenceKind.NONE:
        return ""
    return f"a {obligation.agreed.evidence}"


def _command(agreement: Agreement, obligation: Obligation) -> str:
    words = "|".join(choices(obligation.kind))
    what = f"{shlex.quote(agreement.partner)} {shlex.quote(obligation.key)}"
    return f"concord decide {what} {words} --by PERSON"


def _facts(
    agreement: Agreement, contract: Contract, reminder: Reminder
) -> tuple[tuple[str, str], ...]:
    obligation = reminder.obligation
    latest = {
        ObligationKind.NOTICE: "Last day for notice",
        ObligationKind.TERM_END: "Last day of the contract",
        ObligationKind.REVIEW: "Review date",
        ObligationKind.OBLIGATION: "Due",
    }[obligation.kind]
    facts = [
        ("Partner", agreement.name),
        ("Contract", contract.reference if obligation.agreed else obligation.subject),
        ("Obligation", _owed(obligation)),
        ("Owed by", _named(agreement, obligation.agreed.owner) if obligation.agreed else ""),
        ("Evidence", _evidence(obligation)),
        ("Term end", "" if obligation.agreed else day(obligation.term_end)),
        (latest, day(obligation.latest_date)),
        ("Act by", day(obligation.act_by)),
    ]
    if obligation.kind is ObligationKind.NOTICE:
        facts.append(("Form of notice", _form(contract)))
        facts.append(("Notice goes to", _recipient(agreement, contract)))
    return tuple((label, value) for label, value in facts if value)
