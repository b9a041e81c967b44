"""Mail: the service is asked whether it would take one, and gets none."""

from pathlib import Path

import pytest

from concord.adapters.probes.mail import examine_mail
from concord.domain.errors import ConnectionMalformedError, MailUnavailableError
from concord.domain.examination import Examined, Health
from concord.ports import ConnectionSettings
from tests.mail_servers import Inbox, Provider, sendgrid_server, smtp_server

FOLDER = Path("outbox")
KEY = "SG.not-a-real-key"


def connection(type_: str, **changes: object) -> ConnectionSettings:
    values = {"id": "concord_mail", "type": type_, "extra": {"timeout": 2}, **changes}
    return ConnectionSettings(**values)  # type: ignore[arg-type] # each test names its own fields


def examined(settings: ConnectionSettings | None) -> Examined:
    (item,) = examine_mail("concord_mail", settings, FOLDER)
    return item


def test_without_a_service_mails_become_files_which_is_a_warning() -> None:
    item = examined(None)
    assert item.health is Health.WARNING
    assert item.found == "no mail service is connected: mails become files in outbox"


def test_an_smtp_server_that_lets_us_in() -> None:
    inbox = Inbox()
    with smtp_server(inbox):
        item = examined(connection("smtp", host="127.0.0.1", port=inbox.port))
    assert (item.health, item.found) == (Health.OK, "smtp at 127.0.0.1 lets us in")
    assert inbox.mails == []


def test_a_server_that_does_not_is_failing_and_no_secret_is_told() -> None:
    inbox = Inbox()
    login = {"login": "concord", "password": "s3cret-word", "host": "127.0.0.1"}
    with smtp_server(inbox):
        item = examined(connection("smtp", port=inbox.port, **login))
    assert item.health is Health.FAILING
    assert "offers no encryption" in item.found
    assert "concord_mail" in item.remedy
    assert "s3cret-word" not in repr(item)


@pytest.mark.parametrize(
    ("status", "body", "health"),
    [
        (200, b'{"scopes": ["mail.send"]}', Health.OK),
        (200, b'{"scopes": []}', Health.FAILING),
        (401, b"", Health.FAILING),
    ],
)
def test_sendgrid_is_asked_what_the_key_may_do(status: int, body: bytes, health: Health) -> None:
    provider = Provider(status=status, body=body)
    with sendgrid_server(provider):
        item = examined(connection("sendgrid", host=provider.url, password=KEY))
    assert item.health is health
    assert KEY not in repr(item)
    assert [request[1] for request in provider.requests] == ["/v3/scopes"]


@pytest.mark.parametrize(
    ("settings", "error"),
    [
        (connection("http"), ConnectionMalformedError),
        (connection("sendgrid"), MailUnavailableError),
        (connection("sendgrid", host="http://far.example", password=KEY), MailUnavailableError),
    ],
)
def test_settings_of_no_use_are_raised(
    settings: ConnectionSettings, error: type[Exception]
) -> None:
    with pytest.raises(error):
        examined(settings)
