"""Registers: which risks are over the appetite."""

import pytest

from concord.domain.relationship import Risk, RiskRegister


def risk(id_: str, likelihood: int, impact: int) -> Risk:
    return Risk(id=id_, what="Typhoon", likelihood=likelihood, impact=impact, owner="ana")


@pytest.mark.parametrize(
    ("appetite", "over"), [(None, []), (25, []), (12, []), (11, ["b"]), (5, ["a", "b"])]
)
def test_a_risk_over_the_appetite_scores_more_than_it(
    appetite: int | None, over: list[str]
) -> None:
    register = RiskRegister(risks=(risk("a", 2, 3), risk("b", 3, 4)), appetite=appetite)
    assert [each.id for each in register.over_appetite] == over
