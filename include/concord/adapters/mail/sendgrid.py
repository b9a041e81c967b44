"""Mail by SendGrid's v3 API, through SendGrid's own client."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from python_http_client.exceptions import HTTPError

from concord.adapters.mail import sendgrid_account
from concord.adapters.mail.sendgrid_answers import accepted, refused, unanswered
from concord.adapters.mail.sendgrid_batch import Batch
from concord.adapters.mail.sendgrid_request import excess, request_body
from concord.adapters.mail.settings import flag
from concord.domain.message import OnUncertain
from concord.domain.outbox import OutgoingMail, SendResult, SendVerdict
from concord.ports import ConnectionSettings, SendProgress
from concord.ports.sending import unnoticed

_MAY_SEND = "mail.send"
_MAY_TAKE_BACK = ("mail.batch.create", "user.scheduled_sends.create")
_CREATED = 201
_log = logging.getLogger(__name__)


class SendGridTransport:
    """Hands mails to SendGrid.

    The API key is the connection's password.  Its host is SendGrid's (the default), another
    region's, or a whole URL; plain HTTP is accepted on this machine only, as every request
    carries the key.  `timeout` (seconds), `sandbox_mode` and `retract_minutes` stand in the
    extra: mails that may be taken back wait that long at SendGrid.
    """

    provider = "sendgrid"
    repeat_is_harmless = False

    def __init__(
        self,
        settings: ConnectionSettings,
        progress: SendProgress = unnoticed,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Prepare the client.  Raises MailUnavailableError for settings that cannot work."""
        self._client = sendgrid_account.client(settings)
        self._progress = progress
        self._clock = clock
        self._sandbox = flag(settings, "sandbox_mode") is True
        self._retract_minutes = sendgrid_account.retract_minutes(settings)

    def batch(self, mail: OutgoingMail) -> str:
        """Return a token for a mail that may be taken back, of a batch that SendGrid opened.

        Where none can be had the mail goes out without: in doubt, a person is asked then.
        """
        if mail.on_uncertain is not OnUncertain.RETRACT or self._retract_minutes is None:
            return ""
        sendgrid_account.silence()
        try:
            opened = json.loads(self._client.mail.batch.post().body)["batch_id"]
        except Exception as error:  # noqa: BLE001 - whatever broke: no mail is lost by it
            _log.warning("mail %s cannot be taken back: %s", mail.key, type(error).__name__)
            return ""
        batch = Batch(
            id=str(opened), send_at=self._clock() + timedelta(minutes=self._retract_minutes)
        )
        return batch.token if Batch.parse(batch.token) else ""

    def take_back(self, batch: str) -> bool:
        """Cancel a batch; True when SendGrid has promised that it will not go out."""
        found = Batch.parse(batch)
        if found is None or not found.can_be_taken_back(self._clock()):
            return False
        sendgrid_account.silence()
        try:
            answer = self._client.user.scheduled_sends.post(
                request_body={"batch_id": found.id, "status": "cancel"}
            )
        except Exception as error:  # noqa: BLE001 - whatever broke: nothing is undone for certain
            _log.warning("a mail could not be taken back: %s", type(error).__name__)
            return False
        finally:
            self.close()
        return bool(answer.status_code == _CREATED)

    def send(self, mail: OutgoingMail, batch: str = "", attempt: int = 1) -> SendResult:
        """Send the mail as one request, and say what is certain about it."""
        body = request_body(mail, attempt, sandbox=self._sandbox)
        scheduled = Batch.parse(batch)
        if scheduled is not None:
            body |= {"batch_id": scheduled.id, "send_at": scheduled.seconds}
        too_much = excess(mail, body)
        if too_much:
            return SendResult(verdict=SendVerdict.DEAD, detail=too_much)
        sendgrid_account.silence()
        self._client.line.notice = lambda step: self._progress(step, mail.key)
        try:
            response = self._client.mail.send.post(request_body=body)
        except HTTPError as error:
            return refused(error.status_code, error.headers, error.body, self._clock())
        except Exception as error:  # noqa: BLE001 - whatever broke after the first byte: unknown
            return unanswered(error)
        finally:
            self._client.line.notice = lambda _: None
        return accepted(response.status_code, response.headers, sandbox=self._sandbox)

    def close(self) -> None:
        """Close the connection, if there is one."""
        self._client.line.close()

    def refusal(self) -> SendResult | None:
        """Ask what the key may do, but send nothing; return what stands in the way."""
        sendgrid_account.silence()
        try:
            response = self._client.scopes.get()
            scopes = json.loads(response.body)["scopes"]
        except HTTPError as error:
            return refused(error.status_code, error.headers, error.body, self._clock())
        except Exception as error:  # noqa: BLE001 - an answer that is none, from whoever gave it
            return unanswered(error)
        finally:
            self.close()
        needed = (_MAY_SEND, *(_MAY_TAKE_BACK if self._retract_minutes else ()))
        lacking = [scope for scope in needed if scope not in scopes]
        if lacking:
            detail = f"The key lacks the scope {', '.join(lacking)}."
            return SendResult(verdict=SendVerdict.REFUSED_CHANNEL, detail=detail)
        return None
