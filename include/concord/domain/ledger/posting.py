"""Posting: what the ledger lacks of what credits come to now, as entries to be written.

A credit that changes is never edited: the difference is an entry of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from concord.domain.agreement import Agreement
from concord.domain.assessment import Assessment
from concord.domain.credit import CreditLine, LineKind, ServiceCredit
from concord.domain.issue import CONCORD
from concord.domain.ledger.entry import COMPUTED, EntryKind, LedgerEntry, LedgerLine
from concord.domain.ledger.ledger import Ledger, total
from concord.domain.period import MeasurementPeriod, PeriodLength

_CREDITED = frozenset({EntryKind.ACCRUED, EntryKind.ADJUSTED})
_EARNED = frozenset({EntryKind.EARNED_BACK})

Month = tuple[LedgerLine, MeasurementPeriod]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What a month's credit comes to now, apart from what of it was earned back, and why.

    `earned_in` is the last month in which anything of it was earned back.  `agreement` is the
    version behind the figures.
    """

    credited: Decimal = Decimal(0)
    earned_back: Decimal = Decimal(0)
    causes: tuple[str, ...] = ()
    earned_causes: tuple[str, ...] = ()
    earned_in: MeasurementPeriod | None = None
    agreement: str = ""

    def with_earned(self, line: CreditLine, month: MeasurementPeriod) -> Due:
        """Return it with an amount more that was earned back in a month."""
        return replace(
            self,
            earned_back=self.earned_back + line.amount,
            earned_causes=(*self.earned_causes, line.cause),
            earned_in=max(self.earned_in or month, month),
        )


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
    """Return what every credit comes to whose month is over and may have effects.

    What was earned back counts for the month whose failure had cost it.
    """
    found: dict[Month, Due] = {}
    earned: list[tuple[Month, CreditLine, Assessment]] = []
    for assessment in assessments:
        for credit in assessment.credits:
            if credit.period.end < today and agreement.has_effects(credit.period):
                line = line_of(credit)
                found[line, credit.period] = _credited(credit, assessment.agreement)
                back = (each for each in credit.lines if each.kind is LineKind.EARN_BACK)
                earned += (((line, _month_of(each, credit)), each, assessment) for each in back)
    for month, back_line, assessment in earned:
        due = found.get(month) or Due(agreement=assessment.agreement)
        found[month] = due.with_earned(back_line, assessment.period)
    return found


def line_of(credit: ServiceCredit) -> LedgerLine:
    """Return the line of the ledger on which a credit stands."""
    return LedgerLine(service=credit.service, regime=credit.regime, currency=credit.currency)


def _credited(credit: ServiceCredit, agreement: str) -> Due:
    own = [line for line in credit.lines if line.kind is not LineKind.EARN_BACK]
    back = sum((each.amount for each in credit.lines if each not in own), Decimal(0))
    return Due(
        credited=credit.amount - back,
        causes=tuple(line.cause for line in own if line.kind is not LineKind.ROUNDING),
        agreement=agreement,
    )


def _month_of(line: CreditLine, credit: ServiceCredit) -> MeasurementPeriod:
    """Return the month in which the failure cost that a line gives back."""
    failed = line.outcome_period or credit.period
    return MeasurementPeriod.containing(failed.end, PeriodLength.MONTH)


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
        if entry.kind in COMPUTED:
            held[entry.line, entry.period].append(entry)
    gone = {month for month in held if (month[0].service, month[1]) not in unknown}
    months = sorted({*gone, *due}, key=lambda month: (month[1], month[0]))
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
    written = [entry for entry in ledger.of(line, period) if entry.kind in kinds]
    # Several failures of a month are earned back each in its time: that changes nothing.
    is_first = kinds == _EARNED and lacking < 0
    cites = "" if is_first else _cited(ledger, month, kinds, written)
    if kinds == _EARNED:
        kind = EntryKind.EARNED_BACK
    else:
        kind = EntryKind.ADJUSTED if cites else EntryKind.ACCRUED
    # Nothing is taken back in an earlier statement than the one that gave it.
    stated = [entry.posted_to for entry in written[-1:]]
    earned = [due.earned_in] if due.earned_in is not None and kinds == _EARNED else []
    return Delta(
        line=line,
        period=period,
        posted_to=ledger.open_month(line.service, max((period, *stated, *earned))),
        kind=kind,
        number=ledger.number(line, period, kind),
        amount=lacking,
        due=due,
        cites=cites,
    )


def _cited(
    ledger: Ledger, month: Month, kinds: frozenset[EntryKind], written: Sequence[LedgerEntry]
) -> str:
    """Return what a change refers to: the settlement, the last entry, or the signed month."""
    line, period = month
    settled = [e for e in ledger.of(line, period) if e.kind is EntryKind.SETTLED]
    if written:
        return (settled or written)[-1].key
    if kinds == _CREDITED and ledger.is_locked(line.service, period):
        return str(period)
    return ""


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
