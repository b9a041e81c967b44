"""SendGrid's own record of mails, as a witness: what it has seen of one went out."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from datetime import timedelta

from concord.adapters.mail import sendgrid_account
from concord.domain.message import header_text
from concord.domain.uncertainty import UncertainMail
from concord.ports import ConnectionSettings

GRACE = timedelta(minutes=60)
_MOST = 10
_LONGEST_PROOF = 200
_LEFT = frozenset({"processed", "delivered"})
_log = logging.getLogger(__name__)


class SendGridActivity:
    """Asks SendGrid's Email Activity, which belongs to a paid option, for an uncertain mail.

    A mail is found by its key, which each request carries.  What is found about anybody else
    proves nothing; that nothing is found proves nothing before `grace`.
    """

    grace = GRACE

    def __init__(self, settings: ConnectionSettings) -> None:
        """Prepare the client.  Raises MailUnavailableError for settings that cannot work."""
        self._client = sendgrid_account.client(settings)

    def proof(self, uncertain: UncertainMail) -> str | None:
        """Return what SendGrid knows of the mail; None where it knows nothing, or says nothing."""
        sendgrid_account.silence()
        query = f"(unique_args['outbox_key']=\"{uncertain.mail.key}\")"
        try:
            answer = self._client.messages.get(query_params={"query": query, "limit": _MOST})
            found = json.loads(answer.body)["messages"]
            return _proof(uncertain, found)
        except Exception as error:  # noqa: BLE001 - whatever broke: it is no proof
            name = type(error).__name__
            _log.warning("SendGrid's activity about %s: %s", uncertain.mail.key, name)
            return None
        finally:
            self._client.line.close()


def _proof(uncertain: UncertainMail, messages: Sequence[Mapping[str, object]]) -> str | None:
    readers = {address.casefold() for address in uncertain.mail.to}
    retracted = any(attempt.batch for attempt in uncertain.attempts)
    for message in messages:
        # One that was taken back is on record too, and has reached nobody.
        left = not retracted or message["status"] in _LEFT
        if left and str(message["to_email"]).casefold() in readers:
            told = f"SendGrid knows it as {message['msg_id']}: {message['status']}."
            return header_text(told)[:_LONGEST_PROOF]
    return None
