"""Connections: how they are set up, and what is said when they fail."""

import sqlite3
import threading
import traceback
from pathlib import Path

import pytest
from sqlalchemy import URL, text

from concord.adapters.store import engine
from concord.adapters.store.engine import Database
from concord.domain.errors import StoreOutdatedError, StoreUnavailableError
from tests.adapters.store.databases import migrated, sqlite_url

SECRET = "s3cret"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a SQLite file with the schema in place."""
    path = tmp_path / "concord.db"
    migrated(sqlite_url(path))
    return path


def shown(error: BaseException) -> str:
    """Return all that a log would show of an error and its causes."""
    return "".join(traceback.format_exception(error))


@pytest.mark.parametrize(
    ("pragma", "expected"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", 30_000),
    ],
)
def test_sqlite_is_set_up_to_lose_nothing(file: Path, pragma: str, expected: object) -> None:
    with Database(sqlite_url(file)).begin() as connection:
        assert connection.execute(text(f"PRAGMA {pragma}")).scalar() == expected


def test_a_transaction_in_sqlite_holds_the_write_lock_from_its_beginning(file: Path) -> None:
    other = sqlite3.connect(file, timeout=0, isolation_level=None)
    with (
        Database(sqlite_url(file)).begin(),
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        other.execute("BEGIN IMMEDIATE")
    other.execute("BEGIN IMMEDIATE")
    other.close()


def test_who_finds_sqlite_locked_waits(file: Path) -> None:
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.4, other.rollback)
    release.start()
    with Database(sqlite_url(file)).begin() as connection:
        assert connection.execute(text("SELECT 1")).scalar() == 1
    release.join()
    other.close()


def test_who_waited_in_vain_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_SECONDS", 0.05)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailableError, match="locked"), Database(sqlite_url(file)).begin():
        pass
    other.close()


def test_opening_never_makes_a_file(tmp_path: Path) -> None:
    file = tmp_path / "concord.db"
    with pytest.raises(StoreUnavailableError), Database(sqlite_url(file)).begin():
        pass
    assert not file.exists()


@pytest.mark.parametrize("name", ["a %41 #b?c.db", "ünïcode & more.db"])
def test_a_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    url = URL.create("sqlite", database=str(tmp_path / name))
    database = Database(url)
    assert database.file == tmp_path / name
    (tmp_path / name).touch()
    with database.begin() as connection:
        connection.execute(text("CREATE TABLE kept (id INTEGER)"))
    assert [p.name for p in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).stat().st_size > 0


def test_a_damaged_file_is_a_broken_store(tmp_path: Path) -> None:
    (tmp_path / "concord.db").write_bytes(b"this is no database at all, " * 50)
    with (
        pytest.raises(StoreUnavailableError, match="not a database"),
        Database(sqlite_url(tmp_path / "concord.db")).begin(),
    ):
        pass


def test_missing_tables_ask_for_an_upgrade(new_url: str, tmp_path: Path) -> None:
    if new_url.startswith("sqlite"):
        (tmp_path / "new").mkdir()
        (tmp_path / "new" / "concord.db").touch()
    database = Database(new_url)
    with pytest.raises(StoreOutdatedError), database.begin() as connection:
        connection.execute(text("SELECT * FROM issue"))
    database.close()


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://concord:{SECRET}@127.0.0.1:1/concord",
        f"postgresql+psycopg2://concord:{SECRET}@127.0.0.1:1/concord",
        f"postgresql://concord:{SECRET}@nowhere.invalid/concord",
        f"postgresql://127.0.0.1:1/concord?user=concord&password={SECRET}",
    ],
)
def test_a_server_that_is_away_is_named_without_the_password(url: str) -> None:
    with pytest.raises(StoreUnavailableError, match="concord") as caught, Database(url).begin():
        pass
    assert SECRET not in shown(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        f"mysql://concord:{SECRET}@localhost/concord",
        f"nothing like an address {SECRET}",
        f"postgresql://concord:{SECRET}/more@localhost:port/concord",
        "sqlite://",
        "sqlite:///:memory:",
        "",
    ],
)
def test_an_address_of_anything_else_is_refused_without_the_password(url: str) -> None:
    with pytest.raises(StoreUnavailableError) as caught:
        Database(url)
    assert SECRET not in str(caught.value)
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


@pytest.mark.postgres
def test_a_connection_cut_in_the_middle_leaves_nothing_half(postgresql_url: str) -> None:
    database, other = Database(postgresql_url), Database(postgresql_url)

    def write_while_the_server_hangs_up() -> None:
        with database.begin() as connection:
            connection.execute(text("CREATE TABLE half (id INTEGER)"))
            pid = connection.execute(text("SELECT pg_backend_pid()")).scalar()
            with other.begin() as operator:
                operator.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
            connection.execute(text("SELECT 1"))

    with pytest.raises(StoreUnavailableError):
        write_while_the_server_hangs_up()
    with database.begin() as connection:
        assert connection.execute(text("SELECT to_regclass('half')")).scalar() is None
    database.close()
    other.close()
