"""Entries: what identifies them, and which kinds move which sum."""

from dataclasses import replace

from concord.domain.ledger import BALANCE, COMPUTED, OWED, EntryKind
from tests.builders import period
from tests.builders_ledger import entry


def test_the_key_names_whose_credit_of_which_month_and_what_was_done_to_it() -> None:
    assert entry().key == "northwind/voice/points/GBP/2026-10/accrued/1"


def test_where_an_entry_is_posted_why_and_by_whom_is_no_part_of_its_identity() -> None:
    other = replace(entry(), posted_to=period("2026-12"), cause="late data", by="kim")
    assert other.key == entry().key


def test_each_sum_builds_on_the_one_before() -> None:
    assert COMPUTED < OWED < BALANCE
    moved = {EntryKind.OPENING, EntryKind.DISPUTED, EntryKind.CONFIRMED}
    assert set(EntryKind) - BALANCE == moved, "these say something of a credit and move nothing"
