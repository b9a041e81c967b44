"""Watching ourselves: what stands still although it should go on, and whom it is told when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from concord.domain.notation import shown
from concord.domain.watch_figures import MailFigures, OperationalFigures

REPEATED_AFTER = timedelta(hours=4)
"""An alarm that stands is told again after this long, not before."""

INTERVALS: Mapping[str, timedelta] = MappingProxyType(
    {
        "collect": timedelta(minutes=15),
        "assess": timedelta(days=1),
        "escalate": timedelta(minutes=30),
        "report": timedelta(days=1),
        "remind": timedelta(days=1),
        "statements": timedelta(days=1),
        "dispatch": timedelta(minutes=1),
        "reconcile": timedelta(minutes=5),
    }
)
"""How long after one round of a process its next one is expected."""


class AlarmKind(StrEnum):
    """What stands still."""

    MAILS_WAIT = "mails_wait"
    MAILS_UNCERTAIN = "mails_uncertain"
    MAILS_DEAD = "mails_dead"
    MAILS_TOO_LATE = "mails_too_late"
    DELIVERY_HELD = "delivery_held"
    FILES_WAIT = "files_wait"
    DRIVE_UNSEEN = "drive_unseen"
    ROUND_LATE = "round_late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """What is alarming: a number that is reached, or a time that is exceeded.

    A round is late after `missed` of its intervals, but never before `least_late`.
    """

    pending: timedelta = timedelta(minutes=15)
    uncertain: int = 1
    dead: int = 1
    too_late: int = 1
    held: timedelta = timedelta(hours=1)
    waiting: timedelta = timedelta(days=1)
    unseen: timedelta = timedelta(hours=2)
    missed: int = 3
    least_late: timedelta = timedelta(minutes=10)
    intervals: Mapping[str, timedelta] = field(default_factory=lambda: INTERVALS)

    def late_after(self, interval: timedelta) -> timedelta:
        """Return how long after its last round a process is late."""
        return max(self.missed * interval, self.least_late)


STANDARD = Thresholds()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Something that stands still since a moment, in words, with what to do about it.

    `kind` and `subject` say which one it is.
    """

    kind: AlarmKind
    subject: str
    since: datetime
    words: str
    remedy: str

    @property
    def key(self) -> tuple[AlarmKind, str]:
        """What tells it from all others."""
        return self.kind, self.subject


def alarms(
    figures: OperationalFigures, now: datetime, thresholds: Thresholds = STANDARD
) -> tuple[Alarm, ...]:
    """Return what is alarming, by kind and subject.

    What is only counted has no moment from which it stands: it stands from `now`.
    """
    found = (
        *_of_mails(figures.mails, now, thresholds),
        *_of_delivery(figures, now, thresholds),
        *_of_files(figures, now, thresholds),
        *_of_drives(figures, now, thresholds),
        *_of_rounds(figures, now, thresholds),
    )
    order = list(AlarmKind)
    return tuple(sorted(found, key=lambda alarm: (order.index(alarm.kind), alarm.subject)))


def _of_mails(mails: MailFigures, now: datetime, thresholds: Thresholds) -> Iterator[Alarm]:
    oldest = mails.oldest_pending
    if oldest is not None and now - oldest > thresholds.pending:
        yield Alarm(
            kind=AlarmKind.MAILS_WAIT,
            subject="outbox",
            since=oldest,
            words=f"The oldest mail waits for {lasted(now - oldest)}.",
            remedy="See the log of dispatch, and `concord delivery`.",
        )
    for kind, number, least, words, remedy in (
        (
            AlarmKind.MAILS_UNCERTAIN,
            mails.uncertain,
            thresholds.uncertain,
            "of which nobody can tell whether they went out",
            "Answer the runs of uncertain_mail under Required Actions.",
        ),
        (
            AlarmKind.MAILS_DEAD,
            mails.dead,
            thresholds.dead,
            "refused for good within a day",
            "See `concord outbox list --state dead`.",
        ),
        (
            AlarmKind.MAILS_TOO_LATE,
            mails.too_late,
            thresholds.too_late,
            "given up before their first byte time and again",
            "The machine that sends is too slow: see what else runs on it.",
        ),
    ):
        if number >= least:
            told = f"Mails {words}: {number}."
            yield Alarm(kind=kind, subject="outbox", since=now, words=told, remedy=remedy)


def _of_delivery(
    figures: OperationalFigures, now: datetime, thresholds: Thresholds
) -> Iterator[Alarm]:
    since = figures.held_since
    if since is not None and now - since > thresholds.held:
        yield Alarm(
            kind=AlarmKind.DELIVERY_HELD,
            subject="delivery",
            since=since,
            words=f"Delivery is held for {lasted(now - since)}: no mail goes out.",
            remedy="See `concord delivery`, and release it once nothing speaks against it.",
        )


def _of_files(
    figures: OperationalFigures, now: datetime, thresholds: Thresholds
) -> Iterator[Alarm]:
    for partner, files in figures.waiting.items():
        if now - files.since > thresholds.waiting:
            waited = lasted(now - files.since)
            yield Alarm(
                kind=AlarmKind.FILES_WAIT,
                subject=partner,
                since=files.since,
                words=f"{shown(partner)}: files that wait for a person: {files.number}, "
                f"the first for {waited}.",
                remedy="Answer the runs of decision under Required Actions.",
            )


def _of_drives(
    figures: OperationalFigures, now: datetime, thresholds: Thresholds
) -> Iterator[Alarm]:
    for partner, seen in figures.drives.items():
        since = figures.begun(now) if seen is None else seen
        if now - since > thresholds.unseen:
            yield Alarm(
                kind=AlarmKind.DRIVE_UNSEEN,
                subject=partner,
                since=since,
                words=f"{shown(partner)}: its drive was not looked at for {lasted(now - since)}.",
                remedy="See the last lines of name_failures in the newest run of collect.",
            )


def _of_rounds(
    figures: OperationalFigures, now: datetime, thresholds: Thresholds
) -> Iterator[Alarm]:
    for name, interval in thresholds.intervals.items():
        finished = figures.rounds.get(name)
        since = figures.begun(now) if finished is None else finished.last
        if now - since > thresholds.late_after(interval):
            yield Alarm(
                kind=AlarmKind.ROUND_LATE,
                subject=name,
                since=since,
                words=f"No round of {name} came to its end for {lasted(now - since)}.",
                remedy=f"Look whether the DAG {name} is paused, red or running still.",
            )


def lasted(time: timedelta) -> str:
    """Write how long something lasts, such as 2 d 3 h, 4 h 5 min or 12 min."""
    minutes = int(time.total_seconds()) // 60
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days:
        return f"{days} d {hours} h"
    return f"{hours} h {rest} min" if hours else f"{rest} min"
