"""The last door before a mail leaves: to whom it may go, from here, by these records."""

from __future__ import annotations

from dataclasses import dataclass

from concord.domain.errors import ConcordError
from concord.domain.mail_delivery import MailDelivery
from concord.domain.notation import shown
from concord.domain.outbox import OutgoingMail, SendResult, SendVerdict
from concord.ports import MailTransport
from concord.services.count_round import RoundCount

OLD_RECORDS = "The records are older than what was sent: delivery is on hold now."


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardedTransport:
    """Hands a mail to `transport` unless `delivery` forbids it to `installation`.

    `round_` counts what goes out, and knows whether the records are as new as what was sent.
    """

    transport: MailTransport
    delivery: MailDelivery
    installation: str
    round_: RoundCount

    @property
    def provider(self) -> str:
        """The name of the one who takes the mail."""
        return self.transport.provider

    @property
    def repeat_is_harmless(self) -> bool:
        """Say whether sending a mail once more never makes a second copy."""
        return self.transport.repeat_is_harmless

    def batch(self, mail: OutgoingMail) -> str:
        """Return a token by which this attempt can be taken back; empty where none can be."""
        return "" if self._refusal(mail) else self.transport.batch(mail)

    def take_back(self, batch: str) -> bool:
        """Take an attempt back; True when it certainly is undone."""
        return self.transport.take_back(batch)

    def close(self) -> None:
        """Take leave of the one who takes the mails."""
        self.transport.close()
        self.round_.end()

    def send(self, mail: OutgoingMail, batch: str = "", attempt: int = 1) -> SendResult:
        """Send; a mail to somebody who must not get it is dead, and reaches nobody."""
        refusal = self._refusal(mail)
        if refusal:
            return SendResult(verdict=SendVerdict.DEAD, detail=refusal)
        try:
            is_current = self.round_.begin()
        except ConcordError as error:
            return SendResult(verdict=SendVerdict.REFUSED_CHANNEL, detail=str(error))
        if not is_current:
            return SendResult(verdict=SendVerdict.REFUSED_CHANNEL, detail=OLD_RECORDS)
        return self.transport.send(mail, batch, attempt)

    def _refusal(self, mail: OutgoingMail) -> str:
        only = self.delivery.redirects(self.installation)
        if only and mail.to != (only,):
            return (
                f"From the installation {self.installation!r} mail goes to {only} alone, and "
                "this one is for others."
            )
        outside = self.delivery.outside(mail.to)
        if outside:
            readers = ", ".join(map(shown, outside))
            return f"organisation.yaml lets no mail go to {readers}; nobody got this one."
        return ""
