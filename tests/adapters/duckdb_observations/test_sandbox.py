"""A connection reads the files it was given, and nothing else in the world."""

from pathlib import Path

import duckdb
import pytest

from concord.adapters.duckdb_observations.sandbox import identifier, literal, sandbox
from concord.domain.errors import ConcordError, LandingStoreError
from tests.builders import kpi, observation_file, period, source
from tests.stored_places import Place, day
from tests.stored_rows import store_rows

OCTOBER = period("2026-10")


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    """Return a stored file in a folder whose name needs quoting."""
    root = tmp_path / "the client's store"
    file = store_rows(root, source(), OCTOBER, [day("2026-10-01")])
    return root / file.observations[:2] / f"{file.observations}.parquet"


def test_the_named_file_can_be_read(stored: Path) -> None:
    with sandbox([stored]) as connection:
        found = connection.execute(f"SELECT offered FROM {literal(str(stored))}").fetchall()  # noqa: S608 - a quoted path
    assert found == [(10,)]


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM '{other}'",
        "SELECT * FROM read_parquet('{folder}/*.parquet')",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM glob('/etc/*')",
        "SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')",
        "COPY (SELECT 1) TO '{folder}/new.parquet'",
        "COPY (SELECT 1) TO '{other}' (USE_TMP_FILE false)",
        "ATTACH '{folder}/new.db'",
        "EXPORT DATABASE '{folder}/dump'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET allowed_paths = ['/etc/passwd']",
        "RESET lock_configuration",
        "PRAGMA enable_profiling",
    ],
)
def test_nothing_else_can(statement: str, stored: Path) -> None:
    other = stored.parent / "other.parquet"
    other.write_bytes(stored.read_bytes())
    before = {path: path.read_bytes() for path in stored.parent.iterdir()}
    places = {"other": other, "folder": stored.parent}
    text = statement.format(**{k: str(v).replace("'", "''") for k, v in places.items()})
    with pytest.raises(ConcordError), sandbox([stored]) as connection:
        connection.execute(text)
    assert {path: path.read_bytes() for path in stored.parent.iterdir()} == before


def test_the_connection_is_closed_behind_the_block(stored: Path) -> None:
    with sandbox([stored]) as connection:
        pass
    with pytest.raises(duckdb.ConnectionException):
        connection.execute("SELECT 1")


def test_a_missing_file_is_a_broken_store(files: Place) -> None:
    with pytest.raises(LandingStoreError, match="missing"):
        files.observations.measure(kpi(), source(), [observation_file()], [OCTOBER])


def test_a_damaged_file_is_a_broken_store(files: Place, tmp_path: Path) -> None:
    file = files.keep(source(), OCTOBER, [day("2026-10-01")])
    path = tmp_path / file.observations[:2] / f"{file.observations}.parquet"
    path.write_bytes(b"PAR1 but not really")
    with pytest.raises(LandingStoreError):
        files.observations.measure(kpi(), source(), [file], [OCTOBER])


def test_a_quotation_mark_ends_neither_a_text_nor_a_name() -> None:
    assert literal("it's") == "'it''s'"
    assert identifier('a"b') == '"a""b"'
