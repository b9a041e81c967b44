"""Set our figures beside those that somebody keeps by hand, and explain the differences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from concord.domain.agreement import Agreement
from concord.domain.comparison import (
    Comparison,
    Result,
    compared,
    in_order,
    measurement_of,
    only_ours,
    unreadable,
)
from concord.domain.hand_figure import HandFigure
from concord.domain.hand_table import HandTable
from concord.domain.kpi import Measurement
from concord.domain.submission import Submission
from concord.ports import Observations, RowEvidence
from concord.services.difference import Difference
from concord.services.difference_causes import causes_of


@dataclass(frozen=True, slots=True, kw_only=True)
class OurFigures:
    """Our side: the figures, the files they come from, and the rows behind them."""

    measurements: Sequence[Measurement]
    submissions: Sequence[Submission]
    observations: Observations
    evidence: RowEvidence


def compare_figures(
    agreement: Agreement, kept: HandTable, ours: OurFigures
) -> tuple[Comparison, ...]:
    """Return every figure of either side, by KPI, period and part."""
    return in_order(
        (
            *(_compared(agreement, hand, ours) for hand in kept.figures),
            *only_ours(ours.measurements, kept.figures),
            *(unreadable(row) for row in kept.unread),
        )
    )


def _compared(agreement: Agreement, hand: HandFigure, ours: OurFigures) -> Comparison:
    measurement = measurement_of(hand, ours.measurements)
    comparison = compared(hand, measurement, agreement.kpi(hand.kpi).unit)
    if measurement is None:
        return replace(comparison, causes=tuple(_absent(hand, ours)))
    if comparison.result is Result.ONLY_THEIRS:
        return replace(comparison, causes=("we have rows for it, and no volume",))
    counts_rows = agreement.kpi(hand.kpi).rate is None
    if comparison.result is not Result.DIFFERS or measurement.value is None or not counts_rows:
        # Of deliveries there are no rows in which a cause could be looked for.
        return comparison
    difference = Difference(
        agreement=agreement,
        hand=hand,
        ours=measurement,
        value=measurement.value,
        others=ours.measurements,
        submissions=ours.submissions,
        observations=ours.observations,
        evidence=ours.evidence,
    )
    return replace(comparison, causes=causes_of(difference))


def _absent(hand: HandFigure, ours: OurFigures) -> Iterator[str]:
    """Yield why we have no figure: no such period, or no such part in it."""
    own = [m for m in ours.measurements if m.kpi == hand.kpi]
    if any(m.period == hand.period for m in own):
        yield "no row of ours belongs to this part"
    elif any(m.period.length == hand.period.length for m in own):
        yield "no usable file covers this period"
    else:
        yield f"the KPI is not measured for a {hand.period.length}"
