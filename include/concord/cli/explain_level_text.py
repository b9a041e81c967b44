"""What a service level made of a figure, told rung by rung."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.markup import escape

from concord.domain.completeness import MissingCell
from concord.domain.derivation import LevelDerivation
from concord.domain.figure_text import dimension_text
from concord.domain.forecast import ESTIMATE, forecast_facts
from concord.domain.kpi import as_text
from concord.domain.notation import counted, day, number, result_words, share, shown, target_words
from concord.domain.outcome_words import basis_words
from concord.domain.quantity import Direction
from concord.domain.service_level import (
    Outcome,
    OutcomeKind,
    ServiceLevel,
    Terms,
    is_missed_by_silence,
)

_MOST_CELLS = 10


def print_level(out: Console, derived: LevelDerivation, unit: str) -> None:
    """Print terms, rounding, volume, completeness, and what came of them."""
    out.print(f"[bold]Service level {escape(derived.level.id)}[/]")
    for line in _lines(derived, unit):
        out.print(escape(f"  {line}"))


def _lines(derived: LevelDerivation, unit: str) -> Iterator[str]:
    level, outcome = derived.level, derived.outcome
    if derived.terms is None:
        yield _without_terms(derived)
    else:
        yield from _terms(derived.terms, unit)
        if derived.terms.share_of_days is not None:
            yield f"of all days at least {as_text(derived.terms.share_of_days)} % must keep to it"
    if outcome is None:
        yield "It does not rate this part of the whole."
        return
    yield _compared(level, outcome)
    yield _volume(level, outcome)
    required = share_of(level)
    yield f"completeness: {share(outcome.completeness)} of what is expected; required {required}"
    yield from _missing(derived.missing)
    yield from basis_words(outcome, unit)
    if is_missed_by_silence(outcome, level):
        yield f"what is missing is so long overdue that it counts as {outcome.band or 'a miss'}"
    yield f"outcome: {_result(outcome)}"
    if derived.forecast is not None:
        for label, said in forecast_facts(derived.forecast):
            yield f"{ESTIMATE}, {label.lower()}: {said}"


def _without_terms(derived: LevelDerivation) -> str:
    stated, outcome = derived.level.stated, derived.outcome
    if stated is None or outcome is None or outcome.kind is OutcomeKind.NOT_IN_FORCE:
        return "No terms were in force on the whole of this period."
    return f"target: the rows do not all state the same one ({stated.text})"


def _terms(terms: Terms, unit: str) -> Iterator[str]:
    by = f", by amendment {terms.amendment}" if terms.amendment else ""
    yield f"target: {target_words(terms.target, unit)}, in force since {day(terms.since)}{by}"
    direction = terms.rated_target.direction
    within = direction is Direction.WITHIN
    words = {
        Direction.AT_LEAST: "down to",
        Direction.AT_MOST: "up to",
        Direction.WITHIN: "outside by up to",
    }[direction]
    bands = [f"{band.name} {words} {as_text(band.edge)}" for band in terms.bands.steps]
    if terms.bands.beyond is not None:
        bands.append(
            f"{terms.bands.beyond} beyond that" if bands or within else terms.bands.beyond
        )
    if bands:
        yield f"bands of a miss: {', '.join(bands)}"


def _compared(level: ServiceLevel, outcome: Outcome) -> str:
    value = as_text(outcome.compared_value) or "no value"
    if outcome.days is not None:
        return f"compared: {value}, the share of days in percent, not rounded"
    if level.rounding is None:
        return f"compared: {value}, not rounded"
    places = counted(level.rounding.places, "decimal place")
    return f"compared: {value}, rounded to {places} ({level.rounding.mode.replace('_', ' ')})"


def _volume(level: ServiceLevel, outcome: Outcome) -> str:
    volume = "no data" if outcome.volume is None else number(outcome.volume)
    minimum = level.minimum_volume
    if minimum is None:
        return f"volume: {volume}; no minimum is agreed"
    of = f" {minimum.column}" if minimum.column else ""
    each = "" if outcome.days is None else " of each day that counts"
    return f"volume: {volume}{of}; at least {number(minimum.amount)} are required{each}"


def share_of(level: ServiceLevel) -> str:
    """Return the completeness that a level requires, in percent."""
    return f"{as_text(level.required_completeness)} %"


def _missing(cells: Sequence[MissingCell]) -> Iterator[str]:
    if not cells:
        return
    words = "; ".join(_cell(cell) for cell in cells[:_MOST_CELLS])
    more = len(cells) - _MOST_CELLS
    yield f"missing: {words}" + (f"; and {more:,} more" if more > 0 else "")


def _cell(cell: MissingCell) -> str:
    parts = ([day(cell.day)] if cell.day else []) + (
        [shown(dimension_text(cell.values))] if cell.values else []
    )
    where = ", ".join(parts) or "the whole period"
    return f"{where} (came, not readable)" if cell.unreadable else where


def _result(outcome: Outcome) -> str:
    words = result_words(outcome.kind, outcome.band)
    repeated = ", repeated" if outcome.repeat else ""
    points = as_text(outcome.points)
    return f"{words}{repeated}" + ("" if points is None else f", points {points}")
