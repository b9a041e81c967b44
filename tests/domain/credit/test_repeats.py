"""Repeat failures: what counts for a streak, and what does not."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.credit import (
    with_repeats,
)
from concord.domain.opening import Opening
from concord.domain.service_level import OutcomeKind
from tests.builders import (
    at_site,
    outcome,
    period,
)
from tests.builders_credit import KINDS, history


@pytest.mark.parametrize(
    ("kinds", "repeats"),
    [
        ("-", " "),
        ("--", " r"),
        ("---", " rr"),
        ("-+-", "   "),
        ("-?-", "  r"),
        ("-i-", "  r"),
        ("-r-", "  r"),
        ("-o-", "  r"),
        ("d-", " r"),
        ("-d", " r"),
        ("+-", "  "),
        ("-+?-", "    "),
    ],
)
def test_only_rated_periods_make_or_break_a_streak(kinds: str, repeats: str) -> None:
    assert [o.repeat for o in with_repeats(history(kinds))] == [c == "r" for c in repeats]


def test_every_series_has_a_streak_of_its_own() -> None:
    total, cebu = outcome("2026-01", *KINDS["-"]), outcome("2026-02", *KINDS["-"])
    found = with_repeats(
        [
            replace(cebu, dimension=at_site("cebu")),
            replace(cebu, service_level="other"),
            total,
        ]
    )
    assert [o.period for o in found] == [period("2026-01"), period("2026-02"), period("2026-02")]
    assert not any(o.repeat for o in found)


def test_a_restated_month_takes_the_repeat_from_the_next_one() -> None:
    first = with_repeats(history("--"))
    restated = [replace(first[0], kind=OutcomeKind.MET, band=None), first[1]]
    assert [o.repeat for o in with_repeats(restated)] == [False, False]


@given(st.text(alphabet="+-=?iro", max_size=14))
def test_repeat_is_a_failure_after_a_failure_among_the_rated(kinds: str) -> None:
    rated = [sign for sign in kinds if sign in "+-="]
    wanted = [now in "-=" and before in "-=" for before, now in zip("+" + "".join(rated), rated)]  # noqa: B905 - one sign longer on purpose
    found = with_repeats(history(kinds))
    assert [o.repeat for o in found if o.kind.is_rated] == wanted
    assert not any(o.repeat for o in found if not o.kind.is_rated)


@given(st.permutations(range(6)))
def test_the_order_of_arrival_changes_nothing(order: list[int]) -> None:
    outcomes = history("--+-=-")
    assert with_repeats(outcomes[i] for i in order) == with_repeats(outcomes)


@pytest.mark.parametrize(
    ("as_of", "kinds", "repeats"),
    [
        ("2025-12-31", "--", "rr"),
        ("2025-12-31", "+-", "  "),
        ("2025-12-31", "?-", " r"),
        ("2026-01-31", "+-", " r"),
        ("2026-01-31", "--", " r"),
        ("2026-01-15", "--", "rr"),
        ("2026-01-31", "+?-", "  r"),
        ("2026-02-28", "+-", "  "),
    ],
)
def test_what_failed_before_the_opening_makes_the_next_miss_a_repeat(
    as_of: str, kinds: str, repeats: str
) -> None:
    opening = Opening(as_of=date.fromisoformat(as_of), failed_last_period=frozenset({"phone"}))
    found = with_repeats(history(kinds), opening)
    assert [o.repeat for o in found] == [sign == "r" for sign in repeats]


def test_the_opening_speaks_of_totals_and_of_the_levels_it_names() -> None:
    opening = Opening(as_of=date(2025, 12, 31), failed_last_period=frozenset({"phone"}))
    outcomes = [
        *history("-", outcome(dimension=at_site("cebu"))),
        *history("-", outcome(service_level="other")),
    ]
    assert not any(o.repeat for o in with_repeats(outcomes, opening))
