"""Holds of delivery and rounds of sending in memory."""

from dataclasses import dataclass, field, replace

from concord.domain.delivery_hold import (
    LET_GO,
    DeliveryHold,
    DeliveryRelease,
    MailRelease,
    WaitingMail,
)
from concord.domain.outbox import Attempt, OutboxState
from concord.domain.uncertainty import DecidedMail
from tests.fakes_outbox import Waiting, in_order


class FakeDeliveryHolds:
    """Holds and rounds in memory; the first value of `rounds` is the count."""

    def __init__(
        self,
        holds: dict[int, DeliveryHold],
        rounds: list[int],
        mails: dict[str, Waiting],
        decided: dict[tuple[str, int], DecidedMail],
        tried: dict[tuple[str, int], Attempt],
    ) -> None:
        self._holds = holds
        self._rounds = rounds
        self._mails = mails
        self._decided = decided
        self._tried = tried

    def hold(self, hold: DeliveryHold) -> DeliveryHold:
        for key, row in self._mails.items():
            self._mails[key] = replace(row, released_by="")
        kept = replace(hold, id=len(self._holds) + 1)
        self._holds[kept.id] = kept
        return kept

    def all(self) -> tuple[DeliveryHold, ...]:
        return tuple(self._holds.values())

    def release(self, release: DeliveryRelease) -> int:
        standing = [hold for hold in self._holds.values() if hold.is_in_force]
        for hold in standing:
            self._holds[hold.id] = replace(
                hold, released=release.at, released_by=release.by, note=release.note
            )
        return len(standing)

    def let_go(self, release: MailRelease) -> tuple[str, ...]:
        return tuple(key for key in release.keys if self._let_go(key, release))

    def waiting(self) -> tuple[WaitingMail, ...]:
        pending = (r for r in in_order(self._mails) if r.state is OutboxState.PENDING)
        return tuple(self._waiting(row) for row in pending)

    def rounds(self) -> int:
        return next(iter(self._rounds), 0)

    def count_rounds(self, number: int) -> None:
        self._rounds[:] = [number]

    def _let_go(self, key: str, release: MailRelease) -> bool:
        row = self._mails.get(key)
        if row is None or row.state is not OutboxState.PENDING or row.released_by:
            return False
        self._mails[key] = replace(row, released_by=release.by)
        self._decided[key, row.attempt] = DecidedMail(
            key=key,
            attempt=row.attempt,
            decision=LET_GO,
            by=release.by,
            at=release.at,
            origin=release.origin,
            note=release.note,
        )
        return True

    def _waiting(self, row: Waiting) -> WaitingMail:
        mail = row.mail
        tried = (attempt for (key, _), attempt in self._tried.items() if key == mail.key)
        return WaitingMail(
            key=mail.key,
            kind=mail.kind,
            about=mail.about,
            mail_date=mail.mail_date,
            installation=mail.installation,
            released_by=row.released_by,
            is_doubtful=any(attempt.may_have_left for attempt in tried),
        )


@dataclass
class FakeRoundMark:
    """A mark in memory."""

    highest: int = 0
    marked: list[int] = field(default_factory=list)

    def number(self) -> int:
        return self.highest

    def mark(self, number: int) -> None:
        self.marked.append(number)
        self.highest = max(self.highest, number)
