"""Watching ourselves: what is seen, told once, told again, and told to have ended."""

from dataclasses import replace
from datetime import datetime, timedelta

from concord.domain.delivery_hold import DeliveryHold, DeliveryRelease
from concord.domain.submission import Verdict
from concord.domain.telling import ToldAlarm
from concord.domain.watch import REPEATED_AFTER, STANDARD, AlarmKind
from concord.domain.watch_figures import WATCH, FinishedRound, OperationalFigures, WaitingFiles
from concord.services.watch import Watched, Ways, finish_round, look, watch
from tests.builders import agreement, moment, source, submission
from tests.fakes import FakeStore
from tests.fakes_watching import FakeAlarmChannel, FakeHeartbeat

NOW = moment("2026-11-24T09:00")
BEFORE = NOW - STANDARD.held - timedelta(minutes=1)
NORTHWIND = replace(agreement(), sources=(source(), source(id="quality")))
HERE = "here"


def held_store() -> FakeStore:
    store = FakeStore()
    hold_from(store, BEFORE)
    return store


def hold_from(store: FakeStore, since: datetime) -> None:
    with store.transaction() as tx:
        tx.delivery_holds.hold(DeliveryHold(reason="A restore.", set_by="kim", since=since))


def told(store: FakeStore) -> tuple[ToldAlarm, ...]:
    with store.transaction() as tx:
        return tx.watching.told()


def watched(store: FakeStore, ways: Ways, now: datetime = NOW) -> Watched:
    return watch((), HERE, ways, store=store, now=now)


def test_an_installation_at_its_first_look_is_well() -> None:
    store = FakeStore()
    seen = look([NORTHWIND], HERE, store=store, now=NOW)
    assert seen == Watched(figures=OperationalFigures(drives={"northwind": None}), standing=())


def test_a_drive_counts_as_looked_at_since_all_of_its_sources_were() -> None:
    store = FakeStore()
    first, second = (each.id for each in NORTHWIND.sources)
    with store.transaction() as tx:
        tx.drives.note_collected("northwind", first, NOW)
    assert look([NORTHWIND], HERE, store=store, now=NOW).figures.drives == {"northwind": None}
    with store.transaction() as tx:
        tx.drives.note_collected("northwind", second, BEFORE)
    assert look([NORTHWIND], HERE, store=store, now=NOW).figures.drives == {"northwind": BEFORE}


def test_files_that_wait_for_a_person_are_counted_from_the_first() -> None:
    store = FakeStore()
    later = submission("2026-09", verdict=Verdict.QUARANTINED, sha256="b" * 64)
    earlier = submission("2026-08", verdict=Verdict.QUARANTINED, arrived=BEFORE)
    with store.transaction() as tx:
        for each in (later, earlier, submission("2026-07", sha256="c" * 64)):
            tx.submissions.add(each)
    seen = look([NORTHWIND], HERE, store=store, now=NOW).figures.waiting
    assert seen == {"northwind": WaitingFiles(number=2, since=min(BEFORE, later.arrived))}


def test_a_round_that_came_to_its_end_is_on_record() -> None:
    store = FakeStore()
    for at in (BEFORE, NOW):
        finish_round("collect", store=store, now=at)
    rounds = look((), HERE, store=store, now=NOW).figures.rounds
    assert rounds == {"collect": FinishedRound(name="collect", first=BEFORE, last=NOW)}


def test_from_the_first_round_of_watching_the_others_are_waited_for() -> None:
    store = FakeStore()
    assert watched(store, Ways()).figures.begun(NOW) == NOW
    later = NOW + timedelta(minutes=11)
    late = watched(store, Ways(), later).standing
    assert [(alarm.kind, alarm.subject, alarm.since) for alarm in late] == [
        (AlarmKind.ROUND_LATE, "dispatch", NOW)
    ]
    assert WATCH in watched(store, Ways(), later).figures.rounds


def test_an_alarm_is_told_once_then_after_a_while_again_and_when_it_ends() -> None:
    store, channel, heartbeat = held_store(), FakeAlarmChannel(), FakeHeartbeat()
    ways = Ways(channel=channel, heartbeat=heartbeat)
    (alarm,) = watched(store, ways).standing
    assert (alarm.kind, alarm.since) == (AlarmKind.DELIVERY_HELD, BEFORE)
    assert watched(store, ways, NOW + timedelta(minutes=5)).told == 0
    assert len(channel.told) == 1
    again = NOW + REPEATED_AFTER
    for name in STANDARD.intervals:
        finish_round(name, store=store, now=again)
    assert watched(store, ways, again).told == 1
    with store.transaction() as tx:
        tx.delivery_holds.release(DeliveryRelease(by="kim", at=again, note="Done."))
    ended = watched(store, ways, again)
    assert (ended.standing, ended.told, told(store)) == ((), 1, ())
    assert [each.kind for each in channel.told[-1].ended] == [AlarmKind.DELIVERY_HELD]
    assert heartbeat.beats == [False, False, False, True]


def test_without_a_way_to_people_nothing_counts_as_told() -> None:
    store = held_store()
    seen = watched(store, Ways())
    assert (len(seen.standing), seen.told, told(store)) == (1, 0, ())


def test_what_could_not_be_told_is_told_by_the_next_round_and_silence_calls_people() -> None:
    store, heartbeat = held_store(), FakeHeartbeat()
    away = watched(store, Ways(channel=FakeAlarmChannel(is_away=True), heartbeat=heartbeat))
    assert away.told == 0
    assert len(away.failures) == 1
    assert (told(store), heartbeat.beats) == ((), [])
    channel = FakeAlarmChannel()
    assert watched(store, Ways(channel=channel, heartbeat=heartbeat)).told == 1


def test_a_heartbeat_that_is_away_is_a_failure() -> None:
    channel = FakeAlarmChannel()
    seen = watched(held_store(), Ways(channel=channel, heartbeat=FakeHeartbeat(is_away=True)))
    assert len(seen.failures) == 1
    assert (seen.told, len(channel.told)) == (1, 1), "people were told all the same"
