"""Columns by whose values figures can be told apart."""

import pytest

from concord.domain.proposal.dimensions import (
    declared_values,
    dimensions_of,
    flag_of,
    values_of,
)
from tests.proposals import Line, typed


def rows(*columns: list[str]) -> list[Line]:
    return list(zip(*columns, strict=True))


def test_few_values_that_repeat_are_declared() -> None:
    table = typed(("Site", "X"), *rows(["Manila", "Cebu"] * 3, ["1"] * 6))
    assert declared_values(table.column("site")) == ("Manila", "Cebu")
    assert declared_values(table.column("x")) == ()


@pytest.mark.parametrize(
    "values",
    [["a"] * 4, ["a", "b", "c", "d"], [f"v{n % 13}" for n in range(60)], ["x" * 60, "b"] * 3],
)
def test_one_value_many_values_and_long_texts_are_not(values: list[str]) -> None:
    table = typed(("Site", "X"), *rows(values, ["1"] * len(values)))
    assert declared_values(table.column("site")) == ()


@pytest.mark.parametrize(
    ("values", "meaning"),
    [
        (["Y", "N"], ("Y", "N")),
        (["ja", "nein"], ("ja", "nein")),
        (["Y", "N", "NA"], ("Y", "N")),
        (["Y", "N", "a", "b"], None),
        (["Y", "a"], None),
    ],
)
def test_yes_and_no_are_a_flag(values: list[str], meaning: tuple[str, str] | None) -> None:
    table = typed(("Met", "X"), *rows(values, ["1"] * len(values)))
    assert flag_of(table.column("met")) == meaning


def test_figures_are_shown_by_groups_and_not_by_people_flags_or_repetitions() -> None:
    table = typed(
        ("Team", "Team name", "Agent", "Met", "Org", "Note", "Code"),
        *[
            (f"t{n % 2}", f"Team {n % 2}", f"a{n % 2}", "YN"[n % 2], f"o{n % 20}", None, f"c{n}")
            for n in range(200)
        ],
    )
    assert dimensions_of(table, ()) == ("team", "org")
    assert values_of(table.column("team")) == ("t0", "t1")


def test_a_column_of_the_key_is_a_group_though_it_repeats_seldom() -> None:
    codes = [f"R{n // 2}" for n in range(60)]
    table = typed(("Org", "Type"), *rows(codes, ["in", "out"] * 30))
    assert dimensions_of(table, ("org", "type")) == ("org", "type")
    assert dimensions_of(table, ()) == ("type",)


def test_one_value_and_very_many_tell_nothing_apart() -> None:
    table = typed(("One", "Many"), *[("x", f"v{n // 2}") for n in range(1000)])
    assert dimensions_of(table, ("one", "many")) == ()
