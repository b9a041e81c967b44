"""Connections as tasks read them: whatever may be a secret is masked in every form."""

import json
from typing import Any

import pytest
from airflow.sdk import BaseHook, Connection

from concord.domain.errors import ConnectionMalformedError
from concord.orchestration import connections
from concord.orchestration.connections import AirflowConnections, secrets_of
from concord.ports import ConnectionSettings

pytestmark = pytest.mark.airflow

HOOK = "https://hooks.example/T0/B0/xyz secret"


def settings(**changes: Any) -> ConnectionSettings:  # noqa: ANN401 -- each field has its own
    values = {"id": "concord_alarm", "type": "http", **changes}
    return ConnectionSettings(**values)


@pytest.mark.parametrize(
    ("extra", "found"),
    [
        ({"hook_url": HOOK}, True),
        ({"webhook": {"URL": HOOK}}, True),
        ({"keyfile_dict": {"client_email": HOOK}}, True),
        ({"tokens": [{"of": HOOK}]}, True),
        ({"timeout": HOOK}, False),
        ({"password": 7}, False),
        ({"api_key": "short"}, False),
    ],
)
def test_what_sounds_like_a_secret_is_one(extra: dict[str, Any], *, found: bool) -> None:
    assert (HOOK in set(secrets_of(settings(extra=extra)))) is found


def test_a_secret_is_masked_as_libraries_write_it_down() -> None:
    masked = set(secrets_of(settings(password="p@ss word/1")))
    assert masked == {"p@ss word/1", "p%40ss%20word%2F1", "p%40ss%20word/1", "cEBzcyB3b3JkLzE="}


def test_every_secret_of_a_connection_that_is_read_is_masked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []
    extra = json.dumps({"hook_url": HOOK})
    read = Connection(conn_id="x", conn_type="http", password="s3cret-word", extra=extra)
    monkeypatch.setattr(connections, "mask_secret", told.append)
    monkeypatch.setattr(BaseHook, "get_connection", lambda _: read)
    found = AirflowConnections().get("x")
    assert found is not None
    assert (found.password, found.extra) == ("s3cret-word", {"hook_url": HOOK})
    assert {"s3cret-word", HOOK} <= set(told)


def test_a_connection_that_cannot_be_understood_is_not_quoted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(_: str) -> None:
        message = "cannot read s3cret-word"
        raise ValueError(message)

    monkeypatch.setattr(BaseHook, "get_connection", refuse)
    with pytest.raises(ConnectionMalformedError) as refusal:
        AirflowConnections().get("x")
    assert "s3cret" not in str(refusal.value)
