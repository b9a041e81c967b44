"""What the ledger lacks of credits, worked out from figures alone."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from concord.domain.charges import MonthCharges
from concord.domain.credit import LineKind
from concord.domain.ledger import (
    Due,
    EntryKind,
    Ledger,
    LedgerEventKind,
    deltas,
    dues,
    not_known,
    openings,
)
from concord.domain.opening import Opening
from tests.builders import moment, period
from tests.builders_ledger import VOICE, entry, event
from tests.ledger_books import assessment, books_agreement, credit, earned

OCTOBER = (VOICE, period("2026-10"))
EMPTY = Ledger(partner="northwind")
AT = moment("2026-11-05T06:00")


def due(credited: str = "0", earned_back: str = "0") -> dict[tuple[object, object], Due]:
    return {OCTOBER: Due(credited=Decimal(credited), earned_back=Decimal(earned_back))}


def lacking(ledger: Ledger, credited: str = "0", earned_back: str = "0") -> list[tuple[str, str]]:
    found = deltas(ledger, due(credited, earned_back))  # type: ignore[arg-type] # one month's
    return [(each.kind.value, str(each.amount)) for each in found]


@pytest.mark.parametrize(("day", "count"), [(date(2026, 10, 31), 0), (date(2026, 11, 1), 1)])
def test_a_credit_is_due_once_its_month_is_over(day: date, count: int) -> None:
    found = dues(books_agreement(), [assessment("2026-10", credit("2026-10", "5"))], day)
    assert len(found) == count


def test_history_is_due_to_nothing() -> None:
    agreement = books_agreement(effects_from=period("2026-11"))
    found = assessment("2026-10", credit("2026-10", "5"))
    assert dues(agreement, [found], date(2027, 1, 1)) == {}


def test_what_is_due_names_its_causes_and_its_version() -> None:
    found = dues(
        books_agreement(), [assessment("2026-10", credit("2026-10", "5"))], date(2027, 1, 1)
    )
    assert found[OCTOBER] == Due(
        credited=Decimal(5), causes=("phone 2026-10 minor",), agreement="a" * 64
    )


HELD = EMPTY.with_entry(entry("100"))
DELTAS = [
    (EMPTY, "0", "0", []),
    (EMPTY, "100", "0", [("accrued", "100")]),
    (HELD, "100", "0", []),
    (HELD, "0", "0", [("adjusted", "-100")]),
    (HELD, "100", "-100", [("earned_back", "-100")]),
    (HELD, "120", "-40", [("adjusted", "20"), ("earned_back", "-40")]),
    (
        HELD.with_entry(entry("-100", kind=EntryKind.EARNED_BACK)),
        "100",
        "0",
        [("earned_back", "100")],
    ),
    (HELD.with_event(event(LedgerEventKind.SIGNED_OFF)), "90", "0", [("adjusted", "-10")]),
]


@pytest.mark.parametrize(("ledger", "credited", "earned_back", "found"), DELTAS)
def test_a_delta_is_the_difference_of_what_is_due_and_what_is_held(
    ledger: Ledger, credited: str, earned_back: str, found: list[tuple[str, str]]
) -> None:
    assert lacking(ledger, credited, earned_back) == found


def test_what_is_earned_back_is_no_change_until_it_is_taken_back() -> None:
    (first,) = deltas(HELD, due("100", "-100"))  # type: ignore[arg-type] # one month's
    assert (first.is_change, first.cites) == (False, "")
    back = HELD.with_entry(entry("-100", kind=EntryKind.EARNED_BACK))
    (second,) = deltas(back, due("100"))  # type: ignore[arg-type] # one month's
    assert (second.is_change, second.cites) == (True, back.entries[-1].key)


def test_deltas_stand_in_the_order_of_their_months() -> None:
    later = {(VOICE, period("2026-11")): Due(credited=Decimal(1))}
    found = deltas(HELD, later)
    assert [(str(each.period), each.amount) for each in found] == [
        ("2026-10", Decimal(-100)),
        ("2026-11", Decimal(1)),
    ]


def test_months_whose_charges_nobody_knows_are_left_alone() -> None:
    charges = MonthCharges(service="voice", month=period("2026-10"))
    unknown = not_known([assessment("2026-10", unknown_charges=(charges,))])
    assert unknown == {("voice", period("2026-10"))}
    assert deltas(HELD, {}, unknown) == ()
    known = deltas(HELD, {OCTOBER: Due(credited=Decimal(120))}, unknown)
    assert [each.amount for each in known] == [Decimal(20)], "another regime's charges lack"


def test_what_is_earned_back_counts_for_the_month_that_cost_it() -> None:
    found = dues(
        books_agreement(),
        [
            assessment("2026-08", credit("2026-08", "100")),
            assessment("2026-10", earned("2026-10", ("2026-08", "60"), ("2026-07", "5"))),
            assessment("2026-11", earned("2026-11", ("2026-08", "40"))),
        ],
        date(2027, 1, 1),
    )
    august = found[VOICE, period("2026-08")]
    assert (august.credited, august.earned_back) == (Decimal(100), Decimal(-100))
    assert august.earned_in == period("2026-11")
    assert august.earned_causes == ("phone 2026-08 earned back",) * 2
    assert found[VOICE, period("2026-07")].earned_back == -5
    assert found[VOICE, period("2026-10")].credited == 0


def test_what_is_earned_back_is_stated_when_it_was_and_so_is_what_takes_it_back() -> None:
    in_december = Due(
        credited=Decimal(100), earned_back=Decimal(-100), earned_in=period("2026-12")
    )
    (first,) = deltas(HELD, {OCTOBER: in_december})
    assert (first.period, first.posted_to) == (period("2026-10"), period("2026-12"))
    after = HELD.with_entry(first.entry("northwind", "x", "concord", AT))
    (back,) = deltas(after, {OCTOBER: Due(credited=Decimal(100))})
    assert (back.amount, back.posted_to) == (Decimal(100), period("2026-12"))


def test_the_next_failure_that_is_earned_back_changes_nothing_of_the_first() -> None:
    after = HELD.with_entry(entry("-60", kind=EntryKind.EARNED_BACK))
    (more,) = deltas(after, {OCTOBER: Due(credited=Decimal(100), earned_back=Decimal(-100))})
    assert (more.amount, more.is_change) == (Decimal(-40), False)


def test_rounding_is_no_cause() -> None:
    lines = credit("2026-10", "5").lines
    rounding = replace(lines[0], kind=LineKind.ROUNDING, cause="rounding")
    found = replace(credit("2026-10", "5"), lines=(*lines, rounding))
    due_now = dues(books_agreement(), [assessment("2026-10", found)], date(2027, 1, 1))
    assert due_now[OCTOBER].causes == ("phone 2026-10 minor",)


def test_nothing_is_told_of_before_without_an_opening() -> None:
    assert list(openings(books_agreement(), EMPTY, AT)) == []


def test_an_opening_that_is_amended_is_told_by_the_difference() -> None:
    opening = Opening(as_of=date(2026, 9, 30), credits_this_year={"voice": Decimal(40)})
    (told,) = openings(books_agreement(opening=opening), EMPTY, AT)
    assert told.cause == "given in the year to 2026-09-30, as agreed"
    amended = replace(opening, credits_this_year={"voice": Decimal(50)})
    (more,) = openings(books_agreement(opening=amended), EMPTY.with_entry(told), AT)
    assert (more.amount, more.number) == (Decimal(10), 2)
