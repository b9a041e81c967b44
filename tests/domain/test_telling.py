"""An alarm is told once, again after four hours while it stands, and its end once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from concord.domain.telling import MOST_TOLD, Notice, ToldAlarm, notice, standing_since
from concord.domain.watch import REPEATED_AFTER, Alarm, AlarmKind

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
LATE = Alarm(
    kind=AlarmKind.ROUND_LATE,
    subject="collect",
    since=NOW - timedelta(hours=9),
    words="No round of collect.",
    remedy="Look at it.",
)
UNSURE = replace(LATE, kind=AlarmKind.MAILS_UNCERTAIN, subject="outbox", since=NOW)


def told(alarm: Alarm, ago: timedelta = timedelta(0)) -> ToldAlarm:
    return ToldAlarm(kind=alarm.kind, subject=alarm.subject, since=alarm.since, told=NOW - ago)


@pytest.mark.parametrize(
    ("ago", "again"), [(REPEATED_AFTER - timedelta(seconds=1), False), (REPEATED_AFTER, True)]
)
def test_what_stands_is_told_again_after_a_while(ago: timedelta, *, again: bool) -> None:
    assert notice([LATE], [told(LATE, ago)], NOW) == Notice(standing=(LATE,) if again else ())


def test_what_is_new_is_told_and_what_ended_too() -> None:
    said = notice([LATE], [told(UNSURE)], NOW)
    assert said == Notice(standing=(LATE,), ended=(told(UNSURE),))
    assert said.subject == "Concord: 1 alarms, 1 ended"
    assert said.text(NOW + timedelta(hours=1)).splitlines() == [
        "No round of collect. Since 24 Nov 2026 03:00 UTC. What to do: Look at it.",
        "Ended: mails_uncertain outbox, after 1 h 0 min.",
    ]


def test_nothing_new_is_nothing_to_tell() -> None:
    assert notice([LATE], [told(LATE)], NOW).is_empty
    assert not notice([], [told(LATE)], NOW).is_empty


def test_what_is_only_counted_stands_since_it_was_first_seen() -> None:
    before = replace(UNSURE, since=NOW - timedelta(hours=5))
    assert standing_since([UNSURE, LATE], [told(before)]) == (before, LATE)


def test_a_notice_does_not_grow_without_end() -> None:
    many = tuple(replace(LATE, subject=f"p{n}") for n in range(MOST_TOLD + 3))
    lines = Notice(standing=many).text(NOW).splitlines()
    assert (len(lines), lines[-1]) == (MOST_TOLD + 1, "And 3 more.")
