"""How an installation stands as gauges, for whoever draws curves of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from concord.domain.watch import Alarm
from concord.domain.watch_figures import OperationalFigures


def gauges(
    figures: OperationalFigures, standing: Sequence[Alarm], now: datetime
) -> Mapping[str, float]:
    """Return every gauge by its name; ages are in seconds, 0 where nothing waits."""
    mails = figures.mails
    found = {
        "concord.mails.oldest_pending_seconds": _age(mails.oldest_pending, now),
        "concord.mails.uncertain": mails.uncertain,
        "concord.mails.dead": mails.dead,
        "concord.mails.too_late": mails.too_late,
        "concord.delivery.held_seconds": _age(figures.held_since, now),
        "concord.files.waiting": sum(each.number for each in figures.waiting.values()),
        "concord.drives.unseen_seconds": max(
            (_age(seen or figures.begun(now), now) for seen in figures.drives.values()),
            default=0.0,
        ),
        "concord.alarms": len(standing),
    }
    for name, finished in figures.rounds.items():
        found[f"concord.rounds.{name}.age_seconds"] = _age(finished.last, now)
    return found


def _age(since: datetime | None, now: datetime) -> float:
    return 0.0 if since is None else max(0.0, (now - since).total_seconds())
