"""Alarms by HTTP: Slack's form, and the secret only where it belongs."""

from dataclasses import replace

import pytest

from concord.adapters.alarms.http import HttpAlarmChannel
from concord.ports import ConnectionSettings
from tests.adapters.alarms.test_channel import NOTICE, NOW
from tests.mail_servers import Provider, sendgrid_server


@pytest.mark.parametrize("password", ["", "bearer-word", "address"])
def test_what_is_posted(password: str, caplog: pytest.LogCaptureFixture) -> None:
    alarm = replace(NOTICE.standing[0], words="<!channel> a & b")
    with caplog.at_level(0), sendgrid_server(Provider()) as provider:
        secret = f"{provider.url}/T/s3cret" if password == "address" else password
        host = provider.url
        settings = ConnectionSettings(id="a", type="http", host=host, password=secret)
        HttpAlarmChannel(settings).tell(replace(NOTICE, standing=(alarm,)), NOW)
    ((method, path, headers, body),) = provider.requests
    assert (method, path) == ("POST", "/T/s3cret" if password == "address" else "/")
    assert headers.get("Authorization") == (
        "Bearer bearer-word" if password == "bearer-word" else None
    )
    assert "&lt;!channel&gt; a &amp; b" in body["text"]
    assert "s3cret" not in caplog.text
