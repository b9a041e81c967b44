"""DuckDB connections that can read the named files and nothing else in the world."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import duckdb

from concord.domain.errors import FigureError, LandingStoreError


@contextmanager
def sandbox(files: Iterable[Path]) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a connection that may read exactly `files`, for the time of the block.

    Raises LandingStoreError when one of them is missing or damaged, and FigureError when a
    figure cannot be computed.
    """
    paths = existing(files)
    with understood(), closing(duckdb.connect(":memory:")) as connection:
        lock_down(connection, paths)
        yield connection


def lock_down(connection: duckdb.DuckDBPyConnection, paths: Iterable[Path]) -> None:
    """Leave a connection nothing in the world but these files, for good."""
    # In this order: without allowed paths, no access at all would be left, and once the
    # configuration is locked no expression can open it again.
    allowed = ", ".join(literal(str(path)) for path in paths)
    connection.execute(f"SET allowed_paths = [{allowed}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


@contextmanager
def understood() -> Iterator[None]:
    """Tell what DuckDB could not do within the block as what it means for figures."""
    try:
        yield
    except (duckdb.IOException, duckdb.InvalidInputException) as error:
        message = f"Stored observations cannot be read: {error}"
        raise LandingStoreError(message) from error
    except duckdb.Error as error:
        message = f"A figure cannot be computed: {error}"
        raise FigureError(message) from error


def existing(files: Iterable[Path]) -> tuple[Path, ...]:
    """Return the files as they are.  Raises LandingStoreError when one of them is missing."""
    paths = tuple(files)
    for file in paths:
        if not file.is_file():
            message = f"The stored observations {file.name} are missing."
            raise LandingStoreError(message)
    return paths


def literal(text: str) -> str:
    """Write a text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def identifier(name: str) -> str:
    """Write a name as a quoted SQL identifier."""
    return '"' + name.replace('"', '""') + '"'
