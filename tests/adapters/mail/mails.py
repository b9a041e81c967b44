"""Mails to be sent, as the writer makes them."""

from datetime import UTC, datetime

from concord.adapters.mail.writer import MimeMailWriter
from concord.domain.message import Attachment, Message, MessageIdentity, MessageKind
from concord.domain.outbox import OutgoingMail

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
WRITER = MimeMailWriter(
    sender="concord@client.example", sender_name="Concord", installation="production"
)
ICS = Attachment(
    name="notice.ics",
    media_type="text/calendar",
    content=b"BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\nEND:VCALENDAR\r\n",
)
LOGO = Attachment(name="logo.png", media_type="image/png", content=b"\x89PNG", content_id="logo")


def message(
    subject: str = "Notice",
    *attachments: Attachment,
    to: tuple[str, ...] = ("kim@client.example",),
    text: str = "Act by Thursday.\n",
    revision: str = "1",
) -> Message:
    """Return a reminder with its twins."""
    identity = MessageIdentity(
        installation="production",
        kind=MessageKind.REMINDER,
        subject="northwind/notice/MSA-1",
        period="",
        revision=revision,
        audience=",".join(to),
    )
    return Message(
        identity=identity,
        to=to,
        subject=subject,
        text=text,
        html=f"<html><body><p>{text}</p></body></html>",
        attachments=attachments,
    )


def mail(*to: str, text: str = "Act by Thursday.\n") -> OutgoingMail:
    """Return a written mail to `to`, else to Kim, with a calendar entry."""
    addressed = to or ("kim@client.example",)
    return WRITER.write(message("Notice", ICS, to=addressed, text=text), NOON)
