"""Messages: identified by what they say to whom, and safe to put into headers."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.message import (
    MAX_ATTACHED_BYTES,
    Attachment,
    Message,
    MessageIdentity,
    MessageKind,
    OnUncertain,
    header_text,
    recipients,
    sendable,
)

IDENTITY = MessageIdentity(
    installation="production",
    kind=MessageKind.REMINDER,
    subject="northwind/notice",
    period="2026-10",
    revision="1",
    audience="kim@client.example",
)


def attachment(name: str, size: int) -> Attachment:
    return Attachment(name=name, media_type="text/csv", content=b"x" * size)


def message(*attachments: Attachment, html: str = "<body><p>Hi</p></body>") -> Message:
    return Message(
        identity=IDENTITY,
        to=("kim@client.example",),
        subject="Notice",
        text="Hi\n",
        html=html,
        attachments=attachments,
    )


def test_an_equal_identity_is_an_equal_key() -> None:
    assert replace(IDENTITY).key == IDENTITY.key
    assert len(IDENTITY.key) == 64


@pytest.mark.parametrize(
    "other",
    [
        replace(IDENTITY, installation="staging"),
        replace(IDENTITY, kind=MessageKind.ESCALATION),
        replace(IDENTITY, subject="contoso/notice"),
        replace(IDENTITY, period="2026-11"),
        replace(IDENTITY, revision="2"),
        replace(IDENTITY, audience="lee@client.example"),
    ],
)
def test_every_part_of_an_identity_counts(other: MessageIdentity) -> None:
    assert other.key != IDENTITY.key


@pytest.mark.parametrize("kind", MessageKind)
def test_only_mail_about_money_is_held_when_nobody_can_tell(kind: MessageKind) -> None:
    held = kind in {MessageKind.MONTHLY_REPORT, MessageKind.CREDIT_STATEMENT}
    policy = replace(IDENTITY, kind=kind).on_uncertain
    assert policy is (OnUncertain.RETRACT if held else OnUncertain.RESEND)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Notice", "Notice"),
        ("a\r\nBcc: x@y.example", "a Bcc: x@y.example"),
        ("  a \t b  ", "a b"),
        ("a\0b", "a b"),
        ("a\u202eb", "a b"),
        ("a\u2028b\u2029c", "a b c"),
        ("a\ud800b", "a b"),
        ("Grüße “x”", "Grüße “x”"),
        ("", ""),
    ],
)
def test_a_header_has_no_control_characters(text: str, clean: str) -> None:
    assert header_text(text) == clean


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("=?utf-8?q?a=0D=0ABcc:_x?=", "= ?utf-8?q?a=0D=0ABcc:_x?="),
        ("=\u200b?utf-8?q?a?=", "= ?utf-8?q?a?="),
        ("==??", "== ??"),
        ("a=b?", "a=b?"),
    ],
)
def test_a_header_has_nothing_that_would_be_decoded(text: str, clean: str) -> None:
    assert header_text(text) == clean


@given(st.text())
def test_a_header_is_one_printable_line_and_stays_as_it_is(text: str) -> None:
    clean = header_text(text)
    assert header_text(clean) == clean
    assert len(clean.splitlines()) <= 1
    clean.encode()


@pytest.mark.parametrize(
    ("addresses", "expected"),
    [
        ((), ()),
        (("b@x", "a@x"), ("b@x", "a@x")),
        (("a@x", "b@x", "A@X"), ("a@x", "b@x")),
        (("A@x", "a@x"), ("A@x",)),
    ],
)
def test_everybody_is_addressed_once_in_order(
    addresses: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert recipients(addresses) == expected


def test_what_fits_goes_along_unchanged() -> None:
    whole = message(attachment("a.csv", MAX_ATTACHED_BYTES - 1), attachment("b.csv", 1))
    assert sendable(whole) is whole


def test_what_does_not_fit_is_named_in_both_twins() -> None:
    big = attachment("big<1>.csv", MAX_ATTACHED_BYTES)
    sent = sendable(message(attachment("a.csv", 1), big, attachment("b.csv", 1)))
    assert [a.name for a in sent.attachments] == ["a.csv", "b.csv"]
    assert sent.text == "Hi\n\nToo large to attach, kept by Concord: big<1>.csv.\n"
    note = "<p>Too large to attach, kept by Concord: big&lt;1&gt;.csv.</p>"
    assert sent.html == f"<body><p>Hi</p>{note}</body>"


def test_a_body_without_an_end_gets_the_note_at_its_end() -> None:
    sent = sendable(message(attachment("a.csv", MAX_ATTACHED_BYTES + 1), html="<p>Hi</p>"))
    assert sent.html.startswith("<p>Hi</p><p>Too large")
