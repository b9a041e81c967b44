"""Waivers: of what is owed and open, and no more than is left of the credit."""

from concord.domain.ledger import EntryKind, Ledger, waivable, waivers_too_high
from tests.builders import moment, period
from tests.builders_ledger import VOICE, entry

AT = moment("2026-11-05T06:00")
OWED = Ledger(partner="northwind", entries=(entry("1000.00"),))
DISPUTED = OWED.with_entry(entry("300.00", kind=EntryKind.DISPUTED))


def test_what_is_disputed_is_for_the_dispute_to_decide() -> None:
    assert waivable(OWED, VOICE, period()) == 1000
    assert waivable(DISPUTED, VOICE, period()) == 700


def test_what_is_settled_for_any_month_can_not_be_waived() -> None:
    paid = DISPUTED.with_entry(entry("-900.00", "2026-11", kind=EntryKind.SETTLED))
    assert waivable(paid, VOICE, period()) == 0


def test_a_waiver_that_fits_stays_and_one_that_does_not_is_taken_back_by_the_rest() -> None:
    fits = OWED.with_entry(entry("-1000.00", kind=EntryKind.WAIVED))
    assert list(waivers_too_high(fits, AT)) == []
    over = OWED.with_entry(entry("-1000.01", kind=EntryKind.WAIVED))
    (back,) = waivers_too_high(over, AT)
    assert (str(back.amount), back.cites, back.number) == ("0.01", over.entries[-1].key, 2)


def test_what_is_earned_back_was_not_waived() -> None:
    waived = OWED.with_entry(entry("-400.00", kind=EntryKind.WAIVED))
    earned = waived.with_entry(entry("-1000.00", kind=EntryKind.EARNED_BACK))
    (back,) = waivers_too_high(earned, AT)
    assert str(back.amount) == "400.00"
