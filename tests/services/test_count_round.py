"""Rounds are counted in the records and beside them: records that were put back are noticed."""

from copy import deepcopy

import pytest

from concord.services.count_round import (
    AT_WORK_AT_ONCE,
    RoundCount,
    check_records,
    count_round,
)
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
    assert "it knows 1 round of sending, and there were 2" in hold.reason
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


def test_records_are_checked_without_counting() -> None:
    store, mark = FakeStore(), FakeRoundMark()
    count_round(store, mark, NOW)
    assert check_records(store, mark, NOW)
    mark.mark(4)
    assert [check_records(store, mark, NOW) for _ in range(2)] == [False, True]
    assert mark.highest == 4
    with store.transaction() as tx:
        assert (tx.delivery_holds.rounds(), len(tx.delivery_holds.all())) == (4, 1)


def test_a_copy_from_the_midst_of_a_round_is_noticed_after_it() -> None:
    store, mark = FakeStore(), FakeRoundMark()
    round_ = RoundCount(store=store, mark=mark, clock=lambda: NOW)
    assert [round_.begin(), round_.begin()] == [True, True]
    copy = deepcopy(store.tables)
    round_.end()
    store.tables = copy
    assert not check_records(store, mark, NOW)


def test_a_round_by_records_that_are_too_old_is_not_counted_on() -> None:
    store, mark = FakeStore(), FakeRoundMark(highest=7)
    round_ = RoundCount(store=store, mark=mark, clock=lambda: NOW)
    assert [round_.begin(), round_.begin()] == [False, False]
    round_.end()
    assert mark.highest == 8
    assert round_.begin()


@pytest.mark.parametrize(
    ("counted", "is_current"), [(0, True), (AT_WORK_AT_ONCE, True), (AT_WORK_AT_ONCE + 1, False)]
)
def test_a_database_that_came_without_its_folder_is_on_hold(
    counted: int, *, is_current: bool
) -> None:
    store, mark = FakeStore(), FakeRoundMark()
    with store.transaction() as tx:
        tx.delivery_holds.count_rounds(counted)
    assert check_records(store, mark, NOW) is is_current
    assert check_records(store, mark, NOW)
    with store.transaction() as tx:
        holds = tx.delivery_holds.all()
    assert [hold.older_records for hold in holds] == ([] if is_current else [True])
    assert all("and the folder of the stores none" in hold.reason for hold in holds)
