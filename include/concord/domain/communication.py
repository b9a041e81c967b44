"""What became of the mails about each partner, month by month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo

from concord.domain.outbox import OutboxState


@dataclass(frozen=True, slots=True, kw_only=True)
class MailFate:
    """Where a mail stands: `about` as the outbox has it, and whether a reader wants no more."""

    about: str
    written: datetime
    state: OutboxState
    unsubscribed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthOfMails:
    """How many mails about a partner, written in a month such as `2026-11`, came to what.

    `sent` went out, whatever became of them; the other numbers are among them.
    """

    partner: str
    month: str
    sent: int
    delivered: int
    bounced: int
    dropped: int
    unsubscribed: int


_WENT_OUT = frozenset(
    {OutboxState.SENT, OutboxState.DELIVERED, OutboxState.BOUNCED, OutboxState.DROPPED}
)


def months_of_mails(fates: Iterable[MailFate], zone: tzinfo) -> tuple[MonthOfMails, ...]:
    """Return each partner's months by name and month, on the calendar of `zone`.

    Months without a mail that went out are left out.
    """
    found: dict[tuple[str, str], list[MailFate]] = defaultdict(list)
    for fate in fates:
        if fate.state in _WENT_OUT:
            month = f"{fate.written.astimezone(zone):%Y-%m}"
            found[fate.about.partition("/")[0], month].append(fate)
    return tuple(_month(partner, month, found[partner, month]) for partner, month in sorted(found))


def _month(partner: str, month: str, fates: list[MailFate]) -> MonthOfMails:
    states = [fate.state for fate in fates]
    return MonthOfMails(
        partner=partner,
        month=month,
        sent=len(states),
        delivered=states.count(OutboxState.DELIVERED),
        bounced=states.count(OutboxState.BOUNCED),
        dropped=states.count(OutboxState.DROPPED),
        unsubscribed=sum(fate.unsubscribed for fate in fates),
    )
