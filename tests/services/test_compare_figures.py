"""Comparing: every figure of either side is there once, and a difference has its causes."""

from dataclasses import replace
from fractions import Fraction

from concord.domain.agreement import Agreement
from concord.domain.comparison import Comparison, Result
from concord.domain.hand_figure import HandFigure, WrittenFigure
from concord.domain.hand_table import HandTable, UnreadFigure
from concord.domain.kpi import TOTAL, DeliveryRate, Dimension, Measurement
from concord.services.compare_figures import OurFigures, compare_figures
from tests import builders
from tests.builders import at_site, measurement, period
from tests.fakes_evidence import FakeRowEvidence
from tests.fakes_observations import FakeObservations

OURS = (
    measurement("81.13"),
    measurement("70", dimension=at_site("cebu")),
    measurement("90", dimension=at_site("manila")),
    measurement(None, dimension=at_site("davao")),
)


def hand(value: str, dimension: Dimension = TOTAL, month: str = "2026-10") -> HandFigure:
    places = len(value.partition(".")[2])
    return HandFigure(
        where="Kept!D4",
        kpi="answer_rate",
        service=None,
        period=period(month),
        dimension=dimension,
        written=WrittenFigure(value=Fraction(value), places=places, read_as="read"),
    )


def compare(
    *kept: HandFigure,
    ours: tuple[Measurement, ...] = OURS,
    agreed: Agreement | None = None,
) -> tuple[Comparison, ...]:
    observations = FakeObservations()
    ours_ = OurFigures(
        measurements=ours,
        submissions=(),
        observations=observations,
        evidence=FakeRowEvidence(observations),
    )
    unread = (UnreadFigure(where="Kept!D9", found="?", reason="why"),)
    table = HandTable(figures=kept, unread=unread, ignored=())
    return compare_figures(agreed or builders.agreement(), table, ours_)


def test_each_figure_of_either_side_is_there() -> None:
    found = compare(hand("81.1"), hand("70", at_site("Cebu")), hand("1", at_site("x")))
    assert [(c.kpi, c.dimension, c.result) for c in found] == [
        ("?", TOTAL, Result.UNREADABLE),
        ("answer_rate", TOTAL, Result.EQUAL_AS_SHOWN),
        ("answer_rate", at_site("cebu"), Result.EQUAL),
        ("answer_rate", at_site("davao"), Result.ONLY_OURS),
        ("answer_rate", at_site("manila"), Result.ONLY_OURS),
        ("answer_rate", at_site("x"), Result.ONLY_THEIRS),
    ]


def test_a_difference_comes_with_its_causes() -> None:
    (difference,) = (c for c in compare(hand("90")) if c.result is Result.DIFFERS)
    assert difference.difference == Fraction("8.87")
    assert difference.causes == ("the figure of site manila",)


def test_in_deliveries_no_cause_is_looked_for() -> None:
    counting = builders.kpi(source="", rate=DeliveryRate.PUNCTUALITY, by=())
    agreed = builders.agreement(kpis=(counting,))
    (difference,) = compare(hand("90"), ours=OURS[:1], agreed=agreed)[1:]
    assert (difference.result, difference.causes) == (Result.DIFFERS, ())


def test_what_is_equal_needs_no_cause() -> None:
    assert all(not c.causes for c in compare(hand("81.1")))


def test_a_figure_that_is_only_theirs_says_why() -> None:
    found = {
        c.causes
        for kept in (
            hand("1", at_site("x")),
            hand("1", month="2026-09"),
            hand("1", month="2026-Q4"),
            hand("1", at_site("davao")),
        )
        for c in compare(kept)
        if c.result is Result.ONLY_THEIRS
    }
    assert found == {
        ("no row of ours belongs to this part",),
        ("no usable file covers this period",),
        ("the KPI is not measured for a quarter",),
        ("we have rows for it, and no volume",),
    }


def test_equal_inputs_give_equal_comparisons() -> None:
    assert compare(hand("90")) == compare(replace(hand("90")))
