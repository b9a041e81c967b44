"""What bounds a credit when nothing is said."""

from concord.domain.credit import NO_CAP, AverageOverYear, CreditYear


def test_without_a_cap_nothing_bounds_a_credit() -> None:
    assert (NO_CAP.month, NO_CAP.year) == (None, None)


def test_a_year_is_the_contracts_unless_it_is_said() -> None:
    assert NO_CAP.year_is is CreditYear.CONTRACT
    assert AverageOverYear().year_is is CreditYear.CONTRACT
