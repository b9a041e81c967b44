"""`concord sign-off`, `dispute`, `waive` and `ledger …`: decide about credits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from rich.markup import escape

from concord.cli.output import complain, console, table
from concord.domain.errors import AgreementError
from concord.domain.ledger import Dispute, LedgerRefusedError, Proposal
from concord.domain.notation import counted, day, money, period_name, shown
from concord.domain.quantity import QuantityError, parse_number
from concord.services.approve import Said
from concord.services.dispute import Contested
from concord.services.waive import Waiver
from concord.wiring import Deployment, deployment

DONE, REFUSED = 0, 2
ORIGIN = "command"
_LONGEST_REASON = 200
_HEADER = ("What", "Number", "Service", "Month", "Amount", "Owner", "Act by", "Why")


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiveOptions:
    """What `concord waive` was given; the amount as it was written."""

    partner: str
    month: str
    amount: str
    by: str
    reason: str
    service: str | None = None
    regime: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeOptions(WaiveOptions):
    """What `concord dispute` was given; `of` is the month whose credit it concerns."""

    of: str | None = None


def run_sign_off(
    partner: str, month: str, service: str | None, by: str, note: str, now: datetime
) -> int:
    """Sign the month of a service, or of each that the partner has."""

    def act(here: Deployment) -> str:
        period = here.ledger_period(partner, month)
        services = [s.id for s in here.agreement(partner).services]
        said = Said(by=by, at=now, origin=ORIGIN, note=note)
        told = []
        for each in services if service is None else [service]:
            done = here.sign_off(partner, each, period, said)
            missing = f"needs {'; '.join(done.missing)}"
            state = "is signed off" if done.is_signed else f"is signed by {by}; it {missing}"
            told.append(f"{period_name(period)} of {each} {state}.")
        return "\n".join(told)

    return _told(act)


def run_dispute(options: DisputeOptions, now: datetime) -> int:
    """Record a dispute, and print its number."""

    def act(here: Deployment) -> str:
        of = None if options.of is None else here.ledger_period(options.partner, options.of)
        contested = Contested(
            statement=here.ledger_period(options.partner, options.month),
            amount=_amount(options.amount),
            service=options.service,
            regime=options.regime,
            period=of,
        )
        found = here.raise_dispute(options.partner, contested, _said(options, now))
        return f"Dispute {found.number} about {_money(found)}: {_stage(found)}."

    return _told(act)


def _said(options: WaiveOptions, now: datetime) -> Said:
    return Said(by=options.by, at=now, origin=ORIGIN, note=options.reason)


def run_resolve(
    partner: str, number: int, waived: str, by: str, reason: str, now: datetime
) -> int:
    """End a dispute."""

    def act(here: Deployment) -> str:
        said = Said(by=by, at=now, origin=ORIGIN, note=reason)
        done = here.resolve_dispute(partner, number, _amount(waived), said)
        if done.people_needed:
            return _somebody_else(done.people_needed)
        entries = [f"{e.kind} {money(e.amount, e.line.currency)}" for e in done.entries]
        return f"Dispute {number} is resolved: {', '.join(entries)}."

    return _told(act)


def run_pass(partner: str, number: int, to: str, by: str, note: str, now: datetime) -> int:
    """Give a dispute to somebody else."""

    def act(here: Deployment) -> str:
        said = Said(by=by, at=now, origin=ORIGIN, note=note)
        return f"Dispute {number}: {_stage(here.pass_dispute(partner, number, to, said))}."

    return _told(act)


def run_waive(options: WaiveOptions, now: datetime) -> int:
    """Waive a part of a credit."""

    def act(here: Deployment) -> str:
        waiver = Waiver(
            period=here.ledger_period(options.partner, options.month),
            amount=_amount(options.amount),
            service=options.service,
            regime=options.regime,
        )
        done = here.waive(options.partner, waiver, _said(options, now))
        if done.people_needed:
            return _somebody_else(done.people_needed)
        what = money(waiver.amount, done.entry.line.currency)
        return f"Waived: {what} of {period_name(waiver.period)}."

    return _told(act)


def run_release(partner: str, number: int, by: str, note: str, now: datetime) -> int:
    """Post a change that waits."""

    def act(here: Deployment) -> str:
        said = Said(by=by, at=now, origin=ORIGIN, note=note)
        posted = here.release_change(partner, number, said)
        if not posted:
            return _somebody_else(1)
        what = money(posted[0].amount, posted[0].line.currency)
        return f"Posted to {period_name(posted[0].posted_to)}: {what}."

    return _told(act)


def run_refuse(partner: str, number: int, by: str, reason: str, now: datetime) -> int:
    """Refuse a change that waits."""

    def act(here: Deployment) -> str:
        here.refuse_change(partner, number, Said(by=by, at=now, origin=ORIGIN, note=reason))
        return f"Refused: change {number} is not posted as it is."

    return _told(act)


def print_waiting(partner: str) -> int:
    """Print the changes that wait, and the disputes that are open."""
    here = deployment()
    try:
        changes = [_change_row(each) for each in here.waiting_changes(partner)]
        disputed = [_dispute_row(each) for each in here.disputes(partner) if each.is_open]
    except AgreementError as error:
        return _refuse(error)
    rows = [*changes, *disputed]
    if rows:
        console().print(table(f"What waits in the ledger of {shown(partner)}", _HEADER, rows))
    else:
        console().print("Nothing waits.")
    return DONE


def _change_row(change: Proposal) -> tuple[str, ...]:
    event = change.event
    amount = money(change.amount, change.line.currency)
    why = shown(event.note, _LONGEST_REASON)
    month = period_name(event.period)
    return ("change", str(change.number), event.service, month, amount, "", "", why)


def _dispute_row(dispute: Dispute) -> tuple[str, ...]:
    due = "" if dispute.due is None else day(dispute.due)
    return (
        "dispute",
        str(dispute.number),
        dispute.line.service,
        period_name(dispute.period),
        _money(dispute),
        dispute.owner,
        due,
        shown(dispute.reason, _LONGEST_REASON),
    )


def _money(dispute: Dispute) -> str:
    return money(dispute.left, dispute.line.currency)


def _stage(dispute: Dispute) -> str:
    until = "" if dispute.due is None else f" by {day(dispute.due)}"
    return f"{dispute.owner or 'nobody'} must act on it{until}"


def _somebody_else(people: int) -> str:
    words = counted(people, "more person", "more people")
    return f"Recorded. It takes {words} to say the same, by the same command."


def _amount(text: str) -> Decimal:
    try:
        return parse_number(text)
    except QuantityError as error:
        raise LedgerRefusedError(str(error)) from error


def _told(act: Callable[[Deployment], str]) -> int:
    try:
        console().print(escape(act(deployment())))
    except (LedgerRefusedError, AgreementError) as error:
        return _refuse(error)
    return DONE


def _refuse(error: Exception) -> int:
    complain(str(error))
    return REFUSED
