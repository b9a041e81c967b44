"""Connections come from the environment in both of Airflow's spellings."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.adapters.environment_connections import EnvironmentConnections
from concord.domain.errors import ConnectionMalformedError
from concord.ports import ConnectionSettings


def connection(text: str) -> ConnectionSettings:
    found = EnvironmentConnections({"AIRFLOW_CONN_CONCORD_MAIL": text}).get("concord_mail")
    assert found is not None
    return found


def test_a_connection_nobody_set_is_none() -> None:
    assert EnvironmentConnections({"AIRFLOW_CONN_CONCORD_MAIL": " "}).get("concord_mail") is None


def test_a_uri_gives_every_part() -> None:
    found = connection("smtp://kim%40client.example:s%2Fcret@mail.example:587/?timeout=20")
    assert found == ConnectionSettings(
        id="concord_mail",
        type="smtp",
        host="mail.example",
        port=587,
        login="kim@client.example",
        password="s/cret",
        extra={"timeout": "20"},
    )


def test_json_gives_the_same() -> None:
    found = connection(
        json.dumps(
            {
                "conn_type": "postgres",
                "host": "db.example",
                "port": "5432",
                "login": "concord",
                "password": "secret",
                "schema": "concord",
                "extra": '{"sslmode": "require"}',
            }
        )
    )
    assert (found.type, found.port, found.schema) == ("postgres", 5432, "concord")
    assert found.extra == {"sslmode": "require"}


def test_extra_may_be_an_object_and_everything_else_absent() -> None:
    found = connection('{"conn_type": "fs", "extra": {"path": "/srv/drive"}}')
    assert (found.type, found.port, found.extra) == ("fs", None, {"path": "/srv/drive"})


def test_airflows_own_way_of_putting_extra_into_a_uri() -> None:
    assert connection("fs:///?__extra__=%7B%22path%22%3A+%22%2Fsrv%22%7D").extra == {
        "path": "/srv"
    }


@pytest.mark.parametrize("text", ["{", "no uri", "smtp://host:notaport", '{"port": "x"}', "[]"])
def test_a_malformed_one_is_named_without_its_content(text: str) -> None:
    with pytest.raises(ConnectionMalformedError, match="AIRFLOW_CONN_CONCORD_MAIL") as caught:
        connection(text)
    assert caught.value.__cause__ is None


@given(text=st.text(min_size=1))
def test_whatever_stands_there_is_read_or_refused(text: str) -> None:
    try:
        EnvironmentConnections({"AIRFLOW_CONN_X": text}).get("x")
    except ConnectionMalformedError as error:
        assert "AIRFLOW_CONN_X" in str(error)  # noqa: PT017 - either way is right here


def test_the_password_never_shows() -> None:
    assert "hunter2" not in repr(connection("smtp://kim:hunter2@mail.example?api_key=hunter2"))
