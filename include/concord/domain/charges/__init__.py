"""Charges: what a service costs in a month, which credits are a percentage of."""

from concord.domain.charges.book import ChargeBook, Charges
from concord.domain.charges.month import (
    ChargeGap,
    CountedMonth,
    MonthCharges,
    month_charges,
)
from concord.domain.charges.terms import ChargeBase, ChargeRate, ChargeTerms, CountedCharges

__all__ = [
    "ChargeBase",
    "ChargeBook",
    "ChargeGap",
    "ChargeRate",
    "ChargeTerms",
    "Charges",
    "CountedCharges",
    "CountedMonth",
    "MonthCharges",
    "month_charges",
]
