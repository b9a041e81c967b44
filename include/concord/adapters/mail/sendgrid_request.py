"""SendGrid's `mail/send` request, made from the final bytes of a mail."""

from __future__ import annotations

import base64
from email import message_from_bytes
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.message import MIMEPart
from email.parser import BytesHeaderParser
from email.policy import default as default_policy
from email.utils import parseaddr
from typing import cast

from concord.domain.outbox import OutgoingMail


def request_body(mail: OutgoingMail, *, sandbox: bool = False) -> dict[str, object]:
    """Return the request for a mail, made from its final bytes: the same for every attempt."""
    message = message_from_bytes(mail.payload, policy=default_policy)
    twins = (message.get_body((kind,)) for kind in ("plain", "html"))
    attachments = [_attachment(part) for part in message.iter_attachments()]
    body: dict[str, object] = {
        "from": _sender(mail.payload),
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


def _sender(payload: bytes) -> dict[str, str]:
    # Not by the policy above: it reads a space between two encoded words of a name.
    name, address = parseaddr(str(BytesHeaderParser().parsebytes(payload)["From"]))
    decoded = str(make_header(decode_header(name)))
    return {"email": address, **({"name": decoded} if decoded else {})}


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
