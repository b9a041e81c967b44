"""Whole agreements with five regimes over a year, against the clauses worked out a second time.

What is drawn is the same each time; the figures differ from agreement to agreement.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest

from tests.golden.desk import Case, Desk, months_from
from tests.oracles import credit_models as oracle
from tests.oracles.credit_models import Category, Level, Terms, issued

pytestmark = pytest.mark.journey

F = Fraction
NAMES = ("phone", "mail", "chat")
MONTHS = 12
AGAIN = F(2)


@dataclass(frozen=True)
class Drawn:
    """An agreement's numbers."""

    levels: dict[str, tuple[Level, list[Fraction | None]]]
    charges: list[Fraction]
    worth: dict[str, Fraction]
    percent: Fraction
    at_risk: Fraction
    allocations: list[Fraction]
    rate: Fraction
    step: Fraction
    tiers: list[tuple[Fraction, Fraction]]
    amount: Fraction
    terms: Terms


def drawn(seed: int) -> Drawn:
    """Return numbers that hang on nothing but the seed."""
    chance = Random(seed)  # noqa: S311 -- figures, not secrets

    def tenth(low: int, high: int) -> Fraction:
        return F(chance.randint(low, high), 10)

    def level() -> Level:
        target, first, second = tenth(970, 995), tenth(3, 15), tenth(3, 15)
        edges = (("minor", target - first), ("serious", target - first - second))
        return Level(target=target, bands=edges, beyond="severe")

    def series() -> list[Fraction | None]:
        return [None if chance.random() < 0.1 else tenth(940, 1000) for _ in range(MONTHS)]

    phone = level()
    first, second = chance.randint(20, 80), chance.randint(1, 19)
    return Drawn(
        levels={name: (phone if name == "phone" else level(), series()) for name in NAMES},
        charges=[F(chance.randint(1_000_000, 20_000_000), 100) for _ in range(MONTHS)],
        worth={"minor": F(1), "serious": F(2), "severe": F(chance.randint(3, 9))},
        percent=F(chance.randint(1, 8), 4),
        at_risk=F(chance.randint(4, 40), 2),
        allocations=[F(first), F(second), F(100 - first - second)],
        rate=F(chance.randint(1, 12), 4),
        step=tenth(1, 9),
        tiers=[(phone.target, F(5)), (phone.target - 1, F(10)), (phone.target - 2, F(40))],
        amount=F(chance.randint(10_000, 900_000), 100),
        terms=Terms(
            month_cap=F(chance.randint(2, 15)),
            year_cap=F(chance.randint(1, 6)),
            minimum=F(chance.randint(0, 300)),
        ),
    )


def text(number: Fraction) -> str:
    written = f"{Decimal(number.numerator) / Decimal(number.denominator):f}"
    assert F(written) == number
    return written


def bands_of(level: Level) -> str:
    edges = (f"{band}: {text(edge)} %" for band, edge in level.bands)
    return f"{', '.join(edges)}, {level.beyond}: beyond"


def case_of(found: Drawn) -> Case:
    """Return the agreement in words."""
    months = months_from("2025-01", MONTHS)
    billed = zip(months, map(text, found.charges), strict=True)
    levels = "".join(
        f"  - {{id: {name}, kpi: {name}, target: at least {text(level.target)} %, "
        f"bands: {{{bands_of(level)}}}}}\n"
        for name, (level, _) in found.levels.items()
    )
    terms = found.terms
    assert terms.month_cap is not None
    assert terms.year_cap is not None
    bounds = (
        f"cap: {{month: {text(terms.month_cap)} %, year: {text(terms.year_cap)} %}}, "
        f"minimum: {text(terms.minimum)}"
    )
    points = ", ".join(f"{band}: {text(worth)}" for band, worth in found.worth.items())
    parts = ", ".join(
        f"{name}: {text(take)} %" for name, take in zip(NAMES, found.allocations, strict=True)
    )
    tiers = ", ".join(
        f"{{below: {text(edge)} %, percent: {text(percent)} %}}" for edge, percent in found.tiers
    )
    return Case(
        levels=levels,
        credits=f"""\
  - {{model: points, points: {{{points}}}, repeat_multiplier: {text(AGAIN)},
     percent_per_point: {text(found.percent)} %, {bounds}}}
  - {{model: pool, at_risk: {text(found.at_risk)} %, {bounds},
     categories: {{all: {{share: 100 %, allocations: {{{parts}}}}}}}}}
  - {{model: shortfall, service_level: mail, rate: {text(found.rate)} %,
     step: {text(found.step)} %, {bounds}}}
  - {{model: tiers, service_level: phone, tiers: [{tiers}], {bounds}}}
  - {{model: flat, service_level: chat, amount: {text(found.amount)}, {bounds}}}
""",
        charges=f"{{months: {{{', '.join(f'{m}: {amount}' for m, amount in billed)}}}}}",
        shares={
            name: [None if value is None else text(value) for value in series]
            for name, (_, series) in found.levels.items()
        },
    )


def expected(found: Drawn) -> dict[str, Sequence[Fraction]]:
    """Return what each regime gives in each month."""
    mail, chat, phone = (found.levels[name] for name in ("mail", "chat", "phone"))
    takes = dict(zip(NAMES, found.allocations, strict=True))
    due = {
        "points": oracle.by_points(found.levels, found.worth, AGAIN, found.percent, found.charges),
        "pool": oracle.by_pool(
            found.levels, found.at_risk, [Category(share=F(100), takes=takes)], found.charges
        ),
        "shortfall:mail": oracle.by_shortfall(*mail, found.rate, found.step, found.charges),
        "tiers:phone": oracle.by_tiers(phone[1], found.tiers, found.charges),
        "flat:chat": oracle.by_amount(*chat, found.amount, None),
    }
    return {
        name: issued(amounts, found.charges, found.terms, [0] * MONTHS)
        for name, amounts in due.items()
    }


@pytest.mark.parametrize("seed", range(8))
def test_a_year_of_five_regimes_comes_to_what_the_clauses_say(desk: Desk, seed: int) -> None:
    numbers = drawn(seed)
    found = desk.try_(case_of(numbers))
    owed = {credit["period"]: credit for credit in found["credits"]}
    for name, amounts in expected(numbers).items():
        for month, amount in zip(months_from("2025-01", MONTHS), amounts, strict=True):
            lines = owed[month]["lines"] if month in owed else []
            given = sum((F(line["amount"]) for line in lines if line["regime"] == name), F(0))
            assert abs(given - amount) <= F(1, 10**9), (name, month)
