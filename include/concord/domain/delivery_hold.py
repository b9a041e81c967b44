"""Holding delivery: nothing leaves but what a person let go, and who said so stays on record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from concord.domain.errors import ConcordError
from concord.domain.message import MessageKind
from concord.domain.notation import shown

LET_GO = "Let it go out"
"""What stands on record of a mail that a person let go while delivery was held."""


LONGEST_REASON = 300
"""As many letters of a reason are shown."""


class DeliveryRefusedError(ConcordError, ValueError):
    """Delivery cannot be held or released, or mails cannot be let go, as it was asked."""

    remedy = "Mend what it names, then give the command again."


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryHold:
    """Somebody's word that nothing goes out until a person says so; `id` is the store's.

    `older_records` says that the records are older than what happened, as after a restore: of
    no mail can be told then whether it went out before.
    """

    reason: str
    set_by: str
    since: datetime
    older_records: bool = False
    released: datetime | None = None
    released_by: str | None = None
    note: str = ""
    id: int = 0

    @property
    def is_in_force(self) -> bool:
        """Say whether nobody has released delivery since."""
        return self.released is None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRelease:
    """Somebody's word that everything goes out again."""

    by: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailRelease:
    """Somebody's word that single mails go out although delivery is held."""

    keys: tuple[str, ...]
    by: str
    at: datetime
    origin: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingMail:
    """A mail that waits to be sent, without its bytes.

    `is_doubtful` says that by an earlier attempt a copy of it may have gone out.
    """

    key: str
    kind: MessageKind
    about: str
    mail_date: datetime
    installation: str = ""
    released_by: str = ""
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MailFilter:
    """Which of the waiting mails are meant: those that fit everything that is said.

    `keys` are keys, or how they begin.  `older_than` is compared with the date that the mail
    bears.
    """

    keys: tuple[str, ...] = ()
    kind: MessageKind | None = None
    partner: str = ""
    older_than: datetime | None = None

    @property
    def is_empty(self) -> bool:
        """Say whether every mail is meant."""
        return self == MailFilter()

    def fits(self, mail: WaitingMail) -> bool:
        """Say whether a mail is meant."""
        return (
            (not self.keys or mail.key.startswith(self.keys))
            and self.kind in {None, mail.kind}
            and (not self.partner or _concerns(mail.about, self.partner))
            and (self.older_than is None or mail.mail_date < self.older_than)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingMails:
    """What would go out: which mails, how many of each kind, from when, and possible copies."""

    mails: tuple[WaitingMail, ...]
    doubts_everything: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all of them."""
        return tuple(mail.key for mail in self.mails)

    @property
    def by_kind(self) -> Mapping[MessageKind, int]:
        """How many there are of each kind that has any."""
        return Counter(mail.kind for mail in self.mails)

    @property
    def dates(self) -> tuple[datetime, datetime] | None:
        """The oldest and the newest date; None where there are none."""
        dates = [mail.mail_date for mail in self.mails]
        return (min(dates), max(dates)) if dates else None

    @property
    def doubtful(self) -> int:
        """How many of them may be copies of what went out: all, after a restore."""
        return sum(self.doubts_everything or mail.is_doubtful for mail in self.mails)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryState:
    """How delivery stands: what holds it, what waits, and which of it a person has let go.

    `elsewhere` says why this installation sends nothing at all; it is empty where it may.
    """

    holds: tuple[DeliveryHold, ...]
    waiting: WaitingMails
    elsewhere: str = ""

    @property
    def let_go(self) -> int:
        """How many of the waiting mails go out although delivery is held."""
        return sum(bool(mail.released_by) for mail in self.waiting.mails)

    @property
    def stops(self) -> tuple[str, ...]:
        """Why mails wait, in words; nothing where they go out."""
        held = (
            f"Delivery is held since {hold.since:%d %b %Y %H:%M %Z} by {hold.set_by}: "
            f"{shown(hold.reason, LONGEST_REASON)}"
            for hold in self.holds
        )
        return (*((self.elsewhere,) if self.elsewhere else ()), *held)


def _concerns(about: str, partner: str) -> bool:
    return about == partner or about.startswith(f"{partner}/")
