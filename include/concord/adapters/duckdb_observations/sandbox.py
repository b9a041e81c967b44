"""DuckDB connections that can read the named files and nothing else in the world."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from concord.domain.errors import FigureError, LandingStoreError


@contextmanager
def sandbox(files: Iterable[Path]) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a connection that may read exactly `files`, for the time of the block.

    Raises LandingStoreError when one of them is missing or damaged, and FigureError when a
    figure cannot be computed.
    """
    paths = [_existing(file) for file in files]
    connection = duckdb.connect(":memory:")
    try:
        # In this order: without allowed paths, no access at all would be left, and once the
        # configuration is locked no expression can open it again.
        connection.execute(f"SET allowed_paths = [{', '.join(map(literal, paths))}]")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        yield connection
    except (duckdb.IOException, duckdb.InvalidInputException) as error:
        message = f"Stored observations cannot be read: {error}"
        raise LandingStoreError(message) from error
    except duckdb.Error as error:
        message = f"A figure cannot be computed: {error}"
        raise FigureError(message) from error
    finally:
        connection.close()


def _existing(file: Path) -> str:
    if not file.is_file():
        message = f"The stored observations {file.name} are missing."
        raise LandingStoreError(message)
    return str(file)


def literal(text: str) -> str:
    """Write a text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def identifier(name: str) -> str:
    """Write a name as a quoted SQL identifier."""
    return '"' + name.replace('"', '""') + '"'
