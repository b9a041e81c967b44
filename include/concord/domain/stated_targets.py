"""Targets that delivered rows state: which figure they are read from, and where they fail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from concord.domain.figure_text import dimension_text
from concord.domain.finding import Finding, Severity, quoted
from concord.domain.kpi import TOTAL, Kpi, Measurement, terminating
from concord.domain.service_level import ServiceLevel, StatedTarget

_MOST_SHOWN = 5


def stating_kpi(level: ServiceLevel, stated: StatedTarget, kpi: Kpi) -> Kpi:
    """Return the KPI whose value is the target that a level's rows state.

    Its numerator counts the different figures, its denominator the rows that state one, by
    the dimensions that the level rates.
    """
    return replace(
        kpi,
        id=f"{level.id}/target",
        numerator=stated.different,
        denominator=stated.stating,
        value=stated.least,
        by=level.groupings,
        standard="",
        roles=(),
        snapshot=False,
    )


def stated_figure(measured: Measurement) -> Decimal | None:
    """Return the one figure that all rows state, exactly, or None where they do not."""
    alike = measured.numerator == 1 and measured.denominator == measured.volume
    return terminating(measured.value) if alike and measured.value is not None else None


def doubtful_targets(
    level: ServiceLevel, stated: StatedTarget, measured: Iterable[Measurement]
) -> Iterator[Finding]:
    """Yield what is wrong with the targets that a file's rows state, each kind once.

    The total is asked only where no dimension is rated: targets may differ between values.
    """
    asked = [m for m in measured if (m.dimension == TOTAL) is not bool(level.groupings)]
    several = [m for m in asked if m.numerator is not None and m.numerator > 1]
    none = [m for m in asked if m.denominator != m.volume]
    if several:
        yield _finding(
            "several-targets",
            f"several targets of {_places(several)}",
            f"Rows of one period state different figures for {quoted(stated.text)}.",
            level,
        )
    if none:
        yield _finding(
            "no-target",
            f"no target of {_places(none)}",
            f"There are rows without a figure for {quoted(stated.text)}.",
            level,
        )


def _places(measured: Iterable[Measurement]) -> str:
    names = [
        f"{'the whole' if m.dimension == TOTAL else dimension_text(m.dimension)} in {m.period}"
        for m in measured
    ]
    more = len(names) - _MOST_SHOWN
    shown = quoted(", ".join(names[:_MOST_SHOWN]), limit=200)[1:-1]
    return f"{shown} and {more} more" if more > 0 else shown


def _finding(rule: str, found: str, says: str, level: ServiceLevel) -> Finding:
    return Finding(
        severity=Severity.WARNING,
        rule=rule,
        where="",
        found=found,
        expected="one target in all rows of a period, the same for each value that is rated",
        message=(
            f"{says} Without one target {level.id} is not rated there. Please state one, and "
            "send the file again."
        ),
    )
