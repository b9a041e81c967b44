"""SendGrid against a server that answers as it does: each answer means exactly one thing."""

import json
import logging
import socket
from contextlib import closing
from dataclasses import replace
from email.utils import formatdate

import pytest

from concord.adapters.mail.sendgrid import SendGridTransport
from concord.domain.outbox import OutgoingMail, SendResult, SendVerdict
from concord.ports import SendStep
from tests.adapters.mail.mails import NOON, WRITER, mail, message
from tests.adapters.mail.sendgrid_schema import faults
from tests.adapters.mail.ways import KEY
from tests.adapters.mail.ways import sendgrid_settings as settings
from tests.adapters.mail.ways import sendgrid_way as way
from tests.mail_servers import Provider, sendgrid_server

ERRORS = json.dumps({"errors": [{"message": "The from address\r\nis wrong."}]}).encode()


def sent_by(provider: Provider, **extra: object) -> SendResult:
    with sendgrid_server(provider), closing(way(provider, **extra)) as transport:
        return transport.send(mail())


def test_a_mail_is_one_valid_request_with_the_key() -> None:
    provider = Provider()
    result = sent_by(provider)
    assert result == SendResult(verdict=SendVerdict.SENT, provider_id="sg-1")
    ((method, path, headers, body),) = provider.requests
    assert (method, path) == ("POST", "/v3/mail/send")
    assert headers["Authorization"] == f"Bearer {KEY}"
    assert headers["Content-Type"] == "application/json"
    assert faults(body) == []
    assert body["personalizations"][0]["custom_args"] == {
        "outbox_key": mail().key,
        "attempt": "1",
    }


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        (200, SendVerdict.UNCERTAIN),
        (201, SendVerdict.UNCERTAIN),
        (301, SendVerdict.UNCERTAIN),
        (302, SendVerdict.UNCERTAIN),
        (303, SendVerdict.UNCERTAIN),
        (307, SendVerdict.UNCERTAIN),
        (308, SendVerdict.UNCERTAIN),
        (400, SendVerdict.DEAD),
        (401, SendVerdict.REFUSED_CHANNEL),
        (403, SendVerdict.REFUSED_CHANNEL),
        (404, SendVerdict.DEAD),
        (405, SendVerdict.DEAD),
        (408, SendVerdict.UNCERTAIN),
        (413, SendVerdict.DEAD),
        (415, SendVerdict.DEAD),
        (429, SendVerdict.RETRY),
        (500, SendVerdict.UNCERTAIN),
        (502, SendVerdict.UNCERTAIN),
        (503, SendVerdict.UNCERTAIN),
        (504, SendVerdict.UNCERTAIN),
    ],
)
def test_every_status_has_its_verdict(status: int, verdict: SendVerdict) -> None:
    result = sent_by(Provider(status=status))
    assert result.verdict is verdict
    assert str(status) in result.detail


def test_accepted_without_a_receipt_is_no_proof() -> None:
    assert sent_by(Provider(headers={})).verdict is SendVerdict.UNCERTAIN


@pytest.mark.parametrize(
    ("sandbox", "verdict"), [(True, SendVerdict.SENT), (False, SendVerdict.UNCERTAIN)]
)
def test_checked_but_not_delivered_counts_in_a_sandbox_only(
    *, sandbox: bool, verdict: SendVerdict
) -> None:
    provider = Provider(status=200, headers={})
    assert sent_by(provider, sandbox_mode=sandbox).verdict is verdict
    assert ("mail_settings" in provider.requests[0][3]) is sandbox


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (ERRORS, "400 The from address is wrong."),
        (b"<html>", "400"),
        (b'{"errors": 5}', "400"),
        (b'{"errors": [{}]}', "400"),
        (b"[]", "400"),
        (b"\xff", "400"),
    ],
)
def test_what_sendgrid_says_is_kept_on_one_line(body: bytes, said: str) -> None:
    assert sent_by(Provider(status=400, body=body)).detail == said


@pytest.mark.parametrize(
    ("headers", "least", "most"),
    [
        ({"Retry-After": "90"}, 90, 90),
        ({"X-RateLimit-Reset": str(int(NOON.timestamp()) + 300)}, 300, 300),
        ({"X-RateLimit-Reset": "1"}, 1, 1),
        ({"Retry-After": formatdate(NOON.timestamp() + 300, usegmt=True)}, 300, 300),
        ({"Retry-After": "soon"}, 60, 60),
        ({}, 60, 60),
    ],
)
def test_too_many_says_when_to_come_again(headers: dict[str, str], least: int, most: int) -> None:
    asked = sent_by(Provider(status=429, headers=headers)).retry_after
    assert least <= asked <= most


@pytest.mark.parametrize(
    "provider", [Provider(hang=5), Provider(cut=True), Provider(truncated=True)]
)
def test_a_request_without_an_answer_may_have_been_accepted(provider: Provider) -> None:
    result = sent_by(provider)
    assert result.verdict is SendVerdict.UNCERTAIN
    assert "No answer came" in result.detail


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    result = SendGridTransport(settings("127.0.0.1", port=port)).send(mail())
    assert result.verdict is SendVerdict.RETRY
    assert "ConnectionRefusedError" in result.detail


def test_the_key_is_logged_by_nobody(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("python_http_client.client").setLevel(logging.DEBUG)
    caplog.set_level(logging.DEBUG)
    sent_by(Provider())
    sent_by(Provider(status=500))
    assert KEY not in caplog.text
    assert "kim@client.example" not in caplog.text


@pytest.mark.parametrize(
    ("status", "body", "refused"),
    [
        (200, b'{"scopes": ["mail.send", "user.read"]}', None),
        (200, b'{"scopes": ["user.read"]}', "lacks the scope mail.send"),
        (200, b"a page of somebody else", "No answer came"),
        (401, ERRORS, "401 The from address"),
        (302, b"", "302"),
        (500, b"", "500"),
    ],
)
def test_the_key_can_be_tried_without_a_mail(
    status: int, body: bytes, refused: str | None
) -> None:
    provider = Provider(status=status, body=body)
    with sendgrid_server(provider):
        refusal = SendGridTransport(settings(provider.url, extra={"timeout": 1})).refusal()
    assert [request[:2] for request in provider.requests] == [("GET", "/v3/scopes")]
    assert (refusal is None) is (refused is None)
    assert refusal is None or str(refused) in refusal.detail
    assert KEY not in repr(refusal)


def test_a_key_cannot_be_tried_where_nobody_answers() -> None:
    provider = Provider()
    with sendgrid_server(provider):
        pass
    refusal = SendGridTransport(settings(provider.url)).refusal()
    assert refusal is not None
    assert refusal.verdict is SendVerdict.RETRY


def test_mails_of_one_round_share_a_connection() -> None:
    provider = Provider()
    with sendgrid_server(provider), closing(way(provider)) as transport:
        sent = [transport.send(mail(), attempt=number).verdict for number in (1, 2, 3)]
    assert sent == [SendVerdict.SENT] * 3
    assert (provider.connections, len(provider.requests)) == (1, 3)
    told = [body["personalizations"][0]["custom_args"] for *_, body in provider.requests]
    assert [each["attempt"] for each in told] == ["1", "2", "3"]


def test_whoever_watches_is_told_of_each_mail() -> None:
    seen: list[tuple[SendStep, str]] = []
    with sendgrid_server(Provider()) as provider:
        way_out = SendGridTransport(settings(provider.url), lambda *told: seen.append(told))
        with closing(way_out):
            way_out.send(mail())
            way_out.send(mail())
    assert seen == [(SendStep.CONNECTED, mail().key), (SendStep.WRITTEN, mail().key)] * 2


@pytest.mark.parametrize(
    ("excessive", "why"),
    [
        (replace(mail(), to=tuple(f"p{n}@client.example" for n in range(1_001))), "1,000 people"),
        (
            WRITER.write(message("N", text="x" * 30_000_000), NOON),
            "One request may have 30,000,000 bytes",
        ),
        (replace(mail(), key="k" * 10_000), "Custom arguments"),
        (replace(mail(), payload=mail().payload.replace(b"notice.ics", b"no;tice.ics")), "comma"),
    ],
)
def test_what_sendgrid_would_refuse_is_not_even_sent(excessive: OutgoingMail, why: str) -> None:
    provider = Provider()
    with sendgrid_server(provider):
        result = way(provider).send(excessive)
    assert result.verdict is SendVerdict.DEAD
    assert why in result.detail
    assert provider.requests == []


def test_a_thousand_people_are_not_too_many() -> None:
    many = replace(mail(), to=tuple(f"p{n}@client.example" for n in range(1_000)))
    provider = Provider()
    with sendgrid_server(provider), closing(way(provider)) as transport:
        assert transport.send(many).verdict is SendVerdict.SENT
