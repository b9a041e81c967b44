"""Mails as MIME: equal messages give equal bytes, whoever writes them and how often."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address, Group
from email.message import EmailMessage, MIMEPart
from typing import cast
from urllib.parse import quote

from concord.adapters.mail.addresses import as_servers_write
from concord.adapters.mail.mime_policy import POLICY, begun_on_their_lines
from concord.domain.message import Attachment, Message, header_text, sendable
from concord.domain.outbox import OutgoingMail

_CALENDAR_METHOD = re.compile(rb"^METHOD:([A-Z]+)\r?$", re.MULTILINE)

_NOT_IN_IDS = re.compile(r"[^A-Za-z0-9._@-]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class MimeMailWriter:
    """Writes messages as mails from `sender`; `installation` ends every Message-ID.

    `created_by` is put on record with each mail, and stands in none.  `unsubscribe` is the
    https address at which readers ask for no more by one click.
    """

    sender: str
    sender_name: str
    installation: str
    created_by: str = ""
    unsubscribe: str = ""

    def write(self, message: Message, at: datetime) -> OutgoingMail:
        """Return the mail; Message-ID and boundaries derive from the key, the date is `at`."""
        message = sendable(message)
        key = message.identity.key
        message_id = f"<{key}@{_domain(self.installation)}>"
        mail = self._headers(message, key, message_id, at)
        _write_body(mail, message)
        # Only now: before, it would have become one of the plain twin.
        if _LANGUAGE.fullmatch(message.language):
            mail["Content-Language"] = message.language
        _fix_boundaries(mail, key)
        return OutgoingMail(
            key=key,
            kind=message.identity.kind,
            to=message.to,
            subject=header_text(message.subject),
            payload=begun_on_their_lines(mail.as_bytes(policy=POLICY)),
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
        mail = EmailMessage(policy=POLICY)
        mail["From"] = Address(header_text(self.sender_name), addr_spec=self.sender)
        mail["To"] = tuple(map(_recipient, message.to))
        mail["Subject"] = header_text(message.subject)
        mail["Date"] = at.astimezone(UTC)
        mail["Message-ID"] = message_id
        # Tells out-of-office robots not to answer.
        mail["Auto-Submitted"] = "auto-generated"
        mail["X-Concord-Key"] = key
        self._say_how_to_leave(mail, key)
        return mail

    def _say_how_to_leave(self, mail: EmailMessage, key: str) -> None:
        """Say where to ask for no more: nothing but our addresses and a hash gets in here."""
        by_mail = f"<mailto:{quote(self.sender, safe='@+')}?subject={key}>"
        if not self.unsubscribe:
            mail["List-Unsubscribe"] = by_mail
            return
        joint = "&" if "?" in self.unsubscribe else "?"
        mail["List-Unsubscribe"] = f"<{self.unsubscribe}{joint}mail={key}>, {by_mail}"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"


def _domain(installation: str) -> str:
    labels = re.sub(r"[^a-z0-9]+", "-", installation.lower()).strip("-")
    return f"{labels[:63].strip('-') or 'installation'}.concord.invalid"


def _recipient(address: str) -> Address | Group:
    """Return an address for the header, where nothing but ASCII can stand.

    One in another alphabet is shown as the name of an empty group (RFC 6857): whether the
    mail goes there is decided when it is sent.
    """
    plain = as_servers_write(address)
    return Address(addr_spec=plain) if plain.isascii() else Group(header_text(plain))


def _write_body(mail: EmailMessage, message: Message) -> None:
    mail.set_content(_encodable(message.text), cte="quoted-printable")
    mail.add_alternative(_encodable(message.html), subtype="html", cte="quoted-printable")
    _write_images(mail, message)
    for attachment in message.attachments:
        if attachment.content_id:
            continue
        maintype, _, subtype = attachment.media_type.partition("/")
        mail.add_attachment(
            attachment.content,
            maintype=maintype,
            subtype=subtype,
            filename=_file_name(attachment),
            params=_parameters(attachment),
        )


def _write_images(mail: EmailMessage, message: Message) -> None:
    """Put the images beside the HTML that shows them."""
    _, html = cast("list[MIMEPart]", mail.get_payload())
    for image in message.attachments:
        if image.content_id:
            maintype, _, subtype = image.media_type.partition("/")
            html.add_related(
                image.content,
                maintype=maintype,
                subtype=subtype,
                disposition="inline",
                filename=_file_name(image),
                cid=f"<{content_id(image)}>",
            )


def content_id(image: Attachment) -> str:
    """Return the id under which the HTML shows an image: letters, digits and `._@-` alone."""
    return _NOT_IN_IDS.sub("_", image.content_id)[:100]


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


def _described(attachment: Attachment) -> tuple[str, str, str]:
    digest = hashlib.sha256(attachment.content).hexdigest()
    return _file_name(attachment), attachment.media_type, digest


def _content_sha256(message: Message) -> str:
    """Hash what a reader sees: no date, no ids, and not by whose hand it was encoded."""
    attached = [
        # An image is named by its id too; others are as they always were.
        (*_described(a), content_id(a)) if a.content_id else _described(a)
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
