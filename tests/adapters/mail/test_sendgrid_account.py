"""How SendGrid is reached: by a key that nobody sees, over a way that nobody reads."""

import pytest

from concord.adapters.mail.sendgrid_account import base_url, client, retract_minutes
from concord.domain.errors import MailUnavailableError
from tests.adapters.mail.ways import sendgrid_settings as settings


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
    assert base_url(settings(host, **changes)) == url


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
        client(settings(host, **changes))
    assert "SG." not in str(refused.value)


@pytest.mark.parametrize(
    ("written", "minutes"), [(None, None), (15, 15), ("30", 30), (" 4320 ", 4320)]
)
def test_how_long_a_mail_waits_is_said_in_minutes_or_not_at_all(
    written: object, minutes: int | None
) -> None:
    extra = {} if written is None else {"retract_minutes": written}
    assert retract_minutes(settings("", extra=extra)) == minutes


@pytest.mark.parametrize("written", [14, 0, -30, 4321, "half an hour", 30.5, "", True])
def test_a_wait_in_which_nothing_can_be_taken_back_is_refused(written: object) -> None:
    with pytest.raises(MailUnavailableError, match="whole number from 15 to 4320"):
        retract_minutes(settings("", extra={"retract_minutes": written}))
