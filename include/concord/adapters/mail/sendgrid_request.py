"""SendGrid's `mail/send` request, made from the final bytes of a mail."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage, MIMEPart
from email.parser import BytesHeaderParser
from email.policy import default as default_policy
from email.utils import parseaddr
from typing import cast

from concord.adapters.mail.addresses import as_servers_write
from concord.domain.outbox import OutgoingMail

MOST_RECIPIENTS = 1_000
REQUEST_LIMIT = 30_000_000
CUSTOM_LIMIT = 10_000
"""What SendGrid takes in one request: recipients, bytes in all, bytes of custom arguments."""

_HEADERS = (
    "X-Concord-Key",
    "Message-ID",
    "Auto-Submitted",
    "Content-Language",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
)


def request_body(
    mail: OutgoingMail, attempt: int = 1, *, sandbox: bool = False
) -> dict[str, object]:
    """Return the request for a mail, made from its final bytes.

    It is the same for every attempt but for the attempt's number, which no reader sees: it
    comes back with whatever SendGrid tells of the mail later.
    """
    message = message_from_bytes(mail.payload, policy=default_policy)
    twins = (message.get_body((kind,)) for kind in ("plain", "html"))
    attachments = [_attachment(part) for part in message.iter_attachments()]
    attachments += [_inline(part) for part in _inline_parts(message)]
    body: dict[str, object] = {
        "from": _sender(mail.payload),
        "personalizations": [
            {
                "to": [{"email": as_servers_write(to)} for to in mail.to],
                "custom_args": {"outbox_key": mail.key, "attempt": str(attempt)},
            }
        ],
        "subject": str(message["Subject"]),
        "content": [
            {"type": twin.get_content_type(), "value": _text(twin)} for twin in twins if twin
        ],
        "headers": {name: str(message[name]) for name in _HEADERS if name in message},
    }
    if attachments:
        body["attachments"] = attachments
    if sandbox:
        body["mail_settings"] = {"sandbox_mode": {"enable": True}}
    return body


def excess(mail: OutgoingMail, body: Mapping[str, object]) -> str:
    """Return in words what of a request SendGrid would not take; empty where nothing is."""
    if len(mail.to) > MOST_RECIPIENTS:
        return f"One mail may go to {MOST_RECIPIENTS:,} people; this one goes to {len(mail.to):,}."
    size = len(json.dumps(body).encode())
    if size >= REQUEST_LIMIT:
        return f"One request may have {REQUEST_LIMIT:,} bytes; this one would have {size:,}."
    (personal,) = cast("list[dict[str, object]]", body["personalizations"])
    size = len(json.dumps(personal["custom_args"]).encode())
    if size >= CUSTOM_LIMIT:
        return f"Custom arguments may have {CUSTOM_LIMIT:,} bytes; these would have {size:,}."
    attachments = cast("list[dict[str, str]]", body.get("attachments", []))
    if any(mark in each["filename"] for each in attachments for mark in ";,"):
        return "The name of an attachment has a semicolon or a comma."
    return ""


def _sender(payload: bytes) -> dict[str, str]:
    # Not by the policy above: it reads a space between two encoded words of a name.
    name, address = parseaddr(str(BytesHeaderParser().parsebytes(payload)["From"]))
    decoded = str(make_header(decode_header(name)))
    return {"email": address, **({"name": decoded} if decoded else {})}


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


def _inline_parts(message: EmailMessage) -> Iterator[MIMEPart]:
    for part in message.walk():
        if part.get_content_disposition() == "inline" and part["Content-ID"]:
            yield cast("MIMEPart", part)


def _inline(part: MIMEPart) -> dict[str, str]:
    content_id = str(part["Content-ID"]).strip("<>")
    return {**_attachment(part), "disposition": "inline", "content_id": content_id}
