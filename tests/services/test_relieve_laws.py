"""What holds of relief whatever it is: in any order, and as if the rows had never been."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from concord.domain.relief import Drops, ReliefRule
from tests.builders import moment
from tests.builders_relief import event, standing
from tests.relieved_october import october, outcome

RULES = (
    event(id="a"),
    event(id="b", begins=moment("2026-10-14T20:00"), ends=moment("2026-10-16T00:00")),
    standing("week on Sunday", "00:00-24:00", id="c"),
    standing("month on 1st day", "09:00-10:00", id="d", drops=Drops.DAY),
    event(id="e", approved_by=None),
)


@settings(max_examples=20, deadline=None)
@given(st.permutations(RULES), st.sets(st.integers(1, 31), max_size=5))
def test_the_order_of_relief_does_not_matter(rules: list[ReliefRule], bad: frozenset[int]) -> None:
    rows = october(bad=tuple(bad))
    one, other = outcome(rows, *RULES), outcome(rows, *rules)
    assert {e.relief: e for e in one.excluded} == {e.relief: e for e in other.excluded}
    assert replace(one, excluded=()) == replace(other, excluded=())


@settings(max_examples=20, deadline=None)
@given(st.sets(st.integers(1, 31), max_size=5), st.sets(st.integers(1, 31), min_size=1))
def test_what_is_left_out_counts_as_if_it_had_never_been(
    bad: frozenset[int], out: frozenset[int]
) -> None:
    rules = [
        standing(f"month on {d}{_ending(d)} day", "00:00-24:00", id=f"r{d}", drops=Drops.DAY)
        for d in out
        if d <= 28
    ]
    rest = [d for d in range(1, 32) if d not in out or d > 28]
    relieved = outcome(october(bad=tuple(bad)), *rules)
    assert relieved.value == outcome(october(tuple(bad), rest)).value


def _ending(number: int) -> str:
    return {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd"}.get(number, "th")
