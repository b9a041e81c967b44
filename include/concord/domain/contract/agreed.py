"""The contract as it was agreed: term, notice, renewal, reviews, amendments, obligations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from concord.domain.business_calendar import BusinessCalendar
from concord.domain.period import CALENDAR_YEAR, YearStart
from concord.domain.quantity import Span


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
    """A contract review every `every` and on each of `dates`, announced `lead` before it."""

    every: Span | None
    lead: Span
    dates: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A signed change of the contract, to which revisions of terms refer."""

    id: str
    signed: date | None = None
    effective: date | None = None
    what: str = ""


class EvidenceKind(StrEnum):
    """What shows that an obligation was met."""

    FILE = "file"
    NOTE = "note"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedObligation:
    """Something that one side owes by a day, once or every `every`, as it was agreed.

    `owner` is the id of who owes it, on either side; `verified_by` of who looks at the
    evidence.
    """

    id: str
    what: str
    due: date
    owner: str
    every: Span | None = None
    evidence: EvidenceKind = EvidenceKind.NONE
    verified_by: str | None = None

    def day(self, count: int, calendar: BusinessCalendar) -> date:
        """Return the day by which it is owed for the n-th time, from 0 for the first."""
        # From the first day, as months clamp: 31 January, 28 February, 31 March.
        return (
            self.due if self.every is None else times(self.every, count).after(self.due, calendar)
        )


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
    obligations: tuple[AgreedObligation, ...] = ()
    year_start: YearStart = CALENDAR_YEAR

    @property
    def runs_until(self) -> date | None:
        """The last day of the term, None where it renews by itself."""
        renews = self.renewal is not None and self.renewal.automatic
        return None if renews else self.end


def times(span: Span, count: int) -> Span:
    """Return a span so many times as long."""
    return Span(count=span.count * count, unit=span.unit)
