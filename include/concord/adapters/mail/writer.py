"""Mails as MIME: equal messages give equal bytes, whoever writes them and how often."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.header import Header
from email.headerregistry import Address, AddressHeader
from email.message import EmailMessage
from email.policy import EmailPolicy

from concord.domain.message import Attachment, Message, header_text, sendable
from concord.domain.outbox import OutgoingMail


class _SpacedPolicy(EmailPolicy):
    """Folds subject and sender by another hand: the policy's own miscounts their spaces.

    It drops or adds some between encoded words, and within a long one.
    """

    def fold_binary(self, name: str, value: str) -> bytes:
        """Return the header's lines as bytes."""
        text, address = _words(name, value)
        if text.isascii() or not address.isascii():
            return super().fold_binary(name, value)
        encoded = Header(text, "utf-8", header_name=name).encode(linesep=self.linesep)
        end = f"{self.linesep} <{address}>" if address else ""
        return f"{name}: {encoded}{end}{self.linesep}".encode("ascii")


def _words(name: str, value: str) -> tuple[str, str]:
    """Return a header's words for people, and the address after them, each if there is one."""
    if name == "From" and isinstance(value, AddressHeader):
        (sender,) = value.addresses
        return sender.display_name, sender.addr_spec
    return (str(value), "") if name == "Subject" else ("", "")


# Seven bits, in lines as MIME wants them, so that no relay has a reason to encode it anew.
_POLICY = _SpacedPolicy(linesep="\r\n", cte_type="7bit", max_line_length=76)
_CALENDAR_METHOD = re.compile(rb"^METHOD:([A-Z]+)\r?$", re.MULTILINE)

_EMPTY_FIRST_LINE = re.compile(rb"^([A-Za-z-]+):[ ]*\r\n[ \t]+", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class MimeMailWriter:
    """Writes messages as mails from `sender`; `installation` ends every Message-ID.

    `created_by` is put on record with each mail, and stands in none.
    """

    sender: str
    sender_name: str
    installation: str
    created_by: str = ""

    def write(self, message: Message, at: datetime) -> OutgoingMail:
        """Return the mail; Message-ID and boundaries derive from the key, the date is `at`."""
        message = sendable(message)
        key = message.identity.key
        message_id = f"<{key}@{_domain(self.installation)}>"
        mail = self._headers(message, key, message_id, at)
        _write_body(mail, message)
        _fix_boundaries(mail, key)
        return OutgoingMail(
            key=key,
            kind=message.identity.kind,
            to=message.to,
            subject=header_text(message.subject),
            payload=_begun_on_their_lines(mail.as_bytes(policy=_POLICY)),
            content_sha256=_content_sha256(message),
            message_id=message_id,
            mail_date=at,
            on_uncertain=message.identity.on_uncertain,
            attachments=tuple(_file_name(attachment) for attachment in message.attachments),
            installation=self.installation,
            created_by=self.created_by,
            about=message.identity.subject,
        )

    def _headers(self, message: Message, key: str, message_id: str, at: datetime) -> EmailMessage:
        mail = EmailMessage(policy=_POLICY)
        mail["From"] = Address(header_text(self.sender_name), addr_spec=self.sender)
        mail["To"] = tuple(Address(addr_spec=address) for address in message.to)
        mail["Subject"] = header_text(message.subject)
        mail["Date"] = at.astimezone(UTC)
        mail["Message-ID"] = message_id
        # Tells out-of-office robots not to answer.
        mail["Auto-Submitted"] = "auto-generated"
        mail["X-Concord-Key"] = key
        return mail


def _domain(installation: str) -> str:
    labels = re.sub(r"[^a-z0-9]+", "-", installation.lower()).strip("-")
    return f"{labels[:63].strip('-') or 'installation'}.concord.invalid"


def _write_body(mail: EmailMessage, message: Message) -> None:
    mail.set_content(_encodable(message.text), cte="quoted-printable")
    mail.add_alternative(_encodable(message.html), subtype="html", cte="quoted-printable")
    for attachment in message.attachments:
        maintype, _, subtype = attachment.media_type.partition("/")
        mail.add_attachment(
            attachment.content,
            maintype=maintype,
            subtype=subtype,
            filename=_file_name(attachment),
            params=_parameters(attachment),
        )


def _parameters(attachment: Attachment) -> dict[str, str]:
    """Return a calendar's method and charset: programs read them there, not in the body."""
    if attachment.media_type != "text/calendar":
        return {}
    method = _CALENDAR_METHOD.search(attachment.content)
    found = {"method": method[1].decode("ascii")} if method else {}
    return {**found, "charset": "utf-8"}


def _file_name(attachment: Attachment) -> str:
    return re.sub(r"[/\\:;,]", "_", header_text(attachment.name))


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _fix_boundaries(mail: EmailMessage, key: str) -> None:
    # Not the key itself, which a mail might well quote.
    seed = hashlib.sha256(f"boundary|{key}".encode()).hexdigest()[:32]
    parts = (part for part in mail.walk() if part.is_multipart())
    for number, part in enumerate(parts):
        part.set_boundary(f"=_{seed}_{number}")


def _begun_on_their_lines(payload: bytes) -> bytes:
    """Return the mail with no header that is folded before its first word.

    The standard library does so where that word fits no line; some readers then see a
    leading blank, or an empty header.
    """
    headers, end, body = payload.partition(b"\r\n\r\n")
    return _EMPTY_FIRST_LINE.sub(rb"\1: ", headers) + end + body


def _content_sha256(message: Message) -> str:
    """Hash what a reader sees: no date, no ids, and not by whose hand it was encoded."""
    attached = [
        (_file_name(a), a.media_type, hashlib.sha256(a.content).hexdigest())
        for a in message.attachments
    ]
    content = (
        message.identity.kind,
        sorted(address.casefold() for address in message.to),
        header_text(message.subject),
        _encodable(message.text),
        _encodable(message.html),
        attached,
    )
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()
