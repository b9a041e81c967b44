"""`concord delivery`: whether mail goes out, holding it, and letting it go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from rich.console import Console
from rich.markup import escape

from concord.cli.output import complain, console, table
from concord.domain.delivery_hold import (
    LONGEST_REASON,
    DeliveryRefusedError,
    DeliveryRelease,
    DeliveryState,
    MailFilter,
    WaitingMails,
)
from concord.domain.message import MessageKind
from concord.domain.notation import counted, moment, named, shown
from concord.services.approve import Said
from concord.wiring import Deployment, deployment

DONE, REFUSED = 0, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseOptions:
    """What `concord delivery release` was given."""

    by: str
    mails: tuple[str, ...] = ()
    kind: str = ""
    partner: str = ""
    older_than: date | None = None
    note: str = ""
    everything: bool = False
    apply: bool = False


def print_state() -> int:
    """Print whether mail goes out, and what waits."""
    installation = deployment()
    found, zone = installation.delivery_state(), _zone(installation)
    out = console()
    for reason in stops(found, zone):
        out.print(f"[yellow]{escape(reason)}[/]")
    if not found.stops:
        out.print("Mail goes out.")
    print_waiting(out, found.waiting, zone)
    if found.holds and found.let_go:
        out.print(f"{counted(found.let_go, 'of them goes', 'of them go')} out all the same.")
    return DONE


def record_hold(reason: str, by: str, now: datetime) -> int:
    """Hold delivery; 2 with the reason when that cannot be."""
    try:
        kept = deployment().hold_delivery(reason, by, now)
    except DeliveryRefusedError as error:
        complain(str(error))
        return REFUSED
    console().print(f"Delivery is held (hold {kept.id}): nothing goes out until it is released.")
    return DONE


def run_release(options: ReleaseOptions, now: datetime) -> int:
    """Show what would go out, and let it go where that is asked; 2 when it cannot be."""
    installation = deployment()
    try:
        wanted = _wanted(options)
        found = installation.delivery_state(wanted)
        print_waiting(console(), found.waiting, _zone(installation))
        if options.apply:
            console().print(_release(installation, options, wanted, now))
        else:
            console().print("Nothing was released: give --apply to let it go out.")
    except DeliveryRefusedError as error:
        complain(str(error))
        return REFUSED
    return DONE


def stops(found: DeliveryState, zone: str) -> tuple[str, ...]:
    """Return why mails wait, in words, on the clock of `zone`; nothing where they go out."""
    held = (
        f"Delivery is held since {moment(hold.since, zone)} ({zone}) by {shown(hold.set_by)}: "
        f"{shown(hold.reason, LONGEST_REASON)}"
        for hold in found.holds
    )
    return (*((found.elsewhere,) if found.elsewhere else ()), *held)


def print_waiting(out: Console, waiting: WaitingMails, zone: str) -> None:
    """Print how many mails of each kind wait, from when, and which may be copies."""
    if waiting.dates is None:
        out.print("No mail waits.")
        return
    rows = [(named(kind), str(number)) for kind, number in sorted(waiting.by_kind.items())]
    out.print(table("Mails that wait", ("What", "How many"), rows))
    oldest, newest = waiting.dates
    out.print(f"Written from {moment(oldest, zone)} to {moment(newest, zone)} ({zone}).")
    if waiting.doubtful:
        copies = counted(waiting.doubtful, "of them", "of them")
        out.print(f"[bold red]{copies} may have gone out before.[/]")


def _wanted(options: ReleaseOptions) -> MailFilter:
    before = options.older_than
    if options.kind and options.kind not in set(MessageKind):
        message = f"There is no kind {options.kind!r}; there are {', '.join(MessageKind)}."
        raise DeliveryRefusedError(message)
    wanted = MailFilter(
        keys=options.mails,
        kind=MessageKind(options.kind) if options.kind else None,
        partner=options.partner,
        older_than=None if before is None else datetime.combine(before, time(), UTC),
    )
    if options.everything != wanted.is_empty:
        message = "Say which mails with --mail, --kind, --partner or --older-than, or give --all."
        raise DeliveryRefusedError(message)
    return wanted


def _release(
    installation: Deployment, options: ReleaseOptions, wanted: MailFilter, now: datetime
) -> str:
    if options.everything:
        installation.release_delivery(DeliveryRelease(by=options.by, at=now, note=options.note))
        return "Delivery is released: what waits goes out with the next run of `dispatch`."
    said = Said(by=options.by, at=now, origin="command", note=options.note)
    released = installation.release_mails(wanted, said)
    mails = counted(len(released), "mail goes", "mails go")
    return f"{mails} out with the next run of `dispatch`; everything else stays held."


def _zone(installation: Deployment) -> str:
    return str(installation.organisation.zone)
