"""The catalogue: every standard says what it is, and its formulas name its own roles."""

import pytest

from concord.domain.kpi_catalogue import (
    CATALOGUE,
    Formula,
    Standard,
    Variant,
    taken_apart,
    with_columns,
)
from concord.domain.kpi_catalogue.standard import roles_of

ALL = list(CATALOGUE.values())
VARIANTS = [(standard, variant) for standard in ALL for variant in standard.variants]


@pytest.mark.parametrize("standard", ALL, ids=CATALOGUE)
def test_a_standard_says_what_it_is(standard: Standard) -> None:
    assert standard.definition.endswith(".")
    assert standard.aggregation.endswith(".")
    assert standard.source
    assert standard.unit
    assert len({role.name for role in standard.roles}) == len(standard.roles)


@pytest.mark.parametrize("standard", ALL, ids=CATALOGUE)
def test_variants_go_with_a_key_that_names_them(standard: Standard) -> None:
    assert bool(standard.option) == (len(standard.variants) > 1)
    words = {variant.word for variant in standard.variants}
    assert len(words) == len(standard.variants)
    assert not standard.default or standard.default in words


@pytest.mark.parametrize(
    ("standard", "variant"), VARIANTS, ids=[f"{s.id} {v.word}" for s, v in VARIANTS]
)
def test_a_formula_names_roles_of_its_standard(standard: Standard, variant: Variant) -> None:
    formula = variant.formula
    assert bool(formula.value) != bool(formula.numerator and formula.denominator)
    assert {standard.role(name).name for name in formula.roles}


@pytest.mark.parametrize("standard", ALL, ids=CATALOGUE)
def test_every_role_is_used_in_some_formula_or_stands_in_for_one(standard: Standard) -> None:
    used = {name for variant in standard.variants for name in variant.formula.roles}
    used |= {name for role in standard.roles for name in role.instead}
    assert {role.name for role in standard.roles} == used


def test_a_role_that_a_standard_lacks_is_an_error() -> None:
    with pytest.raises(KeyError, match="weather"):
        CATALOGUE["asa"].role("weather")


def test_the_variant_is_the_one_named_or_the_default() -> None:
    attrition, level = CATALOGUE["attrition"], CATALOGUE["service_level"]
    assert (attrition.variant("") or level.variants[0]).word == "month"
    assert (attrition.variant("week") or level.variants[0]).word == "week"
    assert level.variant("") is None
    assert CATALOGUE["asa"].variant("") is CATALOGUE["asa"].variants[0]


def test_the_parts_of_a_formula_are_those_that_are_given() -> None:
    assert Formula(value="sum({a})").parts == {"value": "sum({a})"}
    both = Formula(numerator="sum({a}) + sum({b})", denominator="sum({a})")
    assert both.roles == ("a", "b")


def test_columns_stand_in_the_place_of_roles() -> None:
    text = "sum({actual}) - sum(abs({actual} - {forecast}))"
    assert list(roles_of(text)) == ["actual", "actual", "forecast"]
    assert with_columns(text, {"actual": "came", "forecast": "plan"}) == (
        "sum(came) - sum(abs(came - plan))"
    )


@pytest.mark.parametrize(
    ("mapped", "expected"),
    [
        ({"offered"}, "sum({offered}) - sum({abandoned_in})"),
        (set[str](), "sum({answered}) + sum({abandoned}) - sum({abandoned_in})"),
    ],
)
def test_a_role_that_is_not_mapped_is_taken_apart(mapped: set[str], expected: str) -> None:
    text = "sum({offered}) - sum({abandoned_in})"
    assert taken_apart(text, CATALOGUE["service_level"], frozenset(mapped)) == expected
