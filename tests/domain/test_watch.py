"""What is alarming: at each threshold not yet, just beyond it."""

from datetime import UTC, datetime, timedelta

import pytest

from concord.domain.watch import INTERVALS, STANDARD, AlarmKind, alarms, lasted
from concord.domain.watch_figures import (
    WATCH,
    FinishedRound,
    MailFigures,
    OperationalFigures,
    WaitingFiles,
)

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
MOMENT = timedelta(seconds=1)


def finished(name: str, last: datetime, first: datetime | None = None) -> FinishedRound:
    return FinishedRound(name=name, first=first or last, last=last)


def told(figures: OperationalFigures) -> list[tuple[AlarmKind, str, datetime]]:
    return [(alarm.kind, alarm.subject, alarm.since) for alarm in alarms(figures, NOW)]


def test_an_installation_that_has_just_begun_has_no_alarm() -> None:
    assert told(OperationalFigures(drives={"acme": None})) == []


@pytest.mark.parametrize(("beyond", "alarming"), [(-MOMENT, False), (MOMENT, True)])
@pytest.mark.parametrize("what", ["pending", "held", "waiting", "unseen"])
def test_what_lasts_is_alarming_beyond_its_threshold(
    what: str, beyond: timedelta, *, alarming: bool
) -> None:
    since = NOW - getattr(STANDARD, what) - beyond
    kind, subject, figures = {
        "pending": (
            AlarmKind.MAILS_WAIT,
            "outbox",
            OperationalFigures(mails=MailFigures(oldest_pending=since)),
        ),
        "held": (AlarmKind.DELIVERY_HELD, "delivery", OperationalFigures(held_since=since)),
        "waiting": (
            AlarmKind.FILES_WAIT,
            "acme",
            OperationalFigures(waiting={"acme": WaitingFiles(number=2, since=since)}),
        ),
        "unseen": (AlarmKind.DRIVE_UNSEEN, "acme", OperationalFigures(drives={"acme": since})),
    }[what]
    assert told(figures) == ([(kind, subject, since)] if alarming else [])


@pytest.mark.parametrize(
    ("mails", "kind", "words"),
    [
        (MailFigures(uncertain=1), AlarmKind.MAILS_UNCERTAIN, "whether they went out: 1."),
        (MailFigures(dead=2), AlarmKind.MAILS_DEAD, "refused for good within a day: 2."),
        (MailFigures(too_late=3), AlarmKind.MAILS_TOO_LATE, "time and again: 3."),
    ],
)
def test_one_mail_is_enough(mails: MailFigures, kind: AlarmKind, words: str) -> None:
    (alarm,) = alarms(OperationalFigures(mails=mails), NOW)
    assert (alarm.key, alarm.since) == ((kind, "outbox"), NOW)
    assert words in alarm.words
    assert alarm.remedy


@pytest.mark.parametrize(("beyond", "alarming"), [(timedelta(0), False), (MOMENT, True)])
@pytest.mark.parametrize("name", INTERVALS)
def test_a_round_is_late_after_three_intervals(
    name: str, beyond: timedelta, *, alarming: bool
) -> None:
    last = NOW - max(3 * INTERVALS[name], timedelta(minutes=10)) - beyond
    figures = OperationalFigures(rounds={name: finished(name, last)})
    assert told(figures) == ([(AlarmKind.ROUND_LATE, name, last)] if alarming else [])


def test_what_never_happened_is_late_from_the_first_watch_on() -> None:
    began = NOW - timedelta(hours=3)
    figures = OperationalFigures(
        drives={"acme": None}, rounds={WATCH: finished(WATCH, NOW, began)}
    )
    assert told(figures) == [
        (AlarmKind.DRIVE_UNSEEN, "acme", began),
        *(
            (AlarmKind.ROUND_LATE, n, began)
            for n in ("collect", "dispatch", "escalate", "reconcile")
        ),
    ]


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (timedelta(seconds=59), "0 min"),
        (timedelta(minutes=59), "59 min"),
        (timedelta(minutes=61), "1 h 1 min"),
        (timedelta(hours=51, minutes=59), "2 d 3 h"),
    ],
)
def test_how_long_it_lasts(time: timedelta, words: str) -> None:
    assert lasted(time) == words
