"""Figures that cannot be right: told with their numbers, and only where nothing explains them."""

from dataclasses import replace
from fractions import Fraction

import pytest

from concord.domain.agreement import Agreement
from concord.domain.assessment import Assessment
from concord.domain.doubtful_figures import doubtful_figures
from concord.domain.issue import IssueKind, IssueSeverity, RaisedIssue
from concord.domain.kpi import DeliveryRate, Kpi, Measurement
from tests.builders import agreement, at_site, kpi, measurement, moment, period

NORTHWIND = agreement()


def figure(
    month: str, numerator: int | None, denominator: int | None, **changes: object
) -> Measurement:
    """Return the answer rate of a month by its counts."""
    value = str(Fraction(100 * numerator, denominator)) if numerator and denominator else None
    counts = {
        "numerator": None if numerator is None else Fraction(numerator),
        "denominator": None if denominator is None else Fraction(denominator),
    }
    volume = Fraction(denominator or 0)
    return measurement(value, period=period(month), volume=volume, **counts, **changes)


def doubted(
    *figures: Measurement, about: Agreement = NORTHWIND, now: str = "2026-11-20"
) -> list[RaisedIssue]:
    found: dict[str, list[Measurement]] = {}
    for each in figures:
        found.setdefault(str(each.period), []).append(each)
    assessments = [
        Assessment(
            partner="northwind",
            period=period(month),
            inputs="inputs",
            agreement="a" * 64,
            measurements=tuple(own),
            outcomes=(),
        )
        for month, own in found.items()
    ]
    return list(doubtful_figures(about, assessments, moment(now)))


def test_more_than_the_whole_is_told_with_both_counts() -> None:
    (issue,) = doubted(figure("2026-10", 104, 100))
    assert str(issue.key) == "northwind/voice/doubtful-figure/answer_rate/2026-10"
    assert issue.key.kind is IssueKind.DOUBTFUL_FIGURE
    assert issue.severity is IssueSeverity.SERIOUS
    assert issue.headline == (
        "Northwind Support Services: Answer rate cannot be right in 2026-10 (104 %: 104 of 100)"
    )
    assert issue.facts == (
        ("KPI", "answer_rate"),
        ("Period", "2026-10"),
        ("Total", "104 %: 104 of 100"),
    )


@pytest.mark.parametrize(
    ("numerator", "denominator", "doubtful"),
    [(100, 100, False), (101, 100, True), (0, 100, False), (None, 0, False)],
)
def test_all_of_the_whole_is_right(
    numerator: int | None,
    denominator: int,
    doubtful: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert bool(doubted(figure("2026-10", numerator, denominator))) is doubtful


@pytest.mark.parametrize("free", [kpi(may_exceed_100=True), kpi(unit="points")])
def test_what_may_exceed_the_whole_is_no_doubt(free: Kpi) -> None:
    about = replace(NORTHWIND, kpis=(free,))
    assert doubted(figure("2026-10", 104, 100), about=about) == []


def test_a_percentage_without_counts_is_told_alone() -> None:
    (issue,) = doubted(measurement("104", denominator=None))
    assert issue.facts[-1] == ("Total", "104 %")


def test_a_volume_that_was_there_the_period_before_is_missed() -> None:
    (issue,) = doubted(figure("2026-09", 80, 100), figure("2026-10", 0, 0))
    assert issue.headline.endswith("in 2026-10 (no volume, after 100 in 2026-09)")


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (("2026-08", 80, 100), "2026-11-20"),
        (("2026-09", None, 0), "2026-11-20"),
        (("2026-09", 80, 100), "2026-10-31"),
    ],
    ids=["a gap between", "none before either", "still running"],
)
def test_no_volume_is_no_doubt_where_something_explains_it(
    before: tuple[str, int | None, int], now: str
) -> None:
    assert doubted(figure(*before), figure("2026-10", None, 0), now=now) == []


def test_a_running_period_can_be_beyond_the_whole() -> None:
    found = doubted(figure("2026-09", 8, 10), figure("2026-10", 11, 10), now="2026-10-20")
    assert len(found) == 1


def test_several_figures_are_one_issue() -> None:
    cebu = at_site("cebu")
    found = doubted(
        figure("2026-09", 8, 10, dimension=cebu),
        figure("2026-10", 11, 10),
        figure("2026-10", None, 0, dimension=cebu),
    )
    (issue,) = found
    assert issue.headline.endswith("(2 figures)")
    assert issue.facts[-1] == ("site cebu", "no volume, after 10 in 2026-09")


def test_of_deliveries_none_may_have_been_due() -> None:
    counted = kpi(rate=DeliveryRate.PUNCTUALITY, source="", deliveries=("daily_ops",))
    about = replace(NORTHWIND, kpis=(counted,))
    assert doubted(figure("2026-09", 1, 1), figure("2026-10", None, 0), about=about) == []


def test_history_raises_nothing() -> None:
    about = replace(NORTHWIND, effects_from=period("2026-11"))
    assert doubted(figure("2026-10", 104, 100), about=about) == []
