"""The credits of one regime: each step of the contract's order, as a case in which it matters."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from concord.domain.credit import (
    Bonus,
    Cap,
    ChargedFor,
    ConversionBase,
    CreditRegime,
    LineKind,
    MetInEachOfNext,
    Years,
)
from concord.domain.opening import Opening, PendingEarnBack
from concord.domain.quantity import Span, SpanUnit
from concord.domain.service_level import Outcome, OutcomeKind
from tests.builders import at_least, outcome, period, points_regime, service_level
from tests.builders_credit import (
    amounts,
    by_lines,
    conversion_regime,
    flat_regime,
    history,
    measured,
    only_in,
    percent_regime,
    pool_regime,
    tiers_regime,
    valued,
)

THREE = Span(count=3, unit=SpanUnit.MONTH)
BACK = MetInEachOfNext(span=THREE)
YEARS = Years(contract=date(2024, 1, 1))


def test_a_met_month_has_a_credit_of_nothing_and_an_unrated_one_has_none() -> None:
    found = valued(history("+?o"), points_regime())
    assert [(str(c.period), str(c.amount), c.lines) for c in found.credits] == [
        ("2026-01", "0.00", ())
    ]


def test_points_are_summed_and_told_only_where_a_regime_counts_them() -> None:
    (counted, flat) = valued(history("-"), points_regime(), flat_regime()).credits
    assert (counted.regime, str(counted.points), str(counted.amount)) == (
        "points",
        "1",
        "1000.00",
    )
    assert (flat.regime, flat.points, str(flat.amount)) == ("flat:phone", None, "1000.00")


def test_a_month_s_cap_comes_before_the_year_s_and_both_before_the_minimum() -> None:
    cap = Cap(month=Decimal(4), year=Decimal("0.8"))
    regime = flat_regime("5000", cap=cap, minimum=Decimal(1700))
    found = valued(history("---"), regime, years=YEARS)
    assert amounts(found) == {"2026-01": "4000.00", "2026-02": "4000.00", "2026-03": "0.00"}
    first, _, last = found.credits
    assert by_lines(first) == {"failure": "5000", "month_cap": "-1000"}
    assert by_lines(last) == {
        "failure": "5000",
        "month_cap": "-1000",
        "year_cap": "-2400",
        "minimum": "-1600",
    }
    assert (first.capped, last.capped) == (True, True)


def test_points_accrue_past_the_cap() -> None:
    found = valued(history("==="), points_regime(cap=Cap(month=Decimal(1))))
    assert [credit.points for credit in found.credits] == [2, 4, 4]
    assert set(amounts(found).values()) == {"1000.00"}


def test_what_rounding_takes_has_a_line() -> None:
    (credit,) = valued(history("-"), points_regime(), charges="100.49").credits
    assert by_lines(credit) == {"failure": "1.0049", "rounding": "-0.0049"}
    assert str(credit.amount) == "1.00"


@pytest.mark.parametrize(
    ("regime", "months", "waits"),
    [
        (points_regime(), ["2026-02"], ["2026-02"]),
        (percent_regime(), ["2026-02"], ["2026-02"]),
        (flat_regime(), [], ["2026-01", "2026-02"]),
        (flat_regime(cap=Cap(month=Decimal(5))), ["2026-01"], ["2026-01"]),
        (flat_regime(cap=Cap(year=Decimal(5))), ["2026-01"], ["2026-01"]),
        (conversion_regime(("1", "1")), ["2026-02"], ["2026-01"]),
        (conversion_regime(("1", "1"), cap=Cap(month=Decimal(5))), ["2026-02"], []),
        (
            conversion_regime(("1", "1"), base=ConversionBase.PERIOD),
            ["2026-02"],
            ["2026-02"],
        ),
    ],
)
def test_without_its_charges_a_credit_waits(
    regime: CreditRegime, months: list[str], waits: list[str]
) -> None:
    assert len(valued(history("--"), regime).credits) == 2
    found = valued(history("--"), regime, charges=only_in(*months))
    assert [str(credit.period) for credit in found.credits] == waits


def test_a_met_month_without_charges_has_no_credit_not_even_of_nothing() -> None:
    found = valued(history("+-"), points_regime(), charges=only_in("2026-02"))
    assert list(amounts(found)) == ["2026-02"]


def test_a_quarter_is_priced_by_its_last_month_or_by_all_three() -> None:
    missed = outcome("2026-Q1", OutcomeKind.MISSED)
    whole = percent_regime(charged_for=ChargedFor.WHOLE_PERIOD, cap=Cap(month=Decimal("0.5")))
    assert amounts(valued([missed], percent_regime())) == {"2026-03": "1000.00"}
    (credit,) = valued([missed], whole).credits
    assert by_lines(credit) == {"failure": "3000", "month_cap": "-1500"}
    assert valued([missed], whole, charges=only_in("2026-02", "2026-03")).credits == ()


def test_weeks_cost_in_the_month_in_which_they_end() -> None:
    weeks = [outcome(f"2026-W{week}", OutcomeKind.MISSED, "minor") for week in (40, 44)]
    found = valued([*history("-"), *weeks], points_regime())
    assert list(amounts(found)) == ["2026-01", "2026-10", "2026-11"]
    assert [line.cause for line in found.credits[2].lines] == ["phone 2026-W44 minor"]


def test_a_pool_s_sum_stops_at_what_is_at_risk() -> None:
    failed = [*history("-"), *history("-", outcome(service_level="mail"))]
    regime = pool_regime("10", "100", phone="70", mail="60")
    (credit,) = valued(failed, regime).credits
    assert (credit.regime, str(credit.amount), credit.capped) == ("pool", "10000.00", True)
    assert [line.amount for line in credit.lines] == [7000, 6000, -3000]


def test_a_conversion_owes_what_its_points_come_to() -> None:
    table = (("1", "1"), ("4", "5"))
    found = valued(history("-="), conversion_regime(*table, repeat_multiplier=Decimal(2)))
    first, second = found.credits
    assert [str(c.amount) for c in found.credits] == ["1000.00", "5000.00"]
    assert [c.points for c in found.credits] == [1, 4]
    assert [str(line) for line in second.lines] == [
        "phone 2026-02 serious: repeated, 4 points",
        "4 points 2026-02: 4 points: 5 % of the charges of 2026-03",
    ]
    assert by_lines(first) == {"failure": "0", "conversion": "1000"}


def test_points_of_earlier_months_alone_may_owe_and_nobody_earns_that_back() -> None:
    regime = conversion_regime(("1", "3"), average_over=THREE, earn_back=BACK)
    found = valued(history("=++++++"), regime)
    assert {m: a for m, a in amounts(found).items() if Decimal(a)} == {
        "2026-01": "3000.00",
        "2026-02": "3000.00",
        "2026-04": "-3000.00",
    }
    assert found.credits[5].lines == ()


def test_a_conversion_that_comes_to_nothing_shows_its_points() -> None:
    (credit,) = valued(history("-"), conversion_regime(("5", "1"))).credits
    assert [line.kind for line in credit.lines] == [LineKind.FAILURE, LineKind.CONVERSION]
    assert credit.amount == 0


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ("-+++", {"2026-01": "1000.00", "2026-04": "-1000.00"}),
        ("--+++", {"2026-01": "1000.00", "2026-02": "1000.00", "2026-05": "-1000.00"}),
        ("-++-", {"2026-01": "1000.00", "2026-04": "1000.00"}),
        ("-+++++++", {"2026-01": "1000.00", "2026-04": "-1000.00"}),
    ],
)
def test_a_credit_is_earned_back_once_in_the_month_that_earns_it(
    kinds: str, expected: dict[str, str]
) -> None:
    found = valued(history(kinds), flat_regime(earn_back=BACK))
    assert {month: a for month, a in amounts(found).items() if Decimal(a)} == expected


def test_what_is_earned_back_is_what_was_issued_after_all_caps() -> None:
    regime = flat_regime("5000", cap=Cap(month=Decimal(2)), earn_back=BACK)
    *_, last = valued(history("-+++"), regime).credits
    assert [(line.kind.value, str(line.amount)) for line in last.lines] == [
        ("earn_back", "-2000.00")
    ]
    assert str(last.lines[0]) == (
        "phone 2026-01 earned back: met in each period of the next 3 months"
    )


def test_what_is_earned_back_frees_no_room_under_the_year_s_cap() -> None:
    regime = flat_regime("8000", cap=Cap(year=Decimal(1)), earn_back=BACK)
    found = valued(history("-+++--"), regime, years=YEARS)
    assert {m: a for m, a in amounts(found).items() if Decimal(a)} == {
        "2026-01": "8000.00",
        "2026-04": "-8000.00",
        "2026-05": "4000.00",
    }


def test_a_month_that_waits_for_charges_still_gives_back() -> None:
    charges = only_in("2026-01", "2026-02", "2026-03")
    found = valued(history("-+++"), percent_regime(earn_back=BACK), charges=charges)
    assert amounts(found)["2026-04"] == "-1000.00"
    pointed = valued(history("-+++"), points_regime(earn_back=BACK), charges=charges)
    assert pointed.credits[-1].points == 0


def test_each_failure_s_share_is_earned_back_by_itself() -> None:
    mail = outcome(service_level="mail")
    outcomes = [*history("-+++"), *history("=-++", mail)]
    found = valued(outcomes, points_regime(earn_back=BACK, cap=Cap(month=Decimal("1.5"))))
    assert found.credits[0].amount == 1500
    assert amounts(found)["2026-04"] == "-500.00"


def test_a_tier_that_was_passed_is_a_miss_though_the_target_was_met() -> None:
    regime = tiers_regime(("95", "1"), earn_back=BACK)
    values = ("94", "99", "94.5", "99", "99")
    outcomes = [
        measured(value, month=f"2026-0{month}") for month, value in enumerate(values, start=1)
    ]
    assert not any(credit.amount < 0 for credit in valued(outcomes, regime).credits)


OPENING = Opening(
    as_of=date(2026, 2, 28),
    earn_back_pending=(
        PendingEarnBack(service_level="phone", period=period("2025-12"), amount=Decimal(700)),
    ),
)


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [("-++++", {"2026-01": "1000.00", "2026-04": "-700.00"}), ("++-+", {"2026-03": "1000.00"})],
)
def test_an_opening_says_what_of_the_time_before_it_is_open(
    kinds: str, expected: dict[str, str]
) -> None:
    found = valued(history(kinds), flat_regime(earn_back=BACK), opening=OPENING)
    assert {m: a for m, a in amounts(found).items() if Decimal(a)} == expected


STRETCHED = (service_level(stretch=at_least("95")), service_level(id="mail"))
BONUS = (Bonus(service_level="phone", amount=Decimal(300)),)


def with_bonus(value: str, mail: str, **changes: object) -> list[tuple[str, str]]:
    outcomes: list[Outcome] = [
        measured(value),
        measured(mail, service_level="mail", band="minor"),
    ]
    regime = replace(points_regime(bonuses=BONUS), **changes)  # type: ignore[arg-type] # fields of it
    found = valued(outcomes, regime, levels=STRETCHED)
    return [(credit.regime, str(credit.amount)) for credit in found.credits]


@pytest.mark.parametrize(
    ("value", "mail", "expected"),
    [
        ("95", "89", [("points", "1000.00"), ("bonus:points", "-300.00")]),
        ("94", "89", [("points", "1000.00")]),
        ("95", "95", [("points", "0.00"), ("bonus:points", "-300.00")]),
    ],
)
def test_a_bonus_is_owed_beside_the_credits(
    value: str, mail: str, expected: list[tuple[str, str]]
) -> None:
    assert with_bonus(value, mail) == expected


def test_a_bonus_offsets_credits_as_far_as_there_are_any_where_it_was_agreed() -> None:
    offset = [("points", "700.00"), ("bonus:points", "0.00")]
    assert with_bonus("95", "89", bonus_offsets=True) == offset
    small = {"minor": Decimal("0.1")}
    assert with_bonus("95", "89", bonus_offsets=True, points=small) == [
        ("points", "0.00"),
        ("bonus:points", "-200.00"),
    ]


def test_a_share_of_unknown_charges_that_offsets_keeps_the_credit_waiting() -> None:
    share = (Bonus(service_level="phone", percent=Decimal(1)),)
    regime = flat_regime(bonuses=share, bonus_offsets=True)
    assert valued(history("-"), regime, charges=only_in()).credits == ()
