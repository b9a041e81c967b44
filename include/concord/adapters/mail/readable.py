"""A mail as a person may look at it: its twins, and what is attached, from its final bytes."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as default_policy

_IMAGES = frozenset({"image/png", "image/jpeg", "image/gif"})


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachedFile:
    """A file of a mail; `size` is in bytes."""

    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadableMail:
    """The plain and the HTML twin of a mail, empty where it has none, and its files."""

    text: str = ""
    html: str = ""
    attachments: tuple[AttachedFile, ...] = ()


def readable_mail(payload: bytes) -> ReadableMail:
    """Return what a mail program would show; never raises, whatever the bytes are."""
    message = message_from_bytes(payload, policy=default_policy)
    return ReadableMail(
        text=_twin(message, "plain"),
        html=_with_images(message, _twin(message, "html")),
        attachments=tuple(_attached(part) for part in _files(message)),
    )


def _twin(message: EmailMessage, kind: str) -> str:
    twin = message.get_body((kind,))
    return "" if twin is None else _bytes_of(twin).decode("utf-8", "replace")


def _with_images(message: EmailMessage, html: str) -> str:
    """Return HTML that brings the images along to which it refers."""
    for part in message.walk():
        name = str(part.get("Content-ID", "")).strip().removeprefix("<").removesuffix(">")
        if name and part.get_content_type() in _IMAGES:
            content = b64encode(_bytes_of(part)).decode("ascii")
            html = html.replace(f"cid:{name}", f"data:{part.get_content_type()};base64,{content}")
    return html


def _files(message: EmailMessage) -> list[EmailMessage]:
    return [part for part in message.walk() if part.is_attachment()]


def _attached(part: EmailMessage) -> AttachedFile:
    return AttachedFile(
        name=part.get_filename() or "without a name",
        media_type=part.get_content_type(),
        size=len(_bytes_of(part)),
    )


def _bytes_of(part: object) -> bytes:
    content = part.get_payload(decode=True) if isinstance(part, EmailMessage) else None
    return content if isinstance(content, bytes) else b""
