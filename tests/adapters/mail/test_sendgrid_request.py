"""The request that a mail becomes: whole, in the documented shape, the same every time."""

import base64
import json
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.adapters.mail.sendgrid_request import request_body
from concord.domain.message import Attachment, header_text
from tests.adapters.mail.mails import ICS, LOGO, NOON, WRITER, mail, message
from tests.adapters.mail.sendgrid_schema import faults


def test_everything_of_the_mail_is_in_the_request() -> None:
    written = mail("kim@client.example", "lee@client.example", text="Grüße\n")
    assert request_body(written) == {
        "from": {"email": "concord@client.example", "name": "Concord"},
        "personalizations": [
            {
                "to": [{"email": "kim@client.example"}, {"email": "lee@client.example"}],
                "custom_args": {"outbox_key": written.key, "attempt": "1"},
            }
        ],
        "subject": "Notice",
        "content": [
            {"type": "text/plain", "value": "Grüße\n"},
            {"type": "text/html", "value": "<html><body><p>Grüße\n</p></body></html>\n"},
        ],
        "headers": {
            "X-Concord-Key": written.key,
            "Message-ID": written.message_id,
            "Auto-Submitted": "auto-generated",
            "Content-Language": "en",
            "List-Unsubscribe": f"<mailto:concord@client.example?subject={written.key}>",
        },
        "attachments": [
            {
                "content": base64.b64encode(ICS.content).decode(),
                "type": "text/calendar",
                "filename": "notice.ics",
                "disposition": "attachment",
            }
        ],
    }


def test_it_is_the_same_for_every_attempt_but_for_its_number() -> None:
    first, second = json.dumps(request_body(mail())), json.dumps(request_body(mail(), 2))
    assert first == json.dumps(request_body(mail()))
    assert first.replace('"attempt": "1"', '"attempt": "2"') == second


def test_a_mail_without_attachments_says_nothing_of_them() -> None:
    body = request_body(WRITER.write(message(), NOON))
    assert "attachments" not in body
    assert faults(body) == []


def test_a_sandbox_is_asked_for_only_when_wanted() -> None:
    body = request_body(mail(), sandbox=True)
    assert body["mail_settings"] == {"sandbox_mode": {"enable": True}}
    assert faults(body) == []


@given(
    subject=st.text(min_size=1, max_size=80),
    text=st.text(max_size=80),
    content=st.binary(min_size=1, max_size=80),
    name=st.text(min_size=1, max_size=40),
)
def test_no_text_breaks_the_request(subject: str, text: str, content: bytes, name: str) -> None:
    attachment = Attachment(name=f"a{name}.csv", media_type="text/csv", content=content)
    body: Any = request_body(WRITER.write(message(f"N {subject}", attachment, text=text), NOON))
    assert faults(body) == []
    assert base64.b64decode(body["attachments"][0]["content"]) == content


@given(st.text(alphabet="aé ößЖ,.'()", min_size=1, max_size=120))
def test_names_and_subjects_keep_every_space(words: str) -> None:
    written = replace(WRITER, sender_name=words).write(message(words), NOON)
    body: Any = request_body(written)
    assert body["from"].get("name", "") == header_text(words)
    assert body["from"]["email"] == WRITER.sender
    assert body["subject"] == header_text(words)


@pytest.mark.parametrize(
    "path",
    [("from",), ("personalizations",), ("subject",), ("content",), ("attachments", 0, "content")],
)
def test_the_schema_sees_what_is_missing(path: tuple[Any, ...]) -> None:
    body: Any = deepcopy(request_body(mail()))
    assert faults(body) == []
    place = body
    for step in path[:-1]:
        place = place[step]
    del place[path[-1]]
    assert faults(body)


@pytest.mark.parametrize(
    "change",
    [
        {"subject": "a\r\nBcc: x@y.example"},
        {"headers": {"Subject": "x"}},
        {"message_id": "x"},
        {"content": [{"type": "text/html", "value": "x"}, {"type": "text/plain", "value": "x"}]},
        {"content": [{"type": "text/plain", "value": ""}, {"type": "text/html", "value": "x"}]},
        {"personalizations": [{"to": [{"email": "a@b.example"}], "custom_args": {"n": 1}}]},
    ],
)
def test_the_schema_sees_what_is_wrong(change: dict[str, object]) -> None:
    assert faults({**request_body(mail()), **change})


def test_an_image_that_the_html_shows_goes_inline() -> None:
    body: Any = request_body(WRITER.write(message("Notice", LOGO, ICS), NOON))
    assert faults(body) == []
    shown = [(each["filename"], each["disposition"]) for each in body["attachments"]]
    assert shown == [("logo.png", "inline"), ("notice.ics", "attachment")]
    assert body["attachments"][0]["content_id"] == "logo"
    alone: Any = request_body(WRITER.write(message("Notice", LOGO), NOON))
    assert [each["disposition"] for each in alone["attachments"]] == ["inline"]


FORGED = "a\r\nBcc: x@y.example \0\u202e=?utf-8?q?=0D=0ABcc:_x@y.example?="


def test_nothing_is_forged_in_a_request() -> None:
    image = replace(LOGO, name=FORGED, content_id=FORGED)
    attachment = replace(ICS, name=FORGED)
    writer = replace(WRITER, sender_name=FORGED)
    body: Any = request_body(writer.write(message(FORGED, attachment, image), NOON))
    assert faults(body) == []
    honest: Any = request_body(WRITER.write(message("N", ICS, LOGO), NOON))
    assert [sorted(body), sorted(body["headers"])] == [sorted(honest), sorted(honest["headers"])]
    shown = json.dumps([body["from"], body["subject"], body["headers"], body["attachments"]])
    for mark in ("\\r", "\\n", "\\u0000", "\\u202e", "=?"):
        assert mark not in shown


def test_addresses_go_as_servers_write_them() -> None:
    body: Any = request_body(replace(mail(), to=("kim@client.example", "lee@bücher.example")))
    people = [each["email"] for each in body["personalizations"][0]["to"]]
    assert people == ["kim@client.example", "lee@xn--bcher-kva.example"]


@given(name=st.text(min_size=1, max_size=120))
def test_an_attachment_keeps_its_name(name: str) -> None:
    written = WRITER.write(message("N", replace(ICS, name=f"a{name}.ics")), NOON)
    body: Any = request_body(written)
    assert (body["attachments"][0]["filename"],) == written.attachments
