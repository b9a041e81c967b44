"""The six credit models against the same clauses worked out a second time with fractions."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.domain.credit import (
    Cap,
    ConversionRegime,
    ConversionRow,
    FlatRegime,
    MetInEachOfNext,
    PointsRegime,
    PoolCategory,
    PoolRegime,
    ShortfallRegime,
    Tier,
    TiersRegime,
)
from concord.domain.quantity import Span, SpanUnit
from tests.oracles import credit_models as oracle
from tests.oracles.assessed import Partner, owed
from tests.oracles.credit_models import Category, Level, Terms, issued

pytestmark = pytest.mark.journey

F = Fraction
MONTHS = 4
NAMES = ("phone", "mail")
thorough = settings(max_examples=1_000, deadline=None)

tenths = st.integers(930, 1000).map(lambda n: F(n, 10))
series = st.lists(st.one_of(st.none(), tenths), min_size=MONTHS, max_size=MONTHS)
amounts = st.integers(0, 20_000_000).map(lambda n: F(n, 100))
charges = st.lists(amounts, min_size=MONTHS, max_size=MONTHS)
percents = st.integers(0, 400).map(lambda n: F(n, 4))
small = st.integers(0, 40).map(lambda n: F(n, 4))
maybe_percents = st.one_of(st.none(), percents)
levels = st.builds(
    lambda target, first, second: Level(
        target=target,
        bands=(("minor", target - first), ("serious", target - first - second)),
        beyond="severe",
    ),
    target=tenths,
    first=st.integers(1, 20).map(lambda n: F(n, 10)),
    second=st.integers(1, 20).map(lambda n: F(n, 10)),
)
measured = st.fixed_dictionaries({name: st.tuples(levels, series) for name in NAMES})
terms = st.builds(
    Terms,
    month_cap=maybe_percents,
    year_cap=st.one_of(st.none(), small),
    minimum=st.one_of(st.just(F(0)), st.integers(0, 500_000).map(lambda n: F(n, 100))),
)
YEAR = [0] * MONTHS


def decimal(number: Fraction | None) -> Decimal | None:
    return None if number is None else Decimal(number.numerator) / Decimal(number.denominator)


def exactly(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)


def conditions(agreed: Terms) -> dict[str, object]:
    cap = Cap(month=decimal(agreed.month_cap), year=decimal(agreed.year_cap))
    own = {"service": "voice", "currency": "GBP"}
    return {**own, "cap": cap, "minimum": exactly(agreed.minimum)}


def hold(partner: Partner, due: Sequence[Fraction], agreed: Terms) -> None:
    assert owed(partner) == list(issued(due, partner.charges, agreed, YEAR))


@thorough
@given(measured, charges, terms, small, st.sampled_from([F(1), F(2), F(3, 2)]), st.data())
def test_points(
    found: dict[str, tuple[Level, oracle.Series]],
    costs: list[Fraction],
    agreed: Terms,
    percent: Fraction,
    again: Fraction,
    data: st.DataObject,
) -> None:
    worth = {name: data.draw(small) for name in ("minor", "serious", "severe")}
    regime = PointsRegime(
        **conditions(agreed),  # type: ignore[arg-type]
        points={name: exactly(points) for name, points in worth.items()},
        percent_per_point=exactly(percent),
        repeat_multiplier=exactly(again),
    )
    partner = Partner(levels=found, charges=costs, regimes=(regime,))
    hold(partner, oracle.by_points(found, worth, again, percent, costs), agreed)


@thorough
@given(measured, charges, terms, percents, st.lists(percents, min_size=2, max_size=2), st.data())
def test_pool(
    found: dict[str, tuple[Level, oracle.Series]],
    costs: list[Fraction],
    agreed: Terms,
    at_risk: Fraction,
    shares: list[Fraction],
    data: st.DataObject,
) -> None:
    places = [data.draw(st.integers(0, 2)) for _ in NAMES]
    takes = [data.draw(percents) for _ in NAMES]
    categories = [
        Category(
            share=share,
            takes={
                name: take
                for name, place, take in zip(NAMES, places, takes, strict=True)
                if place == number
            },
        )
        for number, share in enumerate(shares)
    ]
    regime = PoolRegime(
        **conditions(agreed),  # type: ignore[arg-type]
        at_risk=exactly(at_risk),
        categories=tuple(
            PoolCategory(
                name=f"part {number}",
                share=exactly(category.share),
                allocations={name: exactly(take) for name, take in category.takes.items()},
            )
            for number, category in enumerate(categories)
        ),
    )
    partner = Partner(levels=found, charges=costs, regimes=(regime,))
    hold(partner, oracle.by_pool(found, at_risk, categories, costs), agreed)


@thorough
@given(
    levels,
    series,
    charges,
    terms,
    small,
    st.one_of(st.none(), st.integers(1, 20).map(lambda n: F(n, 10))),
)
def test_shortfall(
    level: Level,
    values: oracle.Series,
    costs: list[Fraction],
    agreed: Terms,
    rate: Fraction,
    step: Fraction | None,
) -> None:
    regime = ShortfallRegime(
        **conditions(agreed),  # type: ignore[arg-type]
        service_level="phone",
        rate=exactly(rate),
        step=decimal(step),
    )
    partner = Partner(levels={"phone": (level, values)}, charges=costs, regimes=(regime,))
    hold(partner, oracle.by_shortfall(level, values, rate, step, costs), agreed)


@thorough
@given(levels, series, charges, terms, st.lists(tenths, max_size=4, unique=True), st.data())
def test_tiers(
    level: Level,
    values: oracle.Series,
    costs: list[Fraction],
    agreed: Terms,
    edges: list[Fraction],
    data: st.DataObject,
) -> None:
    falling = sorted((edge for edge in edges if edge <= level.target), reverse=True)
    rising = sorted(data.draw(st.lists(percents, min_size=len(falling), max_size=len(falling))))
    tiers = list(zip(falling, rising, strict=True))
    regime = TiersRegime(
        **conditions(agreed),  # type: ignore[arg-type]
        service_level="phone",
        tiers=tuple(Tier(edge=exactly(e), percent=exactly(p)) for e, p in tiers),
    )
    partner = Partner(levels={"phone": (level, values)}, charges=costs, regimes=(regime,))
    hold(partner, oracle.by_tiers(values, tiers, costs), agreed)


@thorough
@given(
    levels,
    series,
    charges,
    terms,
    st.integers(0, 1_000_000).map(lambda n: F(n, 100)),
    st.one_of(st.none(), st.integers(1, 20).map(lambda n: F(n, 10))),
)
def test_flat(
    level: Level,
    values: oracle.Series,
    costs: list[Fraction],
    agreed: Terms,
    amount: Fraction,
    every: Fraction | None,
) -> None:
    regime = FlatRegime(
        **conditions(agreed),  # type: ignore[arg-type]
        service_level="phone",
        amount=exactly(amount),
        every=decimal(every),
    )
    partner = Partner(levels={"phone": (level, values)}, charges=costs, regimes=(regime,))
    hold(partner, oracle.by_amount(level, values, amount, every), agreed)


@thorough
@given(measured, charges, terms, st.integers(1, 3), st.sampled_from([F(1), F(2)]), st.data())
def test_conversion(
    found: dict[str, tuple[Level, oracle.Series]],
    costs: list[Fraction],
    agreed: Terms,
    over: int,
    again: Fraction,
    data: st.DataObject,
) -> None:
    worth = {name: data.draw(small) for name in ("minor", "serious", "severe")}
    starts = sorted(data.draw(st.lists(small, max_size=3, unique=True)))
    rising = sorted(data.draw(st.lists(percents, min_size=len(starts), max_size=len(starts))))
    table = list(zip(starts, rising, strict=True))
    regime = ConversionRegime(
        **conditions(agreed),  # type: ignore[arg-type]
        points={name: exactly(points) for name, points in worth.items()},
        table=tuple(ConversionRow(points=exactly(s), percent=exactly(p)) for s, p in table),
        average_over=Span(count=over, unit=SpanUnit.MONTH),
        repeat_multiplier=exactly(again),
    )
    partner = Partner(levels=found, charges=costs, regimes=(regime,))
    hold(partner, oracle.by_table(found, worth, again, table, over, costs), agreed)


@thorough
@given(measured, charges, terms, terms, small)
def test_no_regime_gives_more_than_its_caps_and_lines_add_up(
    found: dict[str, tuple[Level, oracle.Series]],
    costs: list[Fraction],
    first: Terms,
    second: Terms,
    percent: Fraction,
) -> None:
    points = PointsRegime(
        **conditions(first),  # type: ignore[arg-type]
        points={"minor": Decimal(1), "serious": Decimal(3), "severe": Decimal(9)},
        percent_per_point=exactly(percent),
        repeat_multiplier=Decimal(2),
    )
    flat = FlatRegime(
        **conditions(second),  # type: ignore[arg-type]
        service_level="phone",
        percent=exactly(percent),
    )
    partner = Partner(levels=found, charges=costs, regimes=(points, flat))
    assessed = partner.assessed()
    for agreed, name in ((first, "points"), (second, "flat:phone")):
        given_ = [
            credit
            for month in partner.months
            for credit in assessed[str(month)].credits
            if credit.regime == name
        ]
        for credit in given_:
            cost = costs[partner.months.index(credit.period)]
            assert credit.amount >= 0
            if agreed.month_cap is not None:
                assert F(credit.amount) <= oracle.cent(agreed.month_cap / 100 * cost)
            assert sum((line.amount for line in credit.lines), Decimal(0)) == credit.amount
        if agreed.year_cap is not None:
            whole = agreed.year_cap / 100 * sum(costs, F(0))
            assert sum(F(credit.amount) for credit in given_) <= oracle.cent(whole)


@thorough
@given(levels, st.lists(st.one_of(st.none(), tenths), min_size=6, max_size=6), terms, st.data())
def test_earn_back(
    level: Level, values: oracle.Series, agreed: Terms, data: st.DataObject
) -> None:
    met, percent = data.draw(st.integers(1, 4)), data.draw(small)
    costs = data.draw(st.lists(amounts, min_size=6, max_size=6))
    regime = FlatRegime(
        **conditions(agreed),  # type: ignore[arg-type]
        service_level="phone",
        percent=exactly(percent),
        earn_back=MetInEachOfNext(span=Span(count=met, unit=SpanUnit.MONTH)),
    )
    partner = Partner(levels={"phone": (level, values)}, charges=costs, regimes=(regime,))
    due = [
        percent / 100 * cost if level.misses(value) else F(0)
        for value, cost in zip(values, costs, strict=True)
    ]
    given_ = issued(due, costs, agreed, [0] * 6)
    assert sum(owed(partner)) == oracle.left_after_earn_back(level, values, given_, met)
