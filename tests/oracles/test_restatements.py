"""Restatements: whatever becomes of a credit, the ledger's entries add up to what it is now."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.domain.ledger import (
    BALANCE,
    COMPUTED,
    Due,
    EntryKind,
    Ledger,
    LedgerEventKind,
    LedgerLine,
    deltas,
    total,
)
from concord.domain.period import MeasurementPeriod
from tests.builders import months, period
from tests.builders_ledger import event

pytestmark = pytest.mark.journey

thorough = settings(max_examples=1_000, deadline=None)
MONTHS = tuple(period(month) for month in months("2026-01", 3))
LINES = tuple(
    LedgerLine(service="voice", regime=regime, currency="GBP") for regime in ("points", "flat")
)
Dues = dict[tuple[LedgerLine, MeasurementPeriod], Due]
AT = datetime(2026, 11, 20, 9, tzinfo=UTC)

amounts = st.integers(0, 500_000).map(lambda cents: Decimal(cents) / 100)
dues = st.builds(
    lambda credited, back: Due(credited=credited, earned_back=-min(back, credited)),
    amounts,
    st.one_of(st.just(Decimal(0)), amounts),
)
figures = st.dictionaries(
    st.tuples(st.sampled_from(LINES), st.sampled_from(MONTHS)), dues, max_size=6
)
# A month is signed off, or the figures come out anew.
steps = st.lists(st.one_of(st.sampled_from(MONTHS), figures), min_size=1, max_size=6)


def posted(ledger: Ledger, due: Dues) -> Ledger:
    for delta in deltas(ledger, due):
        at = AT + timedelta(seconds=len(ledger.entries))
        ledger = ledger.with_entry(delta.entry("northwind", "figures", "concord", at))
    return ledger


def signed(ledger: Ledger, month: MeasurementPeriod) -> Ledger:
    return ledger.with_event(
        event(LedgerEventKind.SIGNED_OFF, period=month, service="voice", partner="northwind")
    )


@thorough
@given(steps, figures)
def test_after_any_restatements_the_entries_come_to_a_computation_from_scratch(
    history: list[MeasurementPeriod | Dues],
    last: Dues,
) -> None:
    ledger = Ledger(partner="northwind")
    for step in [*history, last]:
        before = ledger
        if isinstance(step, MeasurementPeriod):
            ledger = signed(ledger, step)
        else:
            ledger = posted(ledger, step)
            assert all(
                not before.is_locked(entry.line.service, entry.posted_to)
                for entry in ledger.entries[len(before.entries) :]
            )
        assert ledger.entries[: len(before.entries)] == before.entries
    scratch = posted(Ledger(partner="northwind"), last)
    for line in LINES:
        for month in MONTHS:
            assert ledger.sum(COMPUTED, line, month) == scratch.sum(COMPUTED, line, month)
        assert ledger.balance(line) == scratch.balance(line)
    assert posted(ledger, last) == ledger
    keys = [entry.key for entry in ledger.entries]
    assert len(keys) == len(set(keys))


@thorough
@given(steps)
def test_entries_of_a_month_are_one_accrual_and_then_adjustments(
    history: list[MeasurementPeriod | Dues],
) -> None:
    ledger = Ledger(partner="northwind")
    for step in history:
        if isinstance(step, MeasurementPeriod):
            ledger = signed(ledger, step)
        else:
            ledger = posted(ledger, step)
    for line in LINES:
        for month in MONTHS:
            kinds = [e.kind for e in ledger.of(line, month) if e.kind is not EntryKind.EARNED_BACK]
            assert EntryKind.ACCRUED not in kinds[1:]
            assert all(entry.amount for entry in ledger.of(line, month))


@thorough
@given(figures, figures, amounts)
def test_what_was_settled_stays_and_the_rest_is_a_counter_entry(
    first: Dues,
    then: Dues,
    paid: Decimal,
) -> None:
    ledger = posted(Ledger(partner="northwind"), first)
    line, month = LINES[0], MONTHS[0]
    if ledger.of(line, month) and paid:
        settled = replace(
            ledger.of(line, month)[0], kind=EntryKind.SETTLED, number=1, amount=-paid, cause="CN-1"
        )
        ledger = ledger.with_entry(settled)
    kept = total(ledger.of(line, month), {EntryKind.SETTLED})
    after = posted(ledger, then)
    assert total(after.of(line, month), {EntryKind.SETTLED}) == kept
    due = then.get((line, month), Due())
    assert after.sum(BALANCE, line, month) == due.credited + due.earned_back + kept
