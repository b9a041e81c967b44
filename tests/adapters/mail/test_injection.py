"""Hostile words on every way out: whoever delivers a mail sees the headers that we wrote."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as default_policy
from pathlib import Path

import pytest

from concord.adapters.mail.file import FileTransport
from concord.domain.outbox import OutgoingMail, SendVerdict
from tests.adapters.mail.mails import ICS, LOGO, NOON, WRITER, message
from tests.adapters.mail.ways import sendgrid_way, sent_by, transport
from tests.mail_servers import Inbox, Provider, sendgrid_server, smtp_server

HOSTILE = [
    "late\r\nBcc: eve@x.example\r\n\r\n<p>Pay me</p>",
    "late\nBcc: eve@x.example",
    "late\rBcc: eve@x.example",
    "late\r\n.\r\nMAIL FROM:<eve@x.example>",
    "=?utf-8?q?late=0D=0ABcc:_eve@x.example?=",
    "=?utf-8?b?bGF0ZQ0KQmNjOiBldmVAeC5leGFtcGxl?=",
    "la\0te\x1b[2J",
    "la\u202ete\u2066\u2028\u2029\u0085",
    'late"; filename="evil.exe',
    "late\ud800",
]


def hostile(words: str) -> OutgoingMail:
    """Return a mail with the words wherever words can stand."""
    attachment, image = replace(ICS, name=words), replace(LOGO, name=words, content_id=words)
    writer = replace(WRITER, sender_name=words, installation=words)
    return writer.write(message(words, attachment, image, text=words), NOON)


def by_file(folder: Path, mail: OutgoingMail) -> EmailMessage:
    sent = FileTransport(folder).send(mail)
    content = (folder / sent.provider_id).read_bytes()
    return message_from_bytes(content, policy=default_policy)


def by_smtp(_folder: Path, mail: OutgoingMail) -> EmailMessage:
    inbox = Inbox()
    with smtp_server(inbox):
        assert sent_by(transport(inbox.port), mail).verdict is SendVerdict.SENT
    assert len(inbox.mails) == 1
    assert inbox.envelopes[0].rcpt_tos == ["kim@client.example"]
    return message_from_bytes(inbox.mails[0], policy=default_policy)


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("way", [by_file, by_smtp])
def test_no_words_become_a_header_or_another_mail(
    way: Callable[[Path, OutgoingMail], EmailMessage], words: str, tmp_path: Path
) -> None:
    found = way(tmp_path, hostile(words))
    honest = way(tmp_path, hostile("late"))
    assert sorted(found.keys()) == sorted(honest.keys())
    assert found["To"] == "kim@client.example"
    assert found["From"].addresses[0].addr_spec == WRITER.sender
    assert [sorted(part.keys()) for part in found.walk()] == [
        sorted(part.keys()) for part in honest.walk()
    ]
    for part in found.walk():
        assert all(str(value).isprintable() for value in part.values())
    names = [str(part.get_filename()) for part in found.walk() if part.get_filename()]
    assert len(names) == 2
    assert not any(mark in name for name in names for mark in "\r\n\0;,/\\")


@pytest.mark.parametrize("words", HOSTILE)
def test_no_words_become_another_part_of_a_request(words: str) -> None:
    provider = Provider()
    with sendgrid_server(provider), closing(sendgrid_way(provider)) as way:
        assert way.send(hostile(words)).verdict is SendVerdict.SENT
        assert way.send(hostile("late")).verdict is SendVerdict.SENT
    found, honest = (body for *_, body in provider.requests)
    assert sorted(found) == sorted(honest)
    assert sorted(found["headers"]) == sorted(honest["headers"])
    assert found["personalizations"][0]["to"] == [{"email": "kim@client.example"}]
    shown = [found["subject"], found["from"]["name"], *found["headers"].values()]
    for attachment in found["attachments"]:
        shown += [attachment["filename"], attachment["type"], attachment.get("content_id", "")]
    assert all(text.isprintable() and "=?" not in text for text in shown)
