"""Rounds are counted in the records and beside them: records that were put back are noticed."""

from copy import deepcopy

from concord.services.count_round import count_round
from tests.builders import moment
from tests.fakes import FakeStore
from tests.fakes_delivery import FakeRoundMark

NOW = moment("2026-11-24T09:00")


def test_each_round_is_counted_in_the_records_and_then_beside_them() -> None:
    store, mark = FakeStore(), FakeRoundMark()
    assert [count_round(store, mark, NOW) for _ in range(3)] == [True, True, True]
    assert mark.marked == [1, 2, 3]
    with store.transaction() as tx:
        assert (tx.delivery_holds.rounds(), tx.delivery_holds.all()) == (3, ())


def test_records_that_were_put_back_are_on_hold_before_anything_is_sent() -> None:
    store, mark = FakeStore(), FakeRoundMark()
    count_round(store, mark, NOW)
    older = deepcopy(store.tables)
    count_round(store, mark, NOW)
    store.tables = older
    assert not count_round(store, mark, NOW)
    with store.transaction() as tx:
        (hold,) = tx.delivery_holds.all()
    assert (hold.set_by, hold.since, hold.older_records) == ("concord", NOW, True)
    assert "it knows 1 rounds of sending, and there were 2" in hold.reason
    assert mark.highest == 3


def test_they_are_noticed_once() -> None:
    store, mark = FakeStore(), FakeRoundMark(highest=7)
    assert [count_round(store, mark, NOW), count_round(store, mark, NOW)] == [False, True]
    with store.transaction() as tx:
        assert len(tx.delivery_holds.all()) == 1


def test_who_died_between_records_and_mark_is_no_reason_to_hold() -> None:
    store, mark = FakeStore(), FakeRoundMark()
    with store.transaction() as tx:
        tx.delivery_holds.count_rounds(5)
    assert count_round(store, mark, NOW)
    assert mark.highest == 6
