"""What one DAG tells the next: which periods of which partners have changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from airflow.sdk import Asset, Context
from airflow.sdk.exceptions import AirflowSkipException

OBSERVATIONS = Asset(name="observations", uri="concord://observations")
"""The accepted rows; an event names the pairs of partner and period that have new ones."""

OUTCOMES = Asset(name="outcomes", uri="concord://outcomes")
"""The computed figures; an event names the pairs of partner and period that have new ones."""

CHANGED = "changed"
_SEPARATOR = "|"


def pair(partner: str, period: object) -> str:
    """Return a partner and a period as one word."""
    return f"{partner}{_SEPARATOR}{period}"


def changed_pairs(events: Mapping[Any, Sequence[Any]]) -> dict[str, list[str]]:
    """Return the periods by partner that the events of a run name, each once."""
    pairs = {
        word
        for of_asset in events.values()
        for event in of_asset
        for word in event.extra.get(CHANGED, [])
    }
    return by_partner(pairs)


def announce(asset: Asset, rounds: object, context: Context) -> None:
    """Tell whoever waits for `asset` what the rounds changed.

    Raises AirflowSkipException when that is nothing, so that nobody is woken.
    """
    done = cast("Iterable[Mapping[str, list[str]]]", rounds or ())
    changed = sorted({word for each in done for word in each[CHANGED]})
    if not changed:
        message = "Nothing has changed."
        raise AirflowSkipException(message)
    context["outlet_events"][asset].extra = {CHANGED: list[Any](changed)}


def by_partner(pairs: Iterable[str]) -> dict[str, list[str]]:
    """Return the periods of each partner, in order."""
    periods: dict[str, list[str]] = {}
    for word in sorted(set(pairs)):
        partner, _, period = word.partition(_SEPARATOR)
        periods.setdefault(partner, []).append(period)
    return periods
