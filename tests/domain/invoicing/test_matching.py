"""What was billed is held against what was expected, to the cent."""

from datetime import date
from decimal import Decimal

import pytest

from concord.domain.invoicing import InvoiceKind, MatchState, matches
from tests.builders_invoicing import billed, credit_note, expected

TODAY = date(2026, 12, 1)
NOTE = InvoiceKind.CREDIT_NOTE


@pytest.mark.parametrize(
    ("billed_net", "state"),
    [
        ("1000.00", MatchState.MATCHED),
        ("1000.01", MatchState.MATCHED),
        ("999.99", MatchState.MATCHED),
        ("1000.011", MatchState.DIFFERS),
        ("999.98", MatchState.DIFFERS),
        ("0", MatchState.DIFFERS),
    ],
)
def test_a_cent_is_tolerated(billed_net: str, state: MatchState) -> None:
    (found,) = matches([expected("1000")], [billed(billed_net)], TODAY)
    assert found.state is state
    assert found.difference == Decimal(billed_net) - 1000


def test_the_lines_of_a_month_add_up() -> None:
    lines = [billed("600"), billed("400", invoice="INV-8")]
    (found,) = matches([expected("1000")], lines, TODAY)
    assert (found.state, found.billed) == (MatchState.MATCHED, Decimal(1000))
    assert [line.invoice for line in found.lines] == ["INV-7", "INV-8"]


@pytest.mark.parametrize(
    ("by", "state"),
    [
        (None, MatchState.AWAITED),
        (date(2026, 12, 1), MatchState.AWAITED),
        (date(2026, 11, 30), MatchState.OVERDUE),
    ],
)
def test_a_credit_note_is_overdue_the_day_after_its_last(
    by: date | None, state: MatchState
) -> None:
    (found,) = matches([expected("1000", NOTE, by)], [], TODAY)
    assert found.state is state


def test_nothing_confirmed_needs_no_credit_note() -> None:
    (found,) = matches([expected("0", NOTE, date(2026, 11, 1))], [], TODAY)
    assert found.state is MatchState.MATCHED


def test_what_nobody_expected_is_unexpected() -> None:
    (found,) = matches([], [credit_note("5")], TODAY)
    assert (found.state, found.expected, found.difference) == (
        MatchState.UNEXPECTED,
        None,
        Decimal(5),
    )


def test_another_currency_is_another_pair() -> None:
    found = matches([expected("1000")], [billed("1000", currency="EUR")], TODAY)
    assert [(m.currency, m.state) for m in found] == [
        ("EUR", MatchState.UNEXPECTED),
        ("GBP", MatchState.AWAITED),
    ]


def test_charges_and_credit_notes_are_apart() -> None:
    found = matches([expected("1000"), expected("50", NOTE)], [billed("1000")], TODAY)
    assert [m.state for m in found] == [MatchState.MATCHED, MatchState.AWAITED]


def test_what_must_be_answered_is_what_is_wrong() -> None:
    wrong = {state for state in MatchState if state.must_be_answered}
    assert wrong == {MatchState.DIFFERS, MatchState.OVERDUE, MatchState.UNEXPECTED}
