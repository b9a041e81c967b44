"""Targets that rows state: which figure counts, and what is said of those that do not."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from concord.domain.finding import Severity
from concord.domain.kpi import TOTAL, Dimension, Measurement
from concord.domain.quantity import Direction
from concord.domain.service_level import Bands, StatedTarget
from concord.domain.stated_targets import doubtful_targets, stated_figure, stating_kpi
from tests.builders import at_site, expression, kpi, measurement, service_level

STATED = StatedTarget(
    since=date(2026, 1, 1),
    direction=Direction.AT_LEAST,
    text="target * 100",
    least=expression('MIN("target" * 100)', "target"),
    different=expression('COUNT(DISTINCT "target" * 100)', "target"),
    stating=expression('COUNT("target" * 100)', "target"),
    bands=Bands(),
)
LEVEL = service_level(terms=(), stated=STATED)
BY_SITE = replace(LEVEL, for_each=("site",))


def stating(
    different: int,
    least: str | None = "90",
    dimension: Dimension = TOTAL,
    of_rows: tuple[int, int] = (4, 4),
) -> Measurement:
    told, rows = of_rows if different else (0, 4)
    return measurement(
        least,
        numerator=Fraction(different),
        denominator=Fraction(told),
        volume=Fraction(rows),
        dimension=dimension,
    )


def test_the_target_is_asked_for_like_a_kpi_by_what_the_level_rates() -> None:
    asked = stating_kpi(BY_SITE, STATED, kpi(snapshot=True, standard="answer_rate"))
    assert (asked.id, asked.by) == ("phone/target", (("site",),))
    assert asked.value == STATED.least
    assert (asked.numerator, asked.denominator) == (STATED.different, STATED.stating)
    assert not asked.snapshot


@pytest.mark.parametrize(
    ("different", "least", "figure"),
    [(1, "90", 90), (1, "0", 0), (1, "1/8", Fraction(1, 8)), (2, "90", None), (0, None, None)],
)
def test_only_one_figure_is_a_target(
    different: int, least: str | None, figure: Fraction | None
) -> None:
    found = stated_figure(stating(different, least))
    assert (None if found is None else Fraction(found)) == figure


def test_one_figure_in_some_of_the_rows_is_no_target() -> None:
    partly = stating(1, of_rows=(3, 4))
    assert stated_figure(partly) is None
    (finding,) = doubtful_targets(LEVEL, STATED, [partly])
    assert finding.rule == "no-target"


def test_one_target_everywhere_is_nothing_to_tell() -> None:
    assert list(doubtful_targets(LEVEL, STATED, [stating(1)])) == []


@pytest.mark.parametrize(
    ("different", "least", "rule", "found"),
    [
        (2, "90", "several-targets", "several targets of the whole in 2026-10"),
        (0, None, "no-target", "no target of the whole in 2026-10"),
    ],
)
def test_several_targets_and_none_are_told(
    different: int, least: str | None, rule: str, found: str
) -> None:
    (finding,) = doubtful_targets(LEVEL, STATED, [stating(different, least)])
    assert (finding.severity, finding.rule, finding.found) == (Severity.WARNING, rule, found)
    assert "'target * 100'" in finding.message
    assert "phone is not rated there" in finding.message


def test_targets_may_differ_between_the_values_that_are_rated() -> None:
    measured = [stating(2), stating(1, "80", at_site("cebu")), stating(1, "90", at_site("manila"))]
    assert list(doubtful_targets(BY_SITE, STATED, measured)) == []
    (finding,) = doubtful_targets(BY_SITE, STATED, [stating(1), stating(2, "1", at_site("cebu"))])
    assert finding.found == "several targets of site cebu in 2026-10"


def test_of_many_values_the_first_are_named() -> None:
    measured = [stating(0, None, at_site(f"site {number}")) for number in range(7)]
    (finding,) = doubtful_targets(BY_SITE, STATED, measured)
    assert finding.found.endswith("site site 4 in 2026-10 and 2 more")


def test_what_a_value_says_is_shown_without_harm() -> None:
    (finding,) = doubtful_targets(BY_SITE, STATED, [stating(0, None, at_site("a\u202eb\n"))])
    assert finding.found == "no target of site a\\u202eb\\n in 2026-10"
