"""Charges are expected where somebody bills; credit notes where credits were confirmed."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from concord.domain.agreement import Agreement
from concord.domain.invoicing.expectations import (
    confirmed_by_line,
    expected_charges,
    expected_credit_notes,
)
from concord.domain.ledger import EntryKind
from concord.domain.quantity import Span, parse_span
from concord.domain.service import Service
from concord.domain.settlement import Settlement
from tests.builders import agreement
from tests.builders_invoicing import FLAT, OCTOBER, POINTS, billed, confirmed, credit_note


def agreed(within: Span | None = None) -> Agreement:
    services = (
        Service(id="voice", name="Voice", currency="GBP"),
        Service(id="mail", name="Mail"),
    )
    return replace(agreement(), services=services, settlement=Settlement(within=within))


def test_billed_months_are_held_against_their_charges() -> None:
    lines = [billed("1"), billed("2"), credit_note("3"), billed("4", service="mail")]
    found = list(expected_charges(agreed(), lambda _service, _month: Decimal(1000), lines))
    assert [(e.service, e.month, e.amount, e.by) for e in found] == [
        ("voice", OCTOBER, Decimal(1000), None)
    ]


def test_charges_that_nobody_knows_yet_are_not_expected() -> None:
    assert list(expected_charges(agreed(), lambda _service, _month: None, [billed("1")])) == []


def test_confirmed_regimes_are_paid_by_one_credit_note() -> None:
    entries = [confirmed("100"), confirmed("20", FLAT), confirmed("7", kind=EntryKind.ACCRUED)]
    assert confirmed_by_line(entries) == {
        (FLAT, OCTOBER): Decimal(20),
        (POINTS, OCTOBER): Decimal(100),
    }
    (found,) = expected_credit_notes(agreed(), entries)
    assert (found.service, found.month, found.amount) == ("voice", OCTOBER, Decimal(120))


@pytest.mark.parametrize(
    ("within", "by"),
    [(None, None), (parse_span("30 days"), date(2026, 12, 12))],
)
def test_the_time_runs_from_the_day_of_the_confirmation(
    within: Span | None, by: date | None
) -> None:
    earlier = confirmed("5", at=datetime(2026, 11, 1, tzinfo=UTC))
    (found,) = expected_credit_notes(agreed(within), [earlier, confirmed("1")])
    assert found.by == by


def test_without_terms_of_settlement_no_time_is_agreed() -> None:
    (found,) = expected_credit_notes(replace(agreed(), settlement=None), [confirmed("1")])
    assert found.by is None
