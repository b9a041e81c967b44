"""Contract dates: notice, term end, reviews and obligations, as they fall."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from concord.domain.business_calendar import BusinessCalendar
from concord.domain.contract.agreed import (
    AgreedObligation,
    Contract,
    Notice,
    NoticeReading,
    times,
)
from concord.domain.quantity import Span


class ObligationKind(StrEnum):
    """A dated duty that somebody must settle."""

    NOTICE = "notice"
    TERM_END = "term_end"
    REVIEW = "review"
    OBLIGATION = "obligation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """One dated duty: `latest_date` is the last day that counts, `act_by` the day to act.

    `subject` is the contract's reference, or the agreed obligation's own id; together with
    `kind` and `latest_date` it identifies the duty, and what was decided about it.  `agreed`
    is what an agreed obligation says.
    """

    kind: ObligationKind
    subject: str
    term_end: date
    latest_date: date
    act_by: date
    agreed: AgreedObligation | None = None

    @property
    def key(self) -> str:
        """The business identity under which a decision or completion is recorded."""
        return f"{self.kind}/{self.subject}/{self.latest_date.isoformat()}"


def notice_date(term_end: date, notice: Notice, calendar: BusinessCalendar) -> date:
    """Return the last day on which notice still ends the contract at `term_end`."""
    day = notice.period.before(term_end, calendar)
    return day - timedelta(days=1) if notice.reading is NoticeReading.CLEAR_DAYS else day


def act_by(latest: date, notice: Notice, calendar: BusinessCalendar) -> date:
    """Return the business day by which notice must be on its way.

    Deemed receipt is subtracted in the recipient's calendar; the result rolls to the
    preceding business day of the client's `calendar`, never to a later one.
    """
    day = latest
    if notice.deemed_receipt is not None:
        day = notice.deemed_receipt.before(day, notice.receipt_calendar or calendar)
    return calendar.preceding(day)


def current_term_end(contract: Contract, calendar: BusinessCalendar, today: date) -> date:
    """Return the end of the term whose notice date still lies ahead, or the final end.

    An automatic renewal rolls the term forward once its notice date has passed unused.
    """
    end = contract.end
    if contract.renewal is None or not contract.renewal.automatic or contract.notice is None:
        return end
    if contract.renewal.term.count == 0:
        return end
    renewals = 0
    while notice_date(end, contract.notice, calendar) < today:
        renewals += 1
        # From the first end, as months clamp: 31 January, 28 February, 31 March.
        end = times(contract.renewal.term, renewals).after(contract.end, calendar)
    return end


def obligations(
    contract: Contract, calendar: BusinessCalendar, today: date
) -> tuple[Obligation, ...]:
    """Return every contractual duty that lies ahead on `today`, by date.

    The notice date of the current term; the term end, where the contract does not renew by
    itself; the next review by rhythm and every one with a date of its own; the next time of
    each agreed obligation.
    """
    end = current_term_end(contract, calendar, today)
    found = [*_notice(contract, calendar, end), *_term_end(contract, calendar, end)]
    found.extend(_reviews(contract, calendar, end, today))
    found.extend(_owed(contract, calendar, end, today))
    return tuple(sorted((o for o in found if o.latest_date >= today), key=lambda o: o.latest_date))


def _notice(contract: Contract, calendar: BusinessCalendar, end: date) -> Iterable[Obligation]:
    if contract.notice is None:
        return
    latest = notice_date(end, contract.notice, calendar)
    yield Obligation(
        kind=ObligationKind.NOTICE,
        subject=contract.reference,
        term_end=end,
        latest_date=latest,
        act_by=act_by(latest, contract.notice, calendar),
    )


def _term_end(contract: Contract, calendar: BusinessCalendar, end: date) -> Iterable[Obligation]:
    if contract.renewal is not None and contract.renewal.automatic:
        return
    yield Obligation(
        kind=ObligationKind.TERM_END,
        subject=contract.reference,
        term_end=end,
        latest_date=end,
        act_by=calendar.preceding(end),
    )


def overdue(contract: Contract, calendar: BusinessCalendar, today: date) -> tuple[Obligation, ...]:
    """Return of each agreed obligation the last time before `today`, by date.

    Whether somebody recorded it as done is not known here.
    """
    end = current_term_end(contract, calendar, today)
    found = []
    for agreed in contract.obligations:
        before = [day for day in _days(agreed, calendar, today) if day < today]
        if before:
            found.append(_obligation(agreed, before[-1], end, calendar))
    return tuple(sorted(found, key=lambda o: o.latest_date))


def _owed(
    contract: Contract, calendar: BusinessCalendar, end: date, today: date
) -> Iterable[Obligation]:
    """Yield the next time of each agreed obligation; one that recurs ends with the contract."""
    for agreed in contract.obligations:
        *_, last = _days(agreed, calendar, today)
        if last >= today and (agreed.every is None or last <= end):
            yield _obligation(agreed, last, end, calendar)


def _days(agreed: AgreedObligation, calendar: BusinessCalendar, today: date) -> Iterable[date]:
    """Yield the days by which it is owed, up to the first on or after `today`."""
    count, day = 0, agreed.due
    yield day
    while agreed.every is not None and day < today:
        count += 1
        day = agreed.day(count, calendar)
        yield day


def _obligation(
    agreed: AgreedObligation, day: date, end: date, calendar: BusinessCalendar
) -> Obligation:
    return Obligation(
        kind=ObligationKind.OBLIGATION,
        subject=agreed.id,
        term_end=end,
        latest_date=day,
        act_by=calendar.preceding(day),
        agreed=agreed,
    )


def _reviews(
    contract: Contract, calendar: BusinessCalendar, end: date, today: date
) -> Iterable[Obligation]:
    if contract.reviews is None:
        return
    by_rhythm = _next_review(contract.start, contract.reviews.every, calendar, today)
    for day in sorted({*by_rhythm, *contract.reviews.dates}):
        if day < end:
            yield Obligation(
                kind=ObligationKind.REVIEW,
                subject=contract.reference,
                term_end=end,
                latest_date=day,
                act_by=calendar.preceding(day),
            )


def _next_review(
    start: date, every: Span | None, calendar: BusinessCalendar, today: date
) -> tuple[date, ...]:
    if every is None or every.count == 0:
        return ()
    count = 1
    while (day := times(every, count).after(start, calendar)) < today:
        count += 1
    return (day,)
