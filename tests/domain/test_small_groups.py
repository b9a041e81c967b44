"""Small groups: neither they nor what would let one compute them are shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.small_groups import suppressed


@pytest.mark.parametrize(
    ("people", "hidden"),
    [
        ({}, ""),
        ({"a": 5, "b": 9}, ""),
        ({"a": 4, "b": 9, "c": 6}, "ac"),
        ({"a": 2, "b": 2, "c": 6, "d": 7}, "abc"),
        ({"a": 3, "b": 2, "c": 6}, "ab"),
        ({"a": 4, "b": 4, "c": 6}, "ab"),
        ({"a": 4}, "a"),
        ({"a": 4, "b": 20}, "ab"),
        ({"a": 0, "b": 5, "c": 5}, "ab"),
        ({"a": 1, "c": 6, "b": 6}, "ab"),
    ],
)
def test_the_smallest_are_hidden_with_those_that_would_tell_them(
    people: dict[str, int], hidden: str
) -> None:
    assert suppressed(people, 5) == frozenset(hidden)


groups = st.dictionaries(st.integers(0, 20), st.integers(0, 30), max_size=12)


@given(people=groups, smallest=st.integers(1, 12))
def test_what_is_shown_is_large_and_what_is_hidden_cannot_be_told(
    people: dict[int, int], smallest: int
) -> None:
    hidden = suppressed(people, smallest)
    shown = set(people) - hidden
    assert all(people[group] >= smallest for group in shown)
    if hidden and shown:
        assert len(hidden) > 1
        assert sum(people[group] for group in hidden) >= smallest


@given(people=groups, smallest=st.integers(1, 12))
def test_nothing_is_hidden_without_need(people: dict[int, int], smallest: int) -> None:
    hidden = suppressed(people, smallest)
    assert bool(hidden) == any(count < smallest for count in people.values())
    assert suppressed(people, 0) == frozenset()
