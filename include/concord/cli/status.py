"""`concord status`: how each partner stands."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

from rich.markup import escape

from concord.cli.delivery import stops
from concord.cli.go_live import live_words
from concord.cli.output import complain, console, table
from concord.domain.notation import NO_FIGURE, figure, named, shown
from concord.domain.objective_words import now_words, objective_target, progress_words
from concord.domain.quantity import PERCENT
from concord.services.partner_status import PartnerStatus
from concord.wiring import deployment

SHOWN, UNKNOWN = 0, 2
_HEADER = ("Partner", "Stands", "Agreement", "Open issues", "Last collected", "Next report")
_DELIVERIES = ("Partner", "Source", "On time", "Right the first time", "Missing")
_OBJECTIVES = ("Partner", "Objective", "Now", "Target", "Progress", "Stands")
_HASH = 8


def print_status(partner: str | None, now: datetime) -> int:
    """Print a table of one partner or all; 2 when there is no such one."""
    installation = deployment()
    partners = installation.partners() if partner is None else (partner,)
    if partner is not None and partner not in installation.partners():
        known = ", ".join(installation.partners()) or "none"
        complain(f"There is no usable agreement of {partner!r}; known are {known}.")
        return UNKNOWN
    found = installation.status(partners, now)
    zone = str(installation.organisation.zone)
    for reason in stops(installation.delivery_state(), zone):
        console().print(f"[yellow]{escape(reason)}[/]")
    console().print(table("Partners", _HEADER, [_row(status) for status in found]))
    delivered = [row for status in found for row in _deliveries(status)]
    if delivered:
        console().print(table("Deliveries of the last 12 months", _DELIVERIES, delivered))
    aims = [row for status in found for row in _objectives(status)]
    if aims:
        console().print(table("Objectives", _OBJECTIVES, aims))
    for name in installation.unusable:
        complain(f"{name} has errors: see `concord check`.")
    return SHOWN


def _row(status: PartnerStatus) -> tuple[str, ...]:
    month, day = status.next_report
    seen = status.collected
    return (
        status.partner,
        "in shadow" if status.live is None else live_words(status.live),
        status.version[:_HASH],
        str(status.open_issues),
        "not yet" if seen is None else f"{seen:%d %b %Y %H:%M %Z}",
        f"{month} on {day:%d %b %Y}",
    )


def _deliveries(status: PartnerStatus) -> list[tuple[str, ...]]:
    return [
        (
            status.partner,
            one.source,
            _share(one.on_time, one.due, one.punctuality),
            _share(one.right_first, one.came, one.first_time_right),
            str(one.missing),
        )
        for one in status.deliveries
    ]


def _objectives(status: PartnerStatus) -> list[tuple[str, ...]]:
    return [
        (
            status.partner,
            shown(one.objective.what),
            now_words(one),
            objective_target(one),
            progress_words(one),
            named(one.state),
        )
        for one in status.objectives
    ]


def _share(good: Fraction, whole: Fraction, percent: Fraction | None) -> str:
    return NO_FIGURE if percent is None else f"{figure(percent, PERCENT)} ({good} of {whole})"
