"""Sign-off: both sides confirm a month, and nothing is posted to it any more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from concord.domain.agreement import Agreement
from concord.domain.ledger.consent import consenting, people_needed
from concord.domain.ledger.dispute import last_day_to_dispute
from concord.domain.ledger.entry import OWED, EntryKind, LedgerEntry, LedgerLine
from concord.domain.ledger.ledger import Ledger, total
from concord.domain.notation import counted, day
from concord.domain.people import Side
from concord.domain.period import MeasurementPeriod
from concord.domain.quantity import Money
from concord.domain.settlement import Silence


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff:
    """What is signed off: a service's month, as its statement of that content hash states it.

    `amounts` are what each line comes to without what is disputed.
    """

    service: str
    month: MeasurementPeriod
    content: str
    amounts: tuple[tuple[LedgerLine, Decimal], ...]

    @property
    def subject(self) -> str:
        """What people consent to: other figures need their consent anew."""
        return f"sign-off/{self.service}/{self.month}/{self.content}"

    @property
    def money(self) -> tuple[Money, ...]:
        """The amounts with their currencies."""
        return tuple(Money(amount=a, currency=line.currency) for line, a in self.amounts)


def amounts_to_confirm(
    ledger: Ledger, service: str, month: MeasurementPeriod
) -> tuple[tuple[LedgerLine, Decimal], ...]:
    """Return what each line of a service comes to in a month, without what is disputed."""
    return tuple(
        (line, _undisputed(ledger, line, month))
        for line in ledger.lines(service)
        if any(entry.kind is not EntryKind.OPENING for entry in ledger.of(line))
    )


def _undisputed(ledger: Ledger, line: LedgerLine, month: MeasurementPeriod) -> Decimal:
    posted = [entry for entry in ledger.of(line) if entry.posted_to == month]
    return total(posted, OWED) - total(posted, {EntryKind.DISPUTED, EntryKind.CONFIRMED})


def unsigned_before(
    ledger: Ledger, service: str, month: MeasurementPeriod
) -> MeasurementPeriod | None:
    """Return the first earlier month of a service with entries that nobody has signed off."""
    waiting = (
        entry.posted_to
        for entry in ledger.entries
        if entry.kind in OWED and entry.line.service == service and entry.posted_to < month
    )
    return min((m for m in waiting if not ledger.is_locked(service, m)), default=None)


def missing_consents(
    agreement: Agreement, ledger: Ledger, sign_off: SignOff, today: date
) -> tuple[str, ...]:
    """Return whose consent lacks, in words; nothing once both sides have signed.

    The partner's silence counts where the agreement says so, once the time to object is over.
    """
    given = {Side.CLIENT: 0, Side.PARTNER: 0}
    for by in consenting(ledger, sign_off.subject):
        person = agreement.person(by)
        if person is not None:
            given[person.side] += 1
    needed = people_needed(agreement.settlement, sign_off.money)
    missing = []
    if given[Side.CLIENT] < needed:
        missing.append(counted(needed - given[Side.CLIENT], "more person of ours", "of ours"))
    if not given[Side.PARTNER]:
        silence = _silence(agreement, ledger, sign_off, today)
        if silence:
            missing.append(silence)
    return tuple(missing)


def _silence(agreement: Agreement, ledger: Ledger, sign_off: SignOff, today: date) -> str:
    """Return what lacks of the partner's side when it says nothing; empty for nothing."""
    settlement = agreement.settlement
    if settlement is None or settlement.silence is Silence.OPEN:
        return "somebody of the partner"
    last = last_day_to_dispute(agreement, ledger, sign_off.service, sign_off.month)
    if last is None:
        return "somebody of the partner, to whom no statement with these figures was issued"
    if today <= last:
        return f"somebody of the partner, or its silence to the end of {day(last)}"
    return ""


def confirmations(
    ledger: Ledger, sign_off: SignOff, cause: str, by: str, at: datetime
) -> Iterator[LedgerEntry]:
    """Yield an entry for each line of the service: what both sides agree on."""
    for line, amount in sign_off.amounts:
        yield LedgerEntry(
            partner=ledger.partner,
            line=line,
            period=sign_off.month,
            posted_to=sign_off.month,
            kind=EntryKind.CONFIRMED,
            number=ledger.number(line, sign_off.month, EntryKind.CONFIRMED),
            amount=amount,
            cause=cause,
            by=by,
            at=at,
            cites=str(sign_off.month),
        )
