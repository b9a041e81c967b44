"""Counts that are never more than another."""

from concord.domain.proposal.limits import held, limits_of, total
from tests.proposals import DAILY, typed


def test_each_part_is_at_most_the_nearest_whole() -> None:
    assert limits_of(typed(*DAILY)) == {
        "answered": "calls_offered",
        "answered_20_s": "answered",
    }


def test_a_part_that_once_was_more_is_none() -> None:
    table = typed(("Answered", "Offered"), (5, 4), (3, 9))
    assert limits_of(table) == {}
    assert held(table.column("answered"), table.column("offered")) == (2, 1, 0)
    assert total(table.column("offered")) == 13


def test_unrelated_names_need_many_rows_that_touch() -> None:
    few = [(n, n + 1) for n in range(10)]
    many = [(n, n + n % 2) for n in range(1, 60)]
    apart = [(n, n + 1) for n in range(60)]
    assert limits_of(typed(("Red", "Blue"), *few)) == {}
    assert limits_of(typed(("Red", "Blue"), *many)) == {"red": "blue"}
    assert limits_of(typed(("Red", "Blue"), *apart)) == {}


def test_blanks_are_not_compared() -> None:
    assert limits_of(typed(("Answered", "Offered"), (5, None), (None, 9), (1, None))) == {}
