"""Assessments are values: equal figures from equal inputs are one and the same."""

from concord.domain.assessment import Assessment
from tests.builders import measurement, outcome, period


def assessment(value: str) -> Assessment:
    return Assessment(
        partner="northwind",
        period=period(),
        inputs="b" * 64,
        agreement="a" * 64,
        measurements=(measurement(value),),
        outcomes=(outcome(),),
    )


def test_equal_figures_are_no_new_revision() -> None:
    assert assessment("82") == assessment("82.0")
    assert assessment("82") != assessment("82.0000000001")


def test_without_a_regime_there_are_no_credits() -> None:
    assert assessment("82").credits == ()
