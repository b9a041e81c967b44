"""SendGrid against a server that answers as it does: each answer means exactly one thing."""

import json
import logging
import socket
import time
from email.utils import formatdate

import pytest

from concord.adapters.mail.sendgrid import SendGridTransport
from concord.domain.errors import MailUnavailableError
from concord.domain.outbox import SendResult, SendVerdict
from concord.ports import ConnectionSettings
from tests.adapters.mail.mails import mail
from tests.adapters.mail.sendgrid_schema import faults
from tests.mail_servers import Provider, sendgrid_server

KEY = "SG.not-a-real-key"
ERRORS = json.dumps({"errors": [{"message": "The from address\r\nis wrong."}]}).encode()


def settings(host: str, **changes: object) -> ConnectionSettings:
    values = {"id": "concord_mail", "type": "sendgrid", "host": host, "password": KEY, **changes}
    return ConnectionSettings(**values)  # type: ignore[arg-type] # each test names its own fields


def sent_by(provider: Provider, **extra: object) -> SendResult:
    with sendgrid_server(provider):
        transport = SendGridTransport(settings(provider.url, extra={"timeout": 1, **extra}))
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
    assert body["personalizations"][0]["custom_args"] == {"outbox_key": mail().key}


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        (200, SendVerdict.UNCERTAIN),
        (201, SendVerdict.UNCERTAIN),
        (301, SendVerdict.UNCERTAIN),
        (302, SendVerdict.UNCERTAIN),
        (307, SendVerdict.UNCERTAIN),
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
        ({"X-RateLimit-Reset": str(int(time.time()) + 300)}, 200, 300),
        ({"X-RateLimit-Reset": "1"}, 1, 1),
        ({"Retry-After": formatdate(time.time() + 300, usegmt=True)}, 200, 300),
        ({"Retry-After": "soon"}, 60, 60),
        ({}, 60, 60),
    ],
)
def test_too_many_says_when_to_come_again(headers: dict[str, str], least: int, most: int) -> None:
    asked = sent_by(Provider(status=429, headers=headers)).retry_after
    assert least <= asked <= most


@pytest.mark.parametrize("provider", [Provider(hang=5), Provider(cut=True)])
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
    ("host", "changes", "url"),
    [
        ("", {}, "https://api.sendgrid.com"),
        ("api.eu.sendgrid.com", {}, "https://api.eu.sendgrid.com"),
        ("https://api.eu.sendgrid.com/", {}, "https://api.eu.sendgrid.com"),
        ("api.eu.sendgrid.com", {"port": 8443}, "https://api.eu.sendgrid.com:8443"),
        ("127.0.0.1", {"port": 8025}, "http://127.0.0.1:8025"),
        ("127.0.0.1:8025", {}, "http://127.0.0.1:8025"),
        ("localhost", {"port": 8025, "schema": "https"}, "https://localhost:8025"),
        ("http://127.0.0.1:8025", {"port": 9}, "http://127.0.0.1:8025"),
    ],
)
def test_the_host_may_be_written_in_several_ways(
    host: str, changes: dict[str, object], url: str
) -> None:
    transport = SendGridTransport(settings(host, **changes))
    assert transport._client.host == url
    assert not transport.repeat_is_harmless


@pytest.mark.parametrize(
    ("host", "changes", "why"),
    [
        ("http://api.sendgrid.com", {}, "reached by https"),
        ("api.sendgrid.com", {"schema": "http"}, "reached by https"),
        ("ftp://127.0.0.1", {}, "reached by https"),
        ("", {"password": " "}, "no password"),
        ("", {"password": "SG.secret\nX-Evil: 1"}, "no API key"),
        ("", {"password": "SG.secrét"}, "no API key"),
    ],
)
def test_settings_that_cannot_work_are_refused_without_showing_the_key(
    host: str, changes: dict[str, object], why: str
) -> None:
    with pytest.raises(MailUnavailableError, match=why) as refused:
        SendGridTransport(settings(host, **changes))
    assert "SG." not in str(refused.value)


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
