"""What a year's cap leaves for a month."""

from datetime import date
from decimal import Decimal

from concord.domain.credit import Cap, Years
from concord.domain.credit.given import Given
from concord.domain.opening import Opening
from tests.builders import period
from tests.builders_credit import credit_terms, flat_regime

CAPPED = flat_regime(cap=Cap(year=Decimal(1)))
YEARS = Years(contract=date(2024, 4, 1))


def test_without_a_cap_there_is_no_limit() -> None:
    assert Given(credit_terms()).room(flat_regime(), period("2026-10")) is None


def test_each_credit_takes_from_its_own_year() -> None:
    given = Given(credit_terms(years=YEARS))
    for month in ("2026-02", "2026-03", "2026-04"):
        given.note(period(month), Decimal(5000))
    assert given.room(CAPPED, period("2026-03")) == 7000
    assert given.room(CAPPED, period("2026-04")) == 12000
    assert given.room(CAPPED, period("2026-05")) == 7000


def test_an_opening_stands_for_all_credits_up_to_its_day() -> None:
    opening = Opening(as_of=date(2026, 5, 31), credits_this_year={"voice": Decimal("4113.20")})
    given = Given(credit_terms(years=YEARS, opening=opening))
    for month in ("2026-04", "2026-05", "2026-06"):
        given.note(period(month), Decimal(5000))
    assert given.room(CAPPED, period("2026-05")) == 7000
    assert given.room(CAPPED, period("2026-06")) == Decimal("7886.80")
    assert given.room(CAPPED, period("2026-07")) == Decimal("2886.80")
