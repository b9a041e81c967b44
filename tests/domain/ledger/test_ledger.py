"""A ledger as a whole: sums, numbers, and which months are locked."""

from dataclasses import replace

import pytest

from concord.domain.ledger import (
    BALANCE,
    COMPUTED,
    EntryKind,
    Ledger,
    LedgerEventKind,
    LedgerLine,
    total,
)
from tests.builders import period
from tests.builders_ledger import VOICE, entry, event

FIRST = entry("1000.00")
WAIVED = entry("-100.00", kind=EntryKind.WAIVED)
DISPUTED = entry("300.00", kind=EntryKind.DISPUTED)
OTHER = LedgerLine(service="chat", regime="points", currency="GBP")
LEDGER = Ledger(
    partner="northwind",
    entries=(FIRST, WAIVED, DISPUTED, entry("5.00", "2026-11"), replace(FIRST, line=OTHER)),
)


def test_a_balance_is_a_sum_of_what_moves_it() -> None:
    assert LEDGER.balance(VOICE) == 905
    assert LEDGER.balance(OTHER) == 1000
    assert Ledger(partner="x").balance(VOICE) == 0


def test_a_sum_is_of_kinds_of_a_line_and_a_month_if_one_is_named() -> None:
    assert LEDGER.sum(COMPUTED, VOICE) == 1005
    assert LEDGER.sum(COMPUTED, VOICE, period("2026-10")) == 1000
    assert total(LEDGER.entries, BALANCE) == 1905


def test_lines_stand_in_their_order_those_of_a_service_or_all() -> None:
    assert LEDGER.lines() == (OTHER, VOICE)
    assert LEDGER.lines("voice") == (VOICE,)


def test_entries_of_a_kind_are_numbered_within_their_line_and_month() -> None:
    assert LEDGER.number(VOICE, period(), EntryKind.WAIVED) == 2
    assert LEDGER.number(VOICE, period(), EntryKind.ADJUSTED) == 1
    assert LEDGER.number(OTHER, period(), EntryKind.WAIVED) == 1


SIGNED = LEDGER.with_event(event(LedgerEventKind.SIGNED_OFF, subject="x"))


@pytest.mark.parametrize(
    ("month", "locked", "open_month"),
    [
        ("2026-09", True, "2026-11"),
        ("2026-10", True, "2026-11"),
        ("2026-11", False, "2026-11"),
        ("2026-12", False, "2026-12"),
    ],
)
def test_what_is_signed_locks_every_month_up_to_it(
    month: str, open_month: str, *, locked: bool
) -> None:
    assert SIGNED.is_locked("voice", period(month)) is locked
    assert SIGNED.open_month("voice", period(month)) == period(open_month)


def test_each_service_is_signed_by_itself() -> None:
    assert SIGNED.signed_to("voice") == period("2026-10")
    assert SIGNED.signed_to("chat") is None
    assert not SIGNED.is_locked("chat", period("2026-10"))
    assert SIGNED.open_month("chat", period("2026-10")) == period("2026-10")


def test_events_are_found_by_what_they_are_about() -> None:
    assert SIGNED.about("x") == SIGNED.events
    assert SIGNED.about("y") == ()


def test_a_ledger_with_an_entry_more_leaves_the_one_before() -> None:
    more = LEDGER.with_entry(replace(FIRST, number=2))
    assert (len(more.entries), len(LEDGER.entries)) == (6, 5)
