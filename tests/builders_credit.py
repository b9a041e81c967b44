"""Histories of outcomes, as credits look at them."""

from dataclasses import replace

from concord.domain.service_level import Outcome, OutcomeKind
from tests.builders import (
    months,
    outcome,
    period,
)

KINDS = {
    "+": (OutcomeKind.MET, None),
    "-": (OutcomeKind.MISSED, "minor"),
    "=": (OutcomeKind.MISSED, "serious"),
    "?": (OutcomeKind.INSUFFICIENT_DATA, None),
    "i": (OutcomeKind.INCOMPLETE, None),
    "r": (OutcomeKind.RELIEVED, None),
    "o": (OutcomeKind.OPEN, None),
    "d": (OutcomeKind.DEFAULTED, None),
}


def history(kinds: str, like: Outcome | None = None) -> list[Outcome]:
    """Return monthly outcomes from January on, one for each sign of `kinds`."""
    found = []
    for month, sign in zip(months("2026-01", len(kinds)), kinds, strict=True):
        kind, band = KINDS[sign]
        found.append(replace(like or outcome(), period=period(month), kind=kind, band=band))
    return found
