"""The charge book of a partner: amounts by service and month, and what they depend on."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from concord.domain.charges import (
    ChargeBook,
    ChargeRate,
    ChargeTerms,
    CountedCharges,
    CountedMonth,
)
from concord.domain.kpi import Expression
from tests.builders import period

LINES = CountedCharges(
    source="invoices",
    expression=Expression(text="sum(net)", sql='sum("net")', columns=frozenset({"net"})),
    are_amounts=True,
)
JULY = period("2026-07")
BOOK = ChargeBook(
    terms={
        "voice": ChargeTerms(
            rates=(ChargeRate(since=None, fixed=Decimal("1000.00")),), first=date(2026, 7, 2)
        ),
        "mail": ChargeTerms(counted=LINES),
    },
    counted={("mail", JULY): CountedMonth(sum=Fraction(118), other_currencies=())},
)


@pytest.mark.parametrize(
    ("service", "month", "expected"),
    [
        ("voice", "2026-08", Decimal(1000)),
        ("voice", "2026-07", Decimal("967.7419354838709677419354838709677419355")),
        ("voice", "2026-06", None),
        ("mail", "2026-07", Decimal(118)),
        ("mail", "2026-08", None),
    ],
)
def test_every_service_has_its_charges_by_months(
    service: str, month: str, expected: Decimal | None
) -> None:
    assert BOOK(service, period(month)) == expected


def test_only_what_was_counted_is_an_input_beside_the_agreement() -> None:
    assert list(BOOK.inputs(JULY)) == ["charges mail 118 "]
    assert list(BOOK.inputs(period("2026-08"))) == []
    mixed = ChargeBook(
        terms={},
        counted={("mail", JULY): CountedMonth(sum=Fraction(1, 3), other_currencies=("EUR",))},
    )
    assert list(mixed.inputs(JULY)) == ["charges mail 1/3 EUR"]
