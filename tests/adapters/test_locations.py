"""Connections become places, or say what they are instead."""

from pathlib import Path

import pytest

from concord.adapters.locations import database_url, folder_of
from concord.domain.errors import ConnectionMalformedError
from concord.ports import ConnectionSettings

EMBEDDED = Path("/var/lib/concord/concord.db")


def test_without_a_connection_the_database_is_embedded() -> None:
    assert str(database_url(None, EMBEDDED)) == "sqlite:////var/lib/concord/concord.db"


@pytest.mark.parametrize("kind", ["postgres", "postgresql"])
def test_postgres_is_spoken_to_by_psycopg(kind: str) -> None:
    connection = ConnectionSettings(
        id="concord_db",
        type=kind,
        host="db.example",
        port=5433,
        login="concord",
        password="secret",
        schema="figures",
        extra={"sslmode": "require"},
    )
    url = database_url(connection, EMBEDDED)
    assert url.render_as_string(hide_password=False) == (
        "postgresql+psycopg://concord:secret@db.example:5433/figures?sslmode=require"
    )


def test_sqlite_may_stand_elsewhere() -> None:
    connection = ConnectionSettings(id="concord_db", type="sqlite", schema="data/concord.db")
    assert str(database_url(connection, EMBEDDED)) == "sqlite:////data/concord.db"


def test_another_database_is_refused_by_name() -> None:
    with pytest.raises(ConnectionMalformedError, match="'mysql'"):
        database_url(ConnectionSettings(id="concord_db", type="mysql"), EMBEDDED)


@pytest.mark.parametrize(
    "connection",
    [
        ConnectionSettings(id="ops", type="fs", extra={"path": "/srv/drive"}),
        ConnectionSettings(id="ops", type="file", schema="srv/drive"),
    ],
)
def test_a_folder_is_named_by_path(connection: ConnectionSettings) -> None:
    assert folder_of(connection) == Path("/srv/drive")


@pytest.mark.parametrize("extra", [{"path": "relative"}, {}])
def test_a_folder_needs_an_absolute_path(extra: dict[str, object]) -> None:
    with pytest.raises(ConnectionMalformedError, match="no absolute path"):
        folder_of(ConnectionSettings(id="ops", type="fs", extra=extra))


def test_a_drive_of_another_type_is_refused_by_name() -> None:
    with pytest.raises(ConnectionMalformedError, match="'aws'"):
        folder_of(ConnectionSettings(id="ops", type="aws"))
