"""Posting: what the ledger lacks of what credits come to now, as entries to be written.

A credit that changes is never edited: the difference is an entry of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from concord.domain.agreement import Agreement
from concord.domain.assessment import Assessment
from concord.domain.credit import CreditLine, ServiceCredit
from concord.domain.issue import CONCORD
from concord.domain.ledger.entry import COMPUTED, EntryKind, LedgerEntry, LedgerLine
from concord.domain.ledger.ledger import Ledger, total
from concord.domain.period import MeasurementPeriod, PeriodLength

_CREDITED = frozenset({EntryKind.ACCRUED, EntryKind.ADJUSTED})
_EARNED = frozenset({EntryKind.EARNED_BACK})

Month = tuple[LedgerLine, MeasurementPeriod]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What a credit comes to now, apart from what of it was earned back, and why.

    `agreement` is the version behind the figures.
    """

    credited: Decimal = Decimal(0)
    earned_back: Decimal = Decimal(0)
    causes: tuple[str, ...] = ()
    earned_causes: tuple[str, ...] = ()
    agreement: str = ""


NOTHING_DUE = Due()


@dataclass(frozen=True, slots=True, kw_only=True)
class Delta:
    """What the ledger lacks of one month's credit: an entry that nobody wrote yet.

    `cites` is the entry, or the month, that it changes; empty for a first one.
    """

    line: LedgerLine
    period: MeasurementPeriod
    posted_to: MeasurementPeriod
    kind: EntryKind
    number: int
    amount: Decimal
    due: Due
    cites: str = ""

    @property
    def is_change(self) -> bool:
        """Say whether it changes what stood, rather than being the first of its kind."""
        return bool(self.cites)

    def entry(self, partner: str, cause: str, by: str, at: datetime) -> LedgerEntry:
        """Return the entry that puts it right."""
        return LedgerEntry(
            partner=partner,
            line=self.line,
            period=self.period,
            posted_to=self.posted_to,
            kind=self.kind,
            number=self.number,
            amount=self.amount,
            cause=cause,
            by=by,
            at=at,
            cites=self.cites,
            agreement=self.due.agreement,
        )


def dues(agreement: Agreement, assessments: Iterable[Assessment], today: date) -> dict[Month, Due]:
    """Return what every credit comes to whose month is over and may have effects."""
    return {
        (line_of(credit), credit.period): _due(credit, assessment.agreement)
        for assessment in assessments
        for credit in assessment.credits
        if credit.period.end < today and agreement.has_effects(credit.period)
    }


def line_of(credit: ServiceCredit) -> LedgerLine:
    """Return the line of the ledger on which a credit stands."""
    return LedgerLine(service=credit.service, regime=credit.regime, currency=credit.currency)


def _due(credit: ServiceCredit, agreement: str) -> Due:
    earned = [line for line in credit.lines if _is_earned_back(line)]
    back = sum((line.amount for line in earned), Decimal(0))
    return Due(
        credited=credit.amount - back,
        earned_back=back,
        causes=tuple(line.cause for line in credit.lines if line not in earned),
        earned_causes=tuple(line.cause for line in earned),
        agreement=agreement,
    )


def _is_earned_back(line: CreditLine) -> bool:
    return getattr(line, "kind", "") == "earn_back"


def not_known(assessments: Iterable[Assessment]) -> frozenset[tuple[str, MeasurementPeriod]]:
    """Return the services and months whose credits wait for charges that nobody knows."""
    return frozenset(
        (charges.service, assessment.period)
        for assessment in assessments
        for charges in assessment.unknown_charges
    )


def deltas(
    ledger: Ledger,
    due: Mapping[Month, Due],
    unknown: Container[tuple[str, MeasurementPeriod]] = (),
) -> tuple[Delta, ...]:
    """Return what the ledger lacks, month by month; nothing where it holds what is due.

    A credit that no figures give any more has come to nothing; one that is not known just
    now, to what it was.
    """
    held: dict[Month, list[LedgerEntry]] = defaultdict(list)
    for entry in ledger.entries:
        if entry.kind in COMPUTED and (entry.line.service, entry.period) not in unknown:
            held[entry.line, entry.period].append(entry)
    months = sorted({*held, *due}, key=lambda month: (month[1], month[0]))
    return tuple(
        _delta(ledger, month, kinds, lacking, due.get(month, NOTHING_DUE))
        for month in months
        for kinds, lacking in _lacking(held[month], due.get(month, NOTHING_DUE))
    )


def _lacking(
    held: Iterable[LedgerEntry], due: Due
) -> Iterator[tuple[frozenset[EntryKind], Decimal]]:
    entries = tuple(held)
    for kinds, wanted in ((_CREDITED, due.credited), (_EARNED, due.earned_back)):
        lacking = wanted - total(entries, kinds)
        if lacking:
            yield kinds, lacking


def _delta(
    ledger: Ledger, month: Month, kinds: frozenset[EntryKind], lacking: Decimal, due: Due
) -> Delta:
    line, period = month
    cites = _cited(ledger, month, kinds)
    if kinds == _EARNED:
        kind = EntryKind.EARNED_BACK
    else:
        kind = EntryKind.ADJUSTED if cites else EntryKind.ACCRUED
    return Delta(
        line=line,
        period=period,
        posted_to=ledger.open_month(line.service, period),
        kind=kind,
        number=ledger.number(line, period, kind),
        amount=lacking,
        due=due,
        cites=cites,
    )


def _cited(ledger: Ledger, month: Month, kinds: frozenset[EntryKind]) -> str:
    """Return what a change refers to: the settlement, the last entry, or the signed month."""
    line, period = month
    written = [entry for entry in ledger.of(line, period) if entry.kind in kinds]
    settled = [e for e in ledger.of(line, period) if e.kind is EntryKind.SETTLED]
    if written:
        return (settled or written)[-1].key
    if kinds == _CREDITED and ledger.is_locked(line.service, period):
        return str(period)
    return ""


def waivers_too_high(ledger: Ledger, at: datetime) -> Iterator[LedgerEntry]:
    """Yield what takes back the part of a waiver for which no credit is left."""
    waived = {(e.line, e.period) for e in ledger.entries if e.kind is EntryKind.WAIVED}
    for line, period in sorted(waived, key=lambda month: (month[1], month[0])):
        entries = ledger.of(line, period)
        owed = max(total(entries, COMPUTED), Decimal(0))
        excess = -total(entries, {EntryKind.WAIVED}) - owed
        if excess > 0:
            yield LedgerEntry(
                partner=ledger.partner,
                line=line,
                period=period,
                posted_to=ledger.open_month(line.service, period),
                kind=EntryKind.WAIVED,
                number=ledger.number(line, period, EntryKind.WAIVED),
                amount=excess,
                cause="more was waived than is left of the credit",
                by=CONCORD,
                at=at,
                cites=[e for e in entries if e.kind is EntryKind.WAIVED][-1].key,
            )


def openings(agreement: Agreement, ledger: Ledger, at: datetime) -> Iterator[LedgerEntry]:
    """Yield what the agreement says was given before, as far as the ledger does not say so."""
    opening = agreement.opening
    if opening is None:
        return
    month = MeasurementPeriod.containing(opening.as_of, PeriodLength.MONTH)
    for service, given in sorted(opening.credits_this_year.items()):
        currency = agreement.service(service).currency
        line = LedgerLine(service=service, regime="", currency=currency or "")
        lacking = given - ledger.sum({EntryKind.OPENING}, line)
        if lacking:
            yield LedgerEntry(
                partner=agreement.partner,
                line=line,
                period=month,
                posted_to=month,
                kind=EntryKind.OPENING,
                number=ledger.number(line, month, EntryKind.OPENING),
                amount=lacking,
                cause=f"given in the year to {opening.as_of.isoformat()}, as agreed",
                by=CONCORD,
                at=at,
                agreement=agreement.version,
            )
