"""SendGrid's `mail/send` request, made from the final bytes of a mail."""

from __future__ import annotations

import base64
from email import message_from_bytes
from email.headerregistry import Address
from email.message import MIMEPart
from email.policy import default as default_policy
from typing import cast

from concord.domain.outbox import OutgoingMail


def request_body(mail: OutgoingMail, *, sandbox: bool = False) -> dict[str, object]:
    """Return the request for a mail, made from its final bytes: the same for every attempt."""
    message = message_from_bytes(mail.payload, policy=default_policy)
    twins = (message.get_body((kind,)) for kind in ("plain", "html"))
    attachments = [_attachment(part) for part in message.iter_attachments()]
    body: dict[str, object] = {
        "from": _address(message["From"].addresses[0]),
        "personalizations": [
            {
                "to": [_address(to) for to in message["To"].addresses],
                "custom_args": {"outbox_key": mail.key},
            }
        ],
        "subject": str(message["Subject"]),
        "content": [
            {"type": twin.get_content_type(), "value": _text(twin)} for twin in twins if twin
        ],
        "headers": {name: str(message[name]) for name in ("X-Concord-Key", "Auto-Submitted")},
    }
    if attachments:
        body["attachments"] = attachments
    if sandbox:
        body["mail_settings"] = {"sandbox_mode": {"enable": True}}
    return body


def _address(address: Address) -> dict[str, str]:
    name = {"name": address.display_name} if address.display_name else {}
    return {"email": address.addr_spec, **name}


def _text(twin: MIMEPart) -> str:
    return str(twin.get_content()).replace("\r\n", "\n")


def _attachment(part: MIMEPart) -> dict[str, str]:
    content = cast("bytes", part.get_payload(decode=True))
    return {
        "content": base64.b64encode(content).decode("ascii"),
        "type": part.get_content_type(),
        "filename": str(part.get_filename()),
        "disposition": "attachment",
    }
