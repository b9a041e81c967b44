"""Writing mails: the same message is the same bytes, and nothing forges a header."""

from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage, MIMEPart
from email.parser import BytesHeaderParser
from email.policy import default as default_policy
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.message import Attachment, MessageKind, OnUncertain, header_text
from concord.domain.outbox import OutgoingMail
from tests.adapters.mail.mails import ICS, NOON, WRITER, message


def text_of(part: EmailMessage | MIMEPart | None) -> str:
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def read(mail: OutgoingMail) -> EmailMessage:
    return message_from_bytes(mail.payload, policy=default_policy)


def test_the_same_message_gives_the_same_bytes() -> None:
    assert WRITER.write(message("Notice", ICS), NOON) == WRITER.write(message("Notice", ICS), NOON)


def test_another_date_is_the_same_content() -> None:
    first = WRITER.write(message(), NOON)
    later = WRITER.write(message(), NOON + timedelta(days=1))
    assert first.content_sha256 == later.content_sha256
    assert first.message_id == later.message_id
    assert first.payload != later.payload


@pytest.mark.parametrize(
    "changed",
    [
        message("Other", ICS),
        message("Notice", ICS, text="Other"),
        message("Notice", replace(ICS, content=b"other")),
        message("Notice", replace(ICS, name="other.ics")),
        message("Notice"),
    ],
)
def test_what_a_reader_would_notice_is_another_content(changed: object) -> None:
    written = WRITER.write(changed, NOON)  # type: ignore[arg-type] # parametrised as object
    assert written.content_sha256 != WRITER.write(message("Notice", ICS), NOON).content_sha256


def test_headers_say_who_to_what_and_when() -> None:
    written = WRITER.write(
        message("Notice", to=("kim@client.example", "lee@client.example")), NOON
    )
    mail = read(written)
    assert mail["From"] == "Concord <concord@client.example>"
    assert mail["To"] == "kim@client.example, lee@client.example"
    assert mail["Subject"] == "Notice"
    assert mail["Date"].datetime == NOON
    assert mail["Message-ID"] == written.message_id
    assert mail["X-Concord-Key"] == written.key
    assert mail["Auto-Submitted"] == "auto-generated"
    assert written.message_id == f"<{written.key}@production.concord.invalid>"


@pytest.mark.parametrize("length", [60, 66, 68, 70, 80, 200])
def test_a_subject_of_any_length_begins_beside_its_name(length: int) -> None:
    subject = ("renew or give notice on " * 20)[:length].strip()
    written = WRITER.write(message(subject), NOON)
    assert f"Subject: {subject[:40]}".encode() in written.payload
    assert read(written)["Subject"] == subject


def test_the_record_of_a_mail_says_the_same() -> None:
    written = WRITER.write(message("Notice", ICS), NOON)
    assert (written.kind, written.on_uncertain) == (MessageKind.REMINDER, OnUncertain.RESEND)
    assert (written.to, written.subject) == (("kim@client.example",), "Notice")
    assert (written.mail_date, written.attachments) == (NOON, ("notice.ics",))


def test_the_date_is_written_in_utc() -> None:
    manila = datetime(2026, 11, 22, 20, tzinfo=ZoneInfo("Asia/Manila"))
    assert b"Date: Sun, 22 Nov 2026 12:00:00 +0000\r\n" in WRITER.write(message(), manila).payload


@pytest.mark.parametrize(
    ("installation", "domain"),
    [
        ("production", "production"),
        ("Concord @ Client", "concord-client"),
        ("evil>\r\nBcc: x", "evil-bcc-x"),
        ("--", "installation"),
        ("ß", "installation"),
        ("a" * 80, "a" * 63),
    ],
)
def test_any_name_of_an_installation_gives_a_domain(installation: str, domain: str) -> None:
    writer = replace(WRITER, installation=installation)
    written = writer.write(message(), NOON)
    assert written.message_id.endswith(f"@{domain}.concord.invalid>")
    assert read(written)["Message-ID"] == written.message_id


def test_both_twins_and_the_attachments_can_be_read_back() -> None:
    sheet = Attachment(name="Übersicht.xlsx", media_type="application/x-sheet", content=b"\0" * 99)
    mail = read(WRITER.write(message("Notice", ICS, sheet, text="Grüße\n.\nFrom us\n"), NOON))
    assert mail.get_content_type() == "multipart/mixed"
    assert text_of(mail.get_body(("plain",))) == "Grüße\n.\nFrom us\n"
    assert "<p>Grüße" in text_of(mail.get_body(("html",)))
    calendar, table = mail.iter_attachments()
    assert calendar.get_payload(decode=True) == ICS.content
    assert dict(calendar["Content-Type"].params) == {"method": "PUBLISH", "charset": "utf-8"}
    assert table.get_filename() == "Übersicht.xlsx"
    assert table.get_payload(decode=True) == sheet.content


def test_a_calendar_without_a_method_claims_none() -> None:
    mail = read(WRITER.write(message("Notice", replace(ICS, content=b"BEGIN:VCALENDAR")), NOON))
    assert dict(next(mail.iter_attachments())["Content-Type"].params) == {"charset": "utf-8"}


def test_a_mail_passes_through_any_relay_unchanged() -> None:
    text = "é" * 2_000 + "\n" + "x" * 2_000
    payload = WRITER.write(message("é" * 300, ICS, text=text), NOON).payload
    assert payload.isascii()
    headers, _, body = payload.partition(b"\r\n\r\n")
    assert max(len(line) for line in body.split(b"\r\n")) <= 76
    assert max(len(line) for line in headers.split(b"\r\n")) <= 998
    assert payload.count(b"\n") == payload.count(b"\r\n")


@pytest.mark.parametrize(
    "name",
    [
        "Société Générale d’Externalisation – Équipe Qualité Opérations",
        "Größere Österreichische Auslagerung für Überwachung, Gesellschaft (mbH)",
    ],
)
def test_the_name_of_the_sender_keeps_its_spaces_and_its_address(name: str) -> None:
    written = replace(WRITER, sender_name=name).write(message(), NOON)
    # The standard library's newer parser would read spaces between encoded words.
    encoded = BytesHeaderParser().parsebytes(written.payload)["From"]
    assert str(make_header(decode_header(encoded))) == f"{name} <{WRITER.sender}>"
    assert read(written)["From"].addresses[0].addr_spec == WRITER.sender
    assert max(len(line) for line in encoded.splitlines()) <= 76


@pytest.mark.parametrize(
    "smuggled",
    [
        "=?utf-8?q?a=0D=0ABcc:_x@y.example?=",
        "late: =?utf-8?b?YQ0KQmNjOiB4QHkuZXhhbXBsZQ==?= file",
        "é =?utf-8?q?a=0D=0A=0D=0Ab?=",
        "=?utf-8?q?=22=0D=0ABcc:_x?=",
    ],
)
def test_no_encoded_word_smuggles_a_header_in(smuggled: str) -> None:
    attachment = replace(ICS, name=smuggled)
    honest = read(WRITER.write(message("Notice", ICS), NOON))
    written = replace(WRITER, sender_name=smuggled).write(message(smuggled, attachment), NOON)
    mail = read(written)
    assert sorted(mail.keys()) == sorted(honest.keys())
    assert mail["Subject"] == written.subject == header_text(smuggled)
    assert mail["From"].addresses[0].addr_spec == WRITER.sender
    assert [part.get_filename() for part in mail.iter_attachments()] == list(written.attachments)


@given(subject=st.text(max_size=60), text=st.text(max_size=60), name=st.text(max_size=20))
def test_no_text_forges_a_header_or_breaks_the_mail(subject: str, text: str, name: str) -> None:
    writer = replace(WRITER, sender_name=subject)
    attachment = Attachment(
        name=name, media_type="text/csv", content=text.encode("utf-8", "replace")
    )
    honest = read(WRITER.write(message("Notice", attachment), NOON))
    mail = read(writer.write(message(subject, attachment, text=text), NOON))
    assert sorted(mail.keys()) == sorted(honest.keys())
    assert mail["To"] == "kim@client.example"
    assert str(mail["Subject"] or "") == header_text(subject)
    assert len(list(mail.iter_attachments())) == 1


@pytest.mark.parametrize(
    ("name", "safe"),
    [("a/b.csv", "a_b.csv"), ("a\\b:c;d,e", "a_b_c_d_e"), ("a\r\nX: b", "a X_ b")],
)
def test_a_name_of_a_file_is_no_path_and_no_header(name: str, safe: str) -> None:
    written = WRITER.write(
        message("x", Attachment(name=name, media_type="a/b", content=b"")), NOON
    )
    assert written.attachments == (safe,)
    assert next(read(written).iter_attachments()).get_filename() == safe


def test_half_a_character_in_a_text_is_replaced() -> None:
    mail = read(WRITER.write(message(text="a\ud800b"), NOON))
    assert text_of(mail.get_body(("plain",))) == "a?b\n"


@given(words=st.lists(st.text("abcöüßñ–€ГЖ", min_size=1, max_size=13), min_size=3, max_size=15))
def test_no_subject_loses_a_space(words: list[str]) -> None:
    subject = " ".join(words)
    assert str(read(WRITER.write(message(subject), NOON))["Subject"]) == subject


def test_in_which_run_a_mail_was_decided_on_is_on_record_and_in_no_mail() -> None:
    told = replace(WRITER, created_by="report scheduled~1 compile 2").write(message(), NOON)
    assert told.created_by == "report scheduled~1 compile 2"
    assert told.payload == WRITER.write(message(), NOON).payload
