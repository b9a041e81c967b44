"""Holding delivery: nothing leaves but what a person let go, and who said so stays on record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from concord.domain.errors import ConcordError
from concord.domain.message import MessageKind
from concord.domain.outbox import Attempt, OutboxEntry, OutboxState

LET_GO = "Let it go out"
"""What stands on record of a mail that a person let go while delivery was held."""


class DeliveryRefusedError(ConcordError, ValueError):
    """Delivery cannot be held or released, or mails cannot be let go, as it was asked."""

    remedy = "Mend what it names, then give the command again."


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryHold:
    """Somebody's word that nothing goes out until a person says so; `id` is the store's.

    `restored_from` is the moment whose state the records have, where they are older than what
    happened: of no mail can be told then whether it went out before.
    """

    reason: str
    set_by: str
    since: datetime
    restored_from: datetime | None = None
    released: datetime | None = None
    released_by: str | None = None
    note: str = ""
    id: int = 0

    @property
    def is_in_force(self) -> bool:
        """Say whether nobody has released delivery since."""
        return self.released is None

    @property
    def doubts_everything(self) -> bool:
        """Say whether any mail may have gone out before."""
        return self.restored_from is not None


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
class MailFilter:
    """Which of the waiting mails are meant: those that fit everything that is said.

    `keys` are whole keys, or beginnings that only one of them has.  `older_than` is compared
    with the date that the mail bears.
    """

    keys: tuple[str, ...] = ()
    kind: MessageKind | None = None
    partner: str = ""
    older_than: datetime | None = None

    def fits(self, entry: OutboxEntry) -> bool:
        """Say whether a mail is meant, whatever its state."""
        mail = entry.mail
        return (
            (not self.keys or any(mail.key.startswith(key) for key in self.keys))
            and self.kind in {None, mail.kind}
            and (not self.partner or concerns(mail.about, self.partner))
            and (self.older_than is None or mail.mail_date < self.older_than)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What would go out: how many mails of each kind, from when, and which may be copies."""

    keys: tuple[str, ...]
    by_kind: Mapping[MessageKind, int]
    oldest: datetime | None
    newest: datetime | None
    doubtful: tuple[str, ...]


def concerns(about: str, partner: str) -> bool:
    """Say whether a mail's business subject is of a partner."""
    return about == partner or about.startswith(f"{partner}/")


def waiting(
    entries: Iterable[OutboxEntry],
    attempts: Mapping[str, Sequence[Attempt]],
    holds: Iterable[DeliveryHold],
) -> Waiting:
    """Sum up the mails of `entries` that wait to be sent.

    Those may be copies by which an earlier attempt may have reached somebody, and all of them
    where the records are older than what happened.
    """
    pending = [entry for entry in entries if entry.state is OutboxState.PENDING]
    unsure = any(hold.is_in_force and hold.doubts_everything for hold in holds)
    dates = [entry.mail.mail_date for entry in pending]
    return Waiting(
        keys=tuple(entry.mail.key for entry in pending),
        by_kind=Counter(entry.mail.kind for entry in pending),
        oldest=min(dates, default=None),
        newest=max(dates, default=None),
        doubtful=tuple(
            entry.mail.key
            for entry in pending
            if unsure or any(each.may_have_left for each in attempts.get(entry.mail.key, ()))
        ),
    )
