"""`concord hold` and `concord lift-hold`: keep files whatever was agreed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from rich.markup import escape

from concord.cli.output import complain, console, table
from concord.domain.notation import day, period_name, shown
from concord.domain.period import MeasurementPeriod, YearStart
from concord.domain.retention import LegalHold, RetentionRefusedError
from concord.wiring import deployment

DONE, REFUSED = 0, 2
_HEADER = ("Hold", "Partner", "Source", "Period", "Reason", "By", "Since")
_LONGEST_REASON = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldOptions:
    """What `concord hold` was given."""

    partner: str
    reason: str
    by: str
    source: str | None = None
    period: str | None = None


def print_holds() -> int:
    """Print the holds in force."""
    rows = [_row(hold) for hold in deployment().legal_holds()]
    if rows:
        console().print(table("Legal holds", _HEADER, rows))
    else:
        console().print("Nothing is held.")
    return DONE


def record_hold(options: HoldOptions, now: datetime) -> int:
    """Record a hold; 2 with the reason when it cannot be."""
    installation = deployment()
    agreement = installation.agreements.get(options.partner)
    year_start = None if agreement is None else agreement.year_start
    try:
        kept = installation.set_hold(
            LegalHold(
                partner=options.partner,
                reason=options.reason,
                set_by=options.by,
                set_at=now,
                source=options.source,
                period=_period(options.period, year_start),
            )
        )
    except RetentionRefusedError as error:
        complain(str(error))
        return REFUSED
    console().print(escape(f"Hold {kept.id}: the files of {kept.partner} are kept."))
    return DONE


def record_lift(hold: int, by: str, now: datetime) -> int:
    """Lift a hold; 2 with the reason when it cannot be."""
    try:
        deployment().lift_hold(hold, by, now)
    except RetentionRefusedError as error:
        complain(str(error))
        return REFUSED
    console().print(f"Hold {hold} is lifted.")
    return DONE


def _row(hold: LegalHold) -> tuple[str, ...]:
    return (
        str(hold.id),
        hold.partner,
        hold.source or "all",
        "all" if hold.period is None else period_name(hold.period),
        shown(hold.reason, _LONGEST_REASON),
        hold.set_by,
        day(hold.set_at.date()),
    )


def _period(text: str | None, year_start: YearStart | None) -> MeasurementPeriod | None:
    if text is None:
        return None
    try:
        return MeasurementPeriod.parse(text, year_start)
    except ValueError as error:
        raise RetentionRefusedError(str(error)) from error
