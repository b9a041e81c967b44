"""SendGrid's own record of mails: what it has seen of one is proof, and nothing else is."""

import json
import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from concord.adapters.mail.sendgrid_activity import SendGridActivity
from concord.domain.outbox import Attempt
from concord.domain.uncertainty import UncertainMail
from tests.adapters.mail.mails import NOON, mail
from tests.adapters.mail.ways import KEY, sendgrid_settings
from tests.mail_servers import Provider, sendgrid_server

UNCERTAIN = UncertainMail(
    mail=mail(), attempts=(Attempt(key=mail().key, number=1, owner="one", started=NOON),)
)
SEEN = {
    "from_email": "concord@client.example",
    "msg_id": "abc.filter-1",
    "subject": "Notice",
    "to_email": "Kim@Client.example",
    "status": "delivered",
}


def proof(provider: Provider, uncertain: UncertainMail = UNCERTAIN) -> str | None:
    with sendgrid_server(provider):
        witness = SendGridActivity(sendgrid_settings(provider.url, extra={"timeout": 1}))
        return witness.proof(uncertain)


def knowing(*messages: Mapping[str, object]) -> Provider:
    return Provider(status=200, body=json.dumps({"messages": messages}).encode())


def test_a_mail_is_asked_for_by_its_key() -> None:
    provider = knowing(SEEN)
    assert proof(provider) == "SendGrid knows it as abc.filter-1: delivered."
    ((method, address, headers, _),) = provider.requests
    asked = urlsplit(address)
    assert (method, asked.path) == ("GET", "/v3/messages")
    assert parse_qs(asked.query) == {
        "query": [f"(unique_args['outbox_key']=\"{mail().key}\")"],
        "limit": ["10"],
    }
    assert headers["Authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize("status", ["processed", "not_delivered", "delivered"])
def test_whatever_became_of_it_it_went_out(status: str) -> None:
    found = proof(knowing({**SEEN, "status": f"{status}\r\n\u202e"}))
    assert found == f"SendGrid knows it as abc.filter-1: {status} ."


@pytest.mark.parametrize(
    ("status", "proves"),
    [("processed", True), ("delivered", True), ("processing", False), ("not_delivered", False)],
)
def test_what_may_have_been_taken_back_proves_nothing(status: str, *, proves: bool) -> None:
    (attempt,) = UNCERTAIN.attempts
    retracted = replace(UNCERTAIN, attempts=(replace(attempt, batch="b-1@5"), attempt))
    assert (proof(knowing({**SEEN, "status": status}), retracted) is not None) is proves


def test_what_is_known_of_others_proves_nothing() -> None:
    assert proof(knowing()) is None
    assert proof(knowing({**SEEN, "to_email": "eve@x.example"})) is None
    assert proof(knowing({**SEEN, "to_email": "eve@x.example"}, SEEN)) is not None


@pytest.mark.parametrize(
    "provider",
    [
        Provider(status=403),
        Provider(status=404),
        Provider(status=429),
        Provider(status=500),
        Provider(status=302, headers={"Location": "http://127.0.0.1:9/"}),
        Provider(cut=True),
        Provider(hang=5),
        Provider(status=200, body=b"a page"),
        Provider(status=200, body=b"[]"),
        Provider(status=200, body=b'{"messages": [{}]}'),
    ],
)
def test_without_an_answer_nothing_is_proved(
    provider: Provider, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    assert proof(provider) is None
    assert f"SendGrid's activity about {mail().key}" in caplog.text
    assert KEY not in caplog.text


def test_its_silence_means_nothing_for_an_hour() -> None:
    assert SendGridActivity(sendgrid_settings("")).grace == timedelta(minutes=60)
