"""Which failures of a month count: critical ones replace others, of related ones one counts."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest

from concord.domain.credit.claim import Claim
from concord.domain.credit.precedence import dropped, failure_of
from concord.domain.service_level import OutcomeKind, ServiceLevel
from tests.builders import outcome, period, service_level

LEVELS = {
    level.id: level
    for level in (
        service_level(id="outage", critical=True),
        service_level(id="speed", related="waiting"),
        service_level(id="queue", related="waiting"),
        service_level(id="quality"),
    )
}


def claim(
    level: str, percent: str = "1", points: str | None = None, month: str = "2026-10"
) -> Claim:
    missed = outcome(month, OutcomeKind.MISSED, "minor", service_level=level)
    return Claim(
        outcome=missed,
        share=Fraction(percent) / 100,
        points=None if points is None else Decimal(points),
    )


def left_out(*claims: Claim, levels: Mapping[str, ServiceLevel] = LEVELS) -> dict[str, str]:
    found = dropped(claims, levels, lambda _: Fraction(1000))
    return {f"{level} {at}": kind.value for (level, at), kind in found.items()}


def test_unrelated_failures_all_count() -> None:
    assert left_out(claim("speed"), claim("quality")) == {}


def test_a_critical_failure_replaces_the_ordinary_ones() -> None:
    found = left_out(claim("outage"), claim("speed", "5"), claim("quality"))
    assert found == {"speed 2026-10": "precedence", "quality 2026-10": "precedence"}


def test_a_critical_failure_that_costs_nothing_replaces_nothing() -> None:
    assert left_out(claim("outage", "0"), claim("speed")) == {}
    assert left_out(claim("outage", "0", points="2"), claim("speed")) == {
        "speed 2026-10": "precedence"
    }


def test_several_critical_failures_stand_beside_each_other() -> None:
    levels = {**LEVELS, "fire": service_level(id="fire", critical=True)}
    assert left_out(claim("outage"), claim("fire"), levels=levels) == {}


@pytest.mark.parametrize(
    ("speed", "queue", "cheaper"),
    [("2", "1", "queue"), ("1", "2", "speed"), ("1", "1", "speed")],
)
def test_of_related_failures_only_the_dearest_counts(speed: str, queue: str, cheaper: str) -> None:
    found = left_out(claim("speed", speed), claim("queue", queue), claim("quality", "9"))
    assert found == {f"{cheaper} 2026-10": "related"}


def test_what_several_regimes_make_of_a_failure_is_added_up() -> None:
    found = left_out(claim("speed", "2"), claim("queue", "1.5"), claim("queue", "1.5"))
    assert found == {"speed 2026-10": "related"}


def test_without_money_the_points_decide() -> None:
    found = left_out(claim("speed", "0", points="2"), claim("queue", "0", points="1"))
    assert found == {"queue 2026-10": "related"}


def test_weeks_of_one_service_level_are_not_related_to_each_other() -> None:
    found = left_out(
        claim("speed", month="2026-W41"), claim("speed", month="2026-W42"), claim("queue", "9")
    )
    assert found == {"speed 2026-W41": "related", "speed 2026-W42": "related"}


def test_a_repeat_plays_no_part_in_what_is_dearest() -> None:
    missed = outcome("2026-10", OutcomeKind.MISSED, "minor", service_level="queue", repeat=True)
    twice = Claim(outcome=missed, share=Fraction(1, 100), multiplier=Decimal(5))
    assert left_out(claim("speed", "2"), twice) == {"queue 2026-10": "related"}
    assert failure_of(twice) == ("queue", period("2026-10"))
