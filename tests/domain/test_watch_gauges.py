"""Gauges: a number for everything that may stand still, 0 where nothing does."""

from datetime import UTC, datetime, timedelta

from concord.domain.watch import alarms
from concord.domain.watch_figures import (
    WATCH,
    FinishedRound,
    MailFigures,
    OperationalFigures,
    WaitingFiles,
)
from concord.domain.watch_gauges import gauges

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_where_nothing_waits_all_is_zero() -> None:
    assert set(gauges(OperationalFigures(), (), NOW).values()) == {0}


def test_what_waits_is_a_number_or_an_age_in_seconds() -> None:
    rounds = {
        WATCH: FinishedRound(name=WATCH, first=NOW - 9 * MINUTE, last=NOW),
        "collect": FinishedRound(name="collect", first=NOW, last=NOW + MINUTE),
    }
    figures = OperationalFigures(
        mails=MailFigures(oldest_pending=NOW - 20 * MINUTE, uncertain=1, dead=2, too_late=3),
        held_since=NOW - MINUTE,
        waiting={
            "acme": WaitingFiles(number=2, since=NOW),
            "northwind": WaitingFiles(number=3, since=NOW),
        },
        drives={"acme": NOW - 5 * MINUTE, "northwind": None},
        rounds=rounds,
    )
    assert gauges(figures, alarms(figures, NOW), NOW) == {
        "concord.mails.oldest_pending_seconds": 1200,
        "concord.mails.uncertain": 1,
        "concord.mails.dead": 2,
        "concord.mails.too_late": 3,
        "concord.delivery.held_seconds": 60,
        "concord.files.waiting": 5,
        "concord.drives.unseen_seconds": 540,
        "concord.alarms": 4,
        "concord.rounds.watch.age_seconds": 0,
        "concord.rounds.collect.age_seconds": 0,
    }
