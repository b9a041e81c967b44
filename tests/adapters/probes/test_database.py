"""Concord's database: there, of this version's schema, and on good ground."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from concord.adapters.probes.database import (
    OLDEST_POSTGRESQL,
    examine_database,
    ground_of,
    server_fits,
    server_time,
)
from concord.adapters.store.engine import Database
from concord.adapters.store.schema import HEAD, VERSION_TABLE
from concord.domain.errors import StoreUnavailableError
from concord.domain.examination import Examined, Health
from tests.adapters.store.databases import migrated, new_database, postgresql_server, sqlite_url

DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgresql_server() as url:
        yield url


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of a database with the schema in place."""
    if request.param == "sqlite":
        return migrated(sqlite_url(tmp_path / "concord.db"))
    return migrated(new_database(request.getfixturevalue("server"), "doctor"))


def examined(url: str) -> Examined:
    (item,) = examine_database("concord_db", make_url(url))
    return item


def test_a_database_of_this_version_is_well(url: str) -> None:
    item = examined(url)
    assert item.health is Health.OK
    assert f"schema {HEAD}" in item.found


@pytest.mark.parametrize(
    ("revision", "remedy"),
    [("0001", "concord db upgrade"), ("9999", "Install the version")],
)
def test_an_older_and_a_newer_schema_have_each_their_remedy(
    url: str, revision: str, remedy: str
) -> None:
    database = Database(url)
    with database.begin() as connection:
        statement = f"UPDATE {VERSION_TABLE} SET version_num = :revision"  # noqa: S608 -- our own
        connection.execute(text(statement), {"revision": revision})
    database.close()
    item = examined(url)
    assert item.health is Health.FAILING
    assert revision in item.found
    assert remedy in item.remedy


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    item = examined(sqlite_url(tmp_path / "concord.db"))
    assert item.health is Health.FAILING
    assert "concord db upgrade" in item.remedy
    assert list(tmp_path.iterdir()) == []


def test_a_file_without_a_schema_wants_the_upgrade(tmp_path: Path) -> None:
    (tmp_path / "concord.db").touch()
    item = examined(sqlite_url(tmp_path / "concord.db"))
    assert (item.health, item.remedy) == (Health.FAILING, "Run `concord db upgrade`.")


def test_a_server_that_is_not_there_is_unavailable_and_its_password_unsaid() -> None:
    with pytest.raises(StoreUnavailableError) as caught:
        examined("postgresql://kim:s3cret-word@127.0.0.1:1/concord")
    assert "s3cret-word" not in str(caught.value)


@pytest.mark.parametrize(
    ("file_system", "health"),
    [("ext4", Health.OK), ("", Health.OK), ("nfs4", Health.FAILING), ("cifs", Health.FAILING)],
)
def test_a_file_must_lie_where_locks_hold(file_system: str, health: Health) -> None:
    assert ground_of("concord_db", Path("concord.db"), file_system).health is health


@pytest.mark.parametrize(
    ("major", "health"),
    [(OLDEST_POSTGRESQL, Health.OK), (OLDEST_POSTGRESQL - 1, Health.WARNING)],
)
def test_a_server_is_new_enough_or_named(major: int, health: Health) -> None:
    item = server_fits("concord_db", "db/concord", major, 4)
    assert item.health is health
    assert f"PostgreSQL {major}.4 at db/concord" in item.found


def test_a_server_has_a_clock_and_a_file_has_none(url: str) -> None:
    told = server_time(make_url(url))
    if url.startswith("sqlite"):
        assert told is None
    else:
        assert told is not None
        assert abs(told - datetime.now(UTC)) < timedelta(hours=1)
