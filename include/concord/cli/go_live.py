"""`concord go-live`: end a partner's shadow time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from rich.markup import escape

from concord.cli.output import complain, console
from concord.domain.notation import counted
from concord.domain.period import MeasurementPeriod, PeriodLength
from concord.domain.shadow import LivePartner
from concord.services.go_live import GoLiveRefusedError
from concord.wiring import deployment

LIVE, REFUSED = 0, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class GoLiveOptions:
    """What the command was given."""

    partner: str
    by: str
    effects_from: str | None = None
    note: str = ""


def let_go_live(options: GoLiveOptions, now: datetime) -> int:
    """Let a partner go live; 2 with every reason when it cannot."""
    try:
        effects_from = _month(options.effects_from)
        result = deployment().go_live(
            options.partner, options.by, now, effects_from=effects_from, note=options.note
        )
    except ValueError as error:
        complain(str(error))
        return REFUSED
    words = live_words(result.live)
    if not result.is_new:
        console().print(f"{escape(options.partner)} was live before: {escape(words)}.")
        return LIVE
    closed = counted(len(result.closed), "issue")
    console().print(f"{escape(options.partner)} is {escape(words)}.")
    console().print(f"{closed} of the shadow time closed; what still holds is raised again.")
    return LIVE


def live_words(live: LivePartner) -> str:
    """Return since when and by whom a partner is live."""
    since = f"live since {live.since:%d %b %Y %H:%M %Z} by {live.by}"
    return since if live.effects_from is None else f"{since}, effects from {live.effects_from}"


def _month(text: str | None) -> MeasurementPeriod | None:
    if text is None:
        return None
    period = MeasurementPeriod.parse(text)
    if period.length is not PeriodLength.MONTH:
        message = f"--from {text!r} must be a month, such as 2026-10."
        raise GoLiveRefusedError(message)
    return period
