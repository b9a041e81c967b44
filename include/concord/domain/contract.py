"""Contract dates: term end, notice date, reviews, and the reminders that lead up to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from concord.domain.business_calendar import BusinessCalendar
from concord.domain.period import CALENDAR_YEAR, YearStart
from concord.domain.quantity import Span

LADDER_DAYS = (180, 120, 90, 60, 30, 14, 7, 1)
"""Days before the date that matters on which a reminder goes out."""


class NoticeReading(StrEnum):
    """How a notice period is counted back from the term end.

    `CLEAR_DAYS` excludes both the day of notice and the day of the end.
    """

    ORDINARY = "ordinary"
    CLEAR_DAYS = "clear_days"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """How notice must be given; deemed receipt is counted in `receipt_calendar`."""

    period: Span
    reading: NoticeReading = NoticeReading.ORDINARY
    deemed_receipt: Span | None = None
    receipt_calendar: BusinessCalendar | None = None
    to: str | None = None
    form: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """What happens at the term end when nobody gave notice."""

    automatic: bool
    term: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviews:
    """A contract review every `every`, announced `lead` before its date."""

    every: Span
    lead: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A signed change of the contract, to which revisions of terms refer."""

    id: str
    signed: date | None = None
    effective: date | None = None
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """The paper behind an agreement; its fiscal periods count from `year_start`."""

    reference: str
    start: date
    end: date
    owner: str | None = None
    backup_owner: str | None = None
    notice: Notice | None = None
    renewal: Renewal | None = None
    reviews: Reviews | None = None
    amendments: tuple[Amendment, ...] = ()
    year_start: YearStart = CALENDAR_YEAR


class ObligationKind(StrEnum):
    """A dated duty that somebody must settle."""

    NOTICE = "notice"
    TERM_END = "term_end"
    REVIEW = "review"


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """One dated duty: `latest_date` is the last day that counts, `act_by` the day to act.

    `subject` is the contract's reference, with the review's date for a review; together
    with `kind` and `term_end` it identifies the duty, and what was decided about it.
    """

    kind: ObligationKind
    subject: str
    term_end: date
    latest_date: date
    act_by: date

    @property
    def key(self) -> str:
        """The business identity under which a decision or completion is recorded."""
        return f"{self.kind}/{self.subject}/{self.latest_date.isoformat()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """The latest rung of an obligation's ladder that is due."""

    obligation: Obligation
    days_before: int
    due: date

    @property
    def rung(self) -> str:
        """The rung in words, such as `60 days`."""
        return f"{self.days_before} day{'' if self.days_before == 1 else 's'}"


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
        end = _times(contract.renewal.term, renewals).after(contract.end, calendar)
    return end


def obligations(
    contract: Contract, calendar: BusinessCalendar, today: date
) -> tuple[Obligation, ...]:
    """Return every contractual duty that lies ahead on `today`, by date.

    The notice date of the current term; the term end, where the contract does not renew by
    itself; the next review.
    """
    end = current_term_end(contract, calendar, today)
    found = [*_notice(contract, calendar, end), *_term_end(contract, calendar, end)]
    found.extend(_review(contract, calendar, end, today))
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


def _review(
    contract: Contract, calendar: BusinessCalendar, end: date, today: date
) -> Iterable[Obligation]:
    if contract.reviews is None or contract.reviews.every.count == 0:
        return
    count = 1
    day = contract.start
    while day < today or count == 1:
        day = _times(contract.reviews.every, count).after(contract.start, calendar)
        count += 1
    if day < end:
        yield Obligation(
            kind=ObligationKind.REVIEW,
            subject=contract.reference,
            term_end=end,
            latest_date=day,
            act_by=calendar.preceding(day),
        )


def _times(span: Span, count: int) -> Span:
    return Span(count=span.count * count, unit=span.unit)


def due_reminder(
    obligation: Obligation, today: date, ladder: Iterable[int] = LADDER_DAYS
) -> Reminder | None:
    """Return the latest rung that is due on `today`, or None before the first one.

    Rungs count back from the obligation's latest date.
    """
    due = [
        Reminder(
            obligation=obligation,
            days_before=days,
            due=obligation.latest_date - timedelta(days=days),
        )
        for days in ladder
        if obligation.latest_date - timedelta(days=days) <= today
    ]
    return max(due, key=lambda reminder: reminder.due, default=None)


def ladder_of(
    obligation: Obligation, contract: Contract, calendar: BusinessCalendar
) -> tuple[int, ...]:
    """Return the rungs of an obligation, in days; a review's begin with its own lead."""
    if obligation.kind is not ObligationKind.REVIEW or contract.reviews is None:
        return LADDER_DAYS
    first = contract.reviews.lead.before(obligation.latest_date, calendar)
    lead = (obligation.latest_date - first).days
    return (lead, *(days for days in LADDER_DAYS if days < lead))
