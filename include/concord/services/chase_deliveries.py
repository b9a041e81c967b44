"""Chase deliveries: remind before they are due, and ask for what has not come since."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from concord.domain.agreement import Agreement
from concord.domain.data_contacts import client_owners_on, data_contacts_on
from concord.domain.delivery_letter import chase_letter, owner_letter, reminder_letter
from concord.domain.delivery_promise import Promise, promise_of
from concord.domain.delivery_reminders import (
    DeliveryNotice,
    chased,
    due_soon,
    newest,
    waiting,
)
from concord.domain.errors import KeyReusedWithOtherContentError
from concord.domain.issue import IssueKind
from concord.domain.letter import Letter
from concord.domain.message import MessageKind
from concord.domain.people import Person
from concord.ports import Store, Transaction
from concord.services.correspondence import Correspondence, Subject

OWNER_FROM = 2
"""From which chase of a delivery on the client's owner hears of it, too."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chased:
    """What stands to be told of deliveries, whether or not a mail told it already."""

    soon: tuple[DeliveryNotice, ...] = ()
    late: tuple[DeliveryNotice, ...] = ()


def chase_deliveries(
    agreement: Agreement, *, store: Store, correspondence: Correspondence, now: datetime
) -> Chased:
    """Mail the partner what is due soon and what is missing; return both.

    Each mail lists all deliveries concerned.  It goes out when a rung has come that is newer
    than any told before, and only the latest rung counts: days without a round make one mail.
    From the second chase on the client's owner is told, too.
    """
    if all(source.due is None for source in agreement.sources):
        return Chased()
    with store.transaction() as tx:
        submissions = tx.submissions.of_partner(agreement.partner)
        soon = due_soon(agreement, submissions, now)
        collected = tx.drives.collected(agreement.partner)
        late = chased(agreement, submissions, collected, _promises(tx, agreement), now)
    contacts = data_contacts_on(agreement, now.astimezone(agreement.zone).date())
    owners = client_owners_on(agreement, now.astimezone(agreement.organisation.zone).date())
    again = tuple(notice for notice in late if notice.rung.number >= OWNER_FROM)
    post = _Post(agreement, store, correspondence, now)
    if soon:
        letter = reminder_letter(agreement, soon)
        post.send(MessageKind.DELIVERY_REMINDER, "partner", letter, soon, contacts)
    if late:
        letter = chase_letter(agreement, late, waiting(agreement, submissions, now))
        post.send(MessageKind.DELIVERY_CHASE, "partner", letter, late, contacts)
    if again:
        letter = owner_letter(agreement, again)
        post.send(MessageKind.DELIVERY_CHASE, "client", letter, again, owners)
    return Chased(soon=soon, late=late)


@dataclass(frozen=True, slots=True)
class _Post:
    agreement: Agreement
    store: Store
    correspondence: Correspondence
    now: datetime

    def send(
        self,
        kind: MessageKind,
        side: str,
        letter: Letter,
        told: Sequence[DeliveryNotice],
        people: Sequence[Person],
    ) -> None:
        about = f"{self.agreement.partner}/{side}"
        if not people:
            _log.warning("%s about %s reaches nobody", kind, about)
        subject = Subject(kind=kind, about=about, revision=f"{newest(told)}")
        # What was told is done, even if some of it has come since, or its words have changed.
        with suppress(KeyReusedWithOtherContentError), self.store.transaction() as tx:
            self.correspondence.send_letter(tx, subject, letter, people, self.now)


def _promises(tx: Transaction, agreement: Agreement) -> Iterator[Promise]:
    """Yield what people answered to the issues of late files."""
    for issue in tx.issues.of_partner(agreement.partner):
        if issue.key.kind is IssueKind.LATE_FILE:
            promise = promise_of(issue, tx.issues.events(issue.key))
            if promise is not None:
                yield promise
