"""Watch ourselves: see how the installation stands, tell people by a second way, and beat."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from concord.domain.agreement import Agreement
from concord.domain.errors import AlarmChannelUnavailableError
from concord.domain.submission_decision import waiting_files
from concord.domain.telling import Notice, ToldAlarm, notice, standing_since
from concord.domain.watch import Alarm, alarms
from concord.domain.watch_figures import WATCH, OperationalFigures, WaitingFiles
from concord.ports import AlarmChannel, Heartbeat, Store, Transaction

LATELY = timedelta(days=1)
"""Mails that were refused for good count as long as this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What was seen, which alarms stand, and what went wrong when people were told.

    `told` says how many lines were told; `failures` are sentences without any secret.
    """

    figures: OperationalFigures
    standing: tuple[Alarm, ...]
    told: int = 0
    failures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """The ways to people that are set up: to tell them, and to be missed."""

    channel: AlarmChannel | None = None
    heartbeat: Heartbeat | None = None


def look(
    agreements: Iterable[Agreement], installation: str, *, store: Store, now: datetime
) -> Watched:
    """Return how the installation stands, and the alarms, each since when it stands."""
    with store.transaction() as tx:
        found = _figures(tx, tuple(agreements), installation, now)
        standing = standing_since(alarms(found, now), tx.watching.told())
    return Watched(figures=found, standing=standing)


def watch(
    agreements: Iterable[Agreement], installation: str, ways: Ways, *, store: Store, now: datetime
) -> Watched:
    """Look, tell what is new, stands still or has ended, and beat.

    Told is recorded after telling: who dies between the two tells it twice, never not at all.
    Where telling fails there is no beat either, so that whoever misses it calls people.
    """
    # Before looking: from the first round on, the others are waited for.
    finish_round(WATCH, store=store, now=now)
    seen = look(agreements, installation, store=store, now=now)
    with store.transaction() as tx:
        due = notice(seen.standing, tx.watching.told(), now)
    untold = tuple(_tell(due, ways.channel, store, now))
    unheard = () if untold else tuple(_beat(ways.heartbeat, well=not seen.standing))
    told = 0 if ways.channel is None or untold else len(due.standing) + len(due.ended)
    return replace(seen, told=told, failures=untold + unheard)


def finish_round(name: str, *, store: Store, now: datetime) -> None:
    """Record that a round of a process came to its end."""
    with store.transaction() as tx:
        tx.watching.finish_round(name, now)


def _figures(
    tx: Transaction, agreements: tuple[Agreement, ...], installation: str, now: datetime
) -> OperationalFigures:
    holds = [hold.since for hold in tx.delivery_holds.all() if hold.is_in_force]
    return OperationalFigures(
        mails=tx.outbox.figures(installation, now - LATELY),
        held_since=min(holds, default=None),
        waiting=_waiting(tx, agreements),
        drives={each.partner: _looked_at(tx, each) for each in agreements if each.sources},
        rounds=tx.watching.rounds(),
    )


def _waiting(tx: Transaction, agreements: Iterable[Agreement]) -> Mapping[str, WaitingFiles]:
    """Return the partners with files that wait for a person, and since when."""
    found = {
        each.partner: waiting_files(tx.submissions.of_partner(each.partner)) for each in agreements
    }
    return {
        partner: WaitingFiles(number=len(files), since=min(file.arrived for file in files))
        for partner, files in found.items()
        if files
    }


def _looked_at(tx: Transaction, agreement: Agreement) -> datetime | None:
    """Return since when not all of a partner's sources were looked at; None for never."""
    collected = tx.drives.collected(agreement.partner)
    moments = [collected.get(source.id) for source in agreement.sources]
    known = [moment for moment in moments if moment is not None]
    return min(known) if len(known) == len(moments) else None


def _tell(due: Notice, channel: AlarmChannel | None, store: Store, now: datetime) -> Iterable[str]:
    if channel is None or due.is_empty:
        return
    try:
        channel.tell(due, now)
    except AlarmChannelUnavailableError as error:
        yield str(error)
        return
    with store.transaction() as tx:
        for alarm in due.standing:
            tx.watching.tell(
                ToldAlarm(kind=alarm.kind, subject=alarm.subject, since=alarm.since, told=now)
            )
        for ended in due.ended:
            tx.watching.end(ended.kind, ended.subject, now)


def _beat(heartbeat: Heartbeat | None, *, well: bool) -> Iterable[str]:
    if heartbeat is None:
        return
    try:
        heartbeat.beat(well=well)
    except AlarmChannelUnavailableError as error:
        yield str(error)
