"""Hold delivery and release it: all of it, or mail by mail, by our people's word."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from concord.domain.delivery_hold import (
    DeliveryHold,
    DeliveryRefusedError,
    DeliveryRelease,
    DeliveryState,
    MailFilter,
    MailRelease,
    WaitingMails,
)
from concord.domain.people import Person
from concord.ports import Store, Transaction
from concord.services.approve import Said
from concord.services.legal_hold import check_ours


def delivery_state(
    store: Store, installation: str, elsewhere: str = "", wanted: MailFilter | None = None
) -> DeliveryState:
    """Return what holds delivery, and which of the installation's mails wait.

    `elsewhere` says why nothing goes out of here at all; `wanted` are the mails looked at.
    """
    with store.transaction() as tx:
        return _state(tx, installation, elsewhere, wanted or MailFilter())


def hold_delivery(
    reason: str, by: str, people: Iterable[Person], *, store: Store, now: datetime
) -> DeliveryHold:
    """Hold delivery; return the hold with its id.

    Mails that were let go before wait again.  Raises DeliveryRefusedError for nobody of our
    side, and without a reason.
    """
    check_ours(by, people, DeliveryRefusedError)
    if not reason.strip():
        message = "A hold needs its reason."
        raise DeliveryRefusedError(message)
    with store.transaction() as tx:
        return tx.delivery_holds.hold(DeliveryHold(reason=reason, set_by=by, since=now))


def release_delivery(release: DeliveryRelease, people: Iterable[Person], *, store: Store) -> int:
    """Let everything go out again; return how many holds that ends.

    Raises DeliveryRefusedError for nobody of our side, and where nothing is held.
    """
    check_ours(release.by, people, DeliveryRefusedError)
    with store.transaction() as tx:
        ended = tx.delivery_holds.release(release)
    if not ended:
        raise DeliveryRefusedError(_NOT_HELD)
    return ended


def release_mails(
    wanted: MailFilter,
    said: Said,
    people: Iterable[Person],
    *,
    store: Store,
    installation: str,
) -> tuple[str, ...]:
    """Let the installation's waiting mails that are meant go out; return their keys.

    Raises DeliveryRefusedError for nobody of our side, where nothing is held, where no mail
    is meant, and for the beginning of a key that several mails have, or none.
    """
    check_ours(said.by, people, DeliveryRefusedError)
    with store.transaction() as tx:
        found = _state(tx, installation, "", wanted)
        if not found.holds:
            raise DeliveryRefusedError(_NOT_HELD)
        _check_keys(wanted, found.waiting)
        release = MailRelease(
            keys=found.waiting.keys, by=said.by, at=said.at, origin=said.origin, note=said.note
        )
        return tx.delivery_holds.let_go(release)


_NOT_HELD = "Delivery is not held: mails go out by themselves."


def _state(
    tx: Transaction, installation: str, elsewhere: str, wanted: MailFilter
) -> DeliveryState:
    holds = tuple(hold for hold in tx.delivery_holds.all() if hold.is_in_force)
    mails = tuple(
        mail
        for mail in tx.delivery_holds.waiting()
        if mail.installation in {"", installation} and wanted.fits(mail)
    )
    unsure = any(hold.older_records for hold in holds)
    waiting = WaitingMails(mails=mails, doubts_everything=unsure)
    return DeliveryState(holds=holds, waiting=waiting, elsewhere=elsewhere)


def _check_keys(wanted: MailFilter, found: WaitingMails) -> None:
    if not found.mails:
        message = "No mail that waits is meant."
        raise DeliveryRefusedError(message)
    for key in wanted.keys:
        fitting = [known for known in found.keys if known.startswith(key)]
        if len(fitting) != 1:
            many = "Several mails that wait have" if fitting else "No mail that waits has"
            message = f"{many} a key that begins with {key!r}."
            raise DeliveryRefusedError(message)
