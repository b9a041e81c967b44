"""Finished rounds and told alarms: in memory, in SQLite, in PostgreSQL."""

from dataclasses import replace
from datetime import timedelta

from concord.domain.telling import ToldAlarm
from concord.domain.watch import AlarmKind
from concord.domain.watch_figures import FinishedRound
from tests.adapters.store.databases import StoreWithQueue
from tests.adapters.store.examples import NOON

HOUR = timedelta(hours=1)
TOLD = ToldAlarm(kind=AlarmKind.ROUND_LATE, subject="collect", since=NOON - HOUR, told=NOON)


def test_a_round_keeps_its_first_and_its_last_end(store: StoreWithQueue) -> None:
    with store.transaction() as tx:
        for at in (NOON, NOON + HOUR, NOON - HOUR):
            tx.watching.finish_round("report", at)
        tx.watching.finish_round("collect", NOON)
    with store.transaction() as tx:
        assert tx.watching.rounds() == {
            "collect": FinishedRound(name="collect", first=NOON, last=NOON),
            "report": FinishedRound(name="report", first=NOON, last=NOON + HOUR),
        }


def test_an_alarm_is_on_record_until_it_ends_and_may_come_again(store: StoreWithQueue) -> None:
    other = replace(TOLD, kind=AlarmKind.FILES_WAIT, subject="acme")
    again = replace(TOLD, told=NOON + HOUR)
    with store.transaction() as tx:
        for alarm in (TOLD, other, again):
            tx.watching.tell(alarm)
        assert tx.watching.told() == (other, again)
        tx.watching.end(TOLD.kind, TOLD.subject, NOON + HOUR)
        tx.watching.end(TOLD.kind, "never told", NOON)
        assert tx.watching.told() == (other,)
        tx.watching.tell(TOLD)
    with store.transaction() as tx:
        assert tx.watching.told() == (other, TOLD)
