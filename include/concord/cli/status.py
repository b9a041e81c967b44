"""`concord status`: how each partner stands."""

from __future__ import annotations

from datetime import datetime

from concord.cli.go_live import live_words
from concord.cli.output import complain, console, table
from concord.services.partner_status import PartnerStatus
from concord.wiring import deployment

SHOWN, UNKNOWN = 0, 2
_HEADER = ("Partner", "Stands", "Agreement", "Open issues", "Last collected", "Next report")
_HASH = 8


def print_status(partner: str | None, now: datetime) -> int:
    """Print a table of one partner or all; 2 when there is no such one."""
    installation = deployment()
    partners = installation.partners() if partner is None else (partner,)
    if partner is not None and partner not in installation.partners():
        known = ", ".join(installation.partners()) or "none"
        complain(f"There is no usable agreement of {partner!r}; known are {known}.")
        return UNKNOWN
    rows = [_row(status) for status in installation.status(partners, now)]
    console().print(table("Partners", _HEADER, rows))
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
