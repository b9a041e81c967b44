"""Whether mail goes out at all: from this installation, past a hold, to these addresses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property

from concord.adapters.agreement_files import load_organisation
from concord.adapters.round_mark import FileRoundMark
from concord.domain.delivery_hold import (
    DeliveryHold,
    DeliveryRelease,
    DeliveryState,
    MailFilter,
)
from concord.domain.finding import Severity
from concord.domain.mail_delivery import MailDelivery
from concord.ports import MailTransport
from concord.services.approve import Said
from concord.services.count_round import RoundCount
from concord.services.guarded_transport import GuardedTransport
from concord.services.hold_delivery import (
    delivery_state,
    hold_delivery,
    release_delivery,
    release_mails,
)
from concord.wiring.signing import Signing

_BROKEN = "organisation.yaml has errors, so that nobody can tell whether mail may go out."


class Delivering(Signing):
    """What lets mail out, and what keeps it in."""

    @cached_property
    def _mail_delivery(self) -> MailDelivery | None:
        """What organisation.yaml says of delivery; None where it has errors.

        Read by itself: sending must not wait for all agreements.
        """
        organisation, findings = load_organisation(self.settings.agreements)
        broken = any(finding.severity is Severity.ERROR for finding in findings)
        return None if broken else organisation.delivery

    @property
    def elsewhere(self) -> str:
        """Why this installation sends nothing at all; empty where it may."""
        delivery = self._mail_delivery
        return _BROKEN if delivery is None else delivery.waits(self.settings.installation)

    @property
    def round_mark(self) -> FileRoundMark:
        """The number of rounds as it stands beside the stores."""
        return FileRoundMark(self.observations.root.with_name("sent-rounds"))

    def guarded_mail(self, clock: Callable[[], datetime]) -> MailTransport:
        """Return the way out with its last door: nothing goes to whom it must not."""
        return GuardedTransport(
            transport=self.mail,
            delivery=self._mail_delivery or MailDelivery(),
            installation=self.settings.installation,
            round_=RoundCount(store=self.store, mark=self.round_mark, clock=clock),
        )

    def delivery_state(self, wanted: MailFilter | None = None) -> DeliveryState:
        """Return what holds delivery, and which of the mails that are meant wait."""
        return delivery_state(self.store, self.settings.installation, self.elsewhere, wanted)

    def hold_delivery(self, reason: str, by: str, now: datetime) -> DeliveryHold:
        """Hold delivery.  Raises DeliveryRefusedError."""
        return hold_delivery(reason, by, self._ours(), store=self.store, now=now)

    def release_delivery(self, release: DeliveryRelease) -> int:
        """Let everything go out again.  Raises DeliveryRefusedError."""
        return release_delivery(release, self._ours(), store=self.store)

    def release_mails(self, wanted: MailFilter, said: Said) -> tuple[str, ...]:
        """Let single mails go out while delivery is held.  Raises DeliveryRefusedError."""
        return release_mails(
            wanted,
            said,
            self._ours(),
            store=self.store,
            installation=self.settings.installation,
        )
