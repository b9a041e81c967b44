"""Retention: which delivered files may go, which stay, and why.

The copy of a delivered file goes, nothing else: its submissions, findings and stored rows stay,
so that every figure can be explained without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from concord.domain.agreement import Agreement
from concord.domain.errors import ConcordError
from concord.domain.notation import day, moment, shown
from concord.domain.period import MeasurementPeriod
from concord.domain.submission import Submission

GRACE = timedelta(days=7)
"""For how long nothing goes that has just been written: somebody may be at work on it."""

_YOUNG = f"it came less than {GRACE.days} days ago"


class RetentionRefusedError(ConcordError, ValueError):
    """A hold cannot be set or lifted, or files cannot be removed, as it was asked."""

    remedy = "Mend what it names, then give the command again."


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalHold:
    """Somebody's word that files must be kept, whatever was agreed.

    It covers a partner; with `source` and `period` only that source, or what overlaps that
    period.  `id` is given by the store.
    """

    partner: str
    reason: str
    set_by: str
    set_at: datetime
    source: str | None = None
    period: MeasurementPeriod | None = None
    id: int = 0
    lifted_by: str | None = None
    lifted_at: datetime | None = None

    @property
    def is_in_force(self) -> bool:
        """Say whether nobody has lifted it."""
        return self.lifted_at is None

    def covers(self, partner: str, source: str, period: MeasurementPeriod | None) -> bool:
        """Say whether it concerns a delivery; one whose period nobody knows may be meant."""
        of_source = self.partner == partner and self.source in {None, source}
        if self.period is None or period is None:
            return of_source
        return of_source and self.period.overlaps(period)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedFile:
    """That the copy of a delivered file was removed: when, by whom, and under which rule."""

    sha256: str
    at: datetime
    by: str
    rule: str


def removed_words(removed: RemovedFile, zone: str) -> str:
    """Return in words that and why a file is not there any more, on the clock of `zone`."""
    return (
        f"Removed on {moment(removed.at, zone)} ({zone}) "
        f"by {shown(removed.by)}, under the rule: {shown(removed.rule, 500)}."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FileUse:
    """One submission of a content, by whichever partner.

    `waits` says that a person must decide about it, `answered` that its sender was told what
    became of it.
    """

    submission: Submission
    waits: bool
    answered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Whether a file may go; `reasons` are why it may, or everything that keeps it."""

    may_go: bool
    reasons: tuple[str, ...]


def judged(
    uses: Sequence[FileUse],
    agreements: Mapping[str, Agreement],
    holds: Iterable[LegalHold],
    landed: datetime,
    now: datetime,
) -> Judgement:
    """Judge the copy of one content by all of its submissions.

    `agreements` are those in force, by partner; `landed` is when the copy was written last.
    It may go when every submission allows it.  What nobody submitted stays.
    """
    kept = [] if uses else ["no submission names it"]
    if now - landed < GRACE:
        kept.append(_YOUNG)
    standing = [hold for hold in holds if hold.is_in_force]
    over = list[str]()
    for use in uses:
        agreement = agreements.get(use.submission.partner)
        kept.extend(_holding(use.submission, standing))
        kept.extend(_undone(use))
        allowed, words = _age(use.submission, agreement, now)
        (over if allowed else kept).append(words)
    reasons = kept or over
    return Judgement(may_go=not kept, reasons=tuple(dict.fromkeys(reasons)))


def judged_unnamed(holds: Iterable[LegalHold], landed: datetime, now: datetime) -> Judgement:
    """Judge a copy that no record names, as after a crash: nobody can tell whose it was."""
    kept = list[str]()
    if now - landed < GRACE:
        kept.append(_YOUNG)
    kept.extend(
        f"legal hold {hold.id} of {hold.partner} may mean it" for hold in holds if hold.is_in_force
    )
    reasons = kept or [f"no record has named it for {GRACE.days} days"]
    return Judgement(may_go=not kept, reasons=tuple(reasons))


def _holding(submission: Submission, holds: Iterable[LegalHold]) -> Iterator[str]:
    for hold in holds:
        if hold.covers(submission.partner, submission.source, submission.period):
            yield f"legal hold {hold.id} of {submission.partner}: {shown(hold.reason)}"


def _undone(use: FileUse) -> Iterator[str]:
    if use.waits:
        yield f"it waits for a decision about {_delivery(use.submission)}"
    if not use.answered:
        yield f"{use.submission.partner} was not answered yet"


def _age(submission: Submission, agreement: Agreement | None, now: datetime) -> tuple[bool, str]:
    """Return whether a submission is older than was agreed, and that in words."""
    partner = submission.partner
    if agreement is None:
        return False, f"{partner} has no agreement in force"
    keep = agreement.privacy.keep_files
    if keep is None:
        return False, f"the agreement of {partner} keeps files for ever"
    last = keep.after(_counted_from(submission, agreement), agreement.calendar)
    rule = f"{_delivery(submission)} is kept for {keep}, to {day(last)}"
    return last < now.astimezone(agreement.zone).date(), rule


def _counted_from(submission: Submission, agreement: Agreement) -> date:
    """Return the last day of its period; of a file that states none, the day it arrived."""
    if submission.period is not None:
        return submission.period.end
    return submission.arrived.astimezone(agreement.zone).date()


def _delivery(submission: Submission) -> str:
    period = "no known period" if submission.period is None else str(submission.period)
    return f"{submission.partner}'s {submission.source} of {period}"
