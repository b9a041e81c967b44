"""A call: only encrypted or on this machine, never redirected, silent about its address."""

from collections.abc import Mapping
from typing import Any

import pytest

from concord.adapters.alarms.calling import address, call
from concord.domain.errors import AlarmChannelUnavailableError, ConnectionMalformedError
from concord.ports import ConnectionSettings
from tests.mail_servers import Answer, Provider, sendgrid_server


def settings(given: Mapping[str, Any]) -> ConnectionSettings:
    return ConnectionSettings(**{"id": "concord_alarm", "type": "http", **given})


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"host": "hooks.example"}, "https://hooks.example"),
        ({"host": "h.example", "port": 8443, "extra": {"path": "/a"}}, "https://h.example:8443/a"),
        ({"host": "https://h.example", "extra": {"path": "/a"}}, "https://h.example/a"),
        ({"host": "127.0.0.1", "schema": "http", "port": 1}, "http://127.0.0.1:1"),
        ({"host": "localhost", "schema": "http"}, "http://localhost"),
        ({"host": "x.example", "password": " https://h.example/T/B "}, "https://h.example/T/B"),
    ],
)
def test_where_a_call_goes(given: dict[str, Any], expected: str) -> None:
    assert address(settings(given)) == expected


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"password": "http://h.example/s3cret"}, "not encrypted"),
        ({"host": "10.0.0.1", "schema": "http"}, "not encrypted"),
        ({"password": "https://kim:s3cret@h.example"}, "no address"),
        ({"password": "https://h.example/s3cret x"}, "no address"),
        ({"password": "https://h.example:s3cret"}, "no address"),
        ({}, "no address"),
    ],
)
def test_what_is_no_safe_address_is_refused_unquoted(given: dict[str, Any], why: str) -> None:
    with pytest.raises(ConnectionMalformedError, match=why) as refused:
        address(settings(given))
    assert "s3cret" not in str(refused.value)


def test_a_redirect_is_not_followed() -> None:
    with sendgrid_server(Provider()) as elsewhere:
        away = Answer(status=302, headers={"Location": elsewhere.url})
        with (
            sendgrid_server(Provider(answers={"/s3cret": away})) as provider,
            pytest.raises(AlarmChannelUnavailableError, match="answered with status 302") as told,
        ):
            call(f"{provider.url}/s3cret", "concord_alarm", b"{}")
        assert elsewhere.requests == []
    assert "s3cret" not in str(told.value)


def test_who_is_away_is_named_by_the_connection_alone() -> None:
    with sendgrid_server(Provider()) as provider:
        url = provider.url
    with pytest.raises(AlarmChannelUnavailableError, match="concord_alarm could not") as told:
        call(f"{url}/s3cret", "concord_alarm")
    assert "s3cret" not in str(told.value)
    assert told.value.__cause__ is None
