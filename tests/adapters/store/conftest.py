"""The store in memory, in a SQLite file and in PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from concord.adapters.store import SqlStore
from tests.adapters.store.databases import (
    StoreWithQueue,
    copied,
    empty_tables,
    migrated,
    new_database,
    postgresql_server,
    sqlite_url,
)
from tests.fakes_store import FakeStore

DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "concord.db"
    migrated(sqlite_url(file))
    return file


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    with postgresql_server() as url:
        yield migrated(url)


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of an empty database with the schema in place."""
    if request.param == "sqlite":
        return copied(request.getfixturevalue("sqlite_template"), tmp_path / "concord.db")
    address: str = request.getfixturevalue("postgresql_url")
    empty_tables(address)
    return address


@pytest.fixture(params=DATABASES)
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of a database without any schema; of a file that is not there yet."""
    if request.param == "sqlite":
        return sqlite_url(tmp_path / "new" / "concord.db")
    return new_database(request.getfixturevalue("postgresql_url"), "fresh")


@pytest.fixture
def database_store(url: str) -> Iterator[SqlStore]:
    """Yield a store in a real database."""
    store = SqlStore(url)
    yield store
    store.close()


@pytest.fixture(params=["memory", *DATABASES])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[StoreWithQueue]:
    """Yield the fake store and each real one: they keep the same contract."""
    if request.param == "memory":
        yield FakeStore()
        return
    if request.param == "sqlite":
        address = copied(request.getfixturevalue("sqlite_template"), tmp_path / "concord.db")
    else:
        address = request.getfixturevalue("postgresql_url")
        empty_tables(address)
    real = SqlStore(address)
    yield real
    real.close()
