"""SendGrid's `mail/send` request, made from the final bytes of a mail."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import parseaddr
from typing import cast

from concord.adapters.mail.addresses import as_servers_write
from concord.domain.outbox import OutgoingMail

MOST_RECIPIENTS = 1_000
REQUEST_LIMIT = 30_000_000
CUSTOM_LIMIT = 10_000
"""What SendGrid takes in one request: recipients, bytes in all, bytes of custom arguments."""

# The older policy: the newer one reads a space between two encoded words, and takes its time.
_PARSER = BytesParser(policy=compat32)
_FOLD = re.compile(r"\r?\n[ \t]+")
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
    message = _PARSER.parsebytes(mail.payload)
    leaves = [part for part in message.walk() if not part.is_multipart()]
    attached = [part for part in leaves if part.get_content_disposition()]
    body: dict[str, object] = {
        "from": _sender(message),
        "personalizations": [
            {
                "to": [{"email": as_servers_write(to)} for to in mail.to],
                "custom_args": {"outbox_key": mail.key, "attempt": str(attempt)},
            }
        ],
        "subject": _words(message["Subject"]),
        "content": [
            {"type": part.get_content_type(), "value": _text(part)}
            for part in leaves
            if part not in attached
        ],
        "headers": {name: _words(message[name]) for name in _HEADERS if name in message},
    }
    if attached:
        body["attachments"] = [_attachment(part) for part in attached]
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


def _sender(message: Message) -> dict[str, str]:
    name, address = parseaddr(str(message["From"]))
    decoded = _words(name)
    return {"email": address, **({"name": decoded} if decoded else {})}


def _words(header: object) -> str:
    """Return a header's words on one line."""
    return str(make_header(decode_header(_FOLD.sub(" ", str(header)))))


def _text(twin: Message) -> str:
    content = cast("bytes", twin.get_payload(decode=True))
    return content.decode(twin.get_content_charset("utf-8")).replace("\r\n", "\n")


def _attachment(part: Message) -> dict[str, str]:
    content = cast("bytes", part.get_payload(decode=True))
    found = {
        "content": base64.b64encode(content).decode("ascii"),
        "type": part.get_content_type(),
        "filename": str(part.get_filename()),
        "disposition": str(part.get_content_disposition()),
    }
    shown = part["Content-ID"]
    return {**found, "content_id": shown.strip("<>")} if shown else found
