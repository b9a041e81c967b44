"""What several commands take, and how it is read."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum

import typer


class Format(StrEnum):
    """How results are printed."""

    TEXT = "text"
    JSON = "json"


def day_of(text: str) -> date:
    """Read a day that was given as an option.  Raises BadParameter."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"{text!r} is not a day; write for example 2026-10-31"
        raise typer.BadParameter(message) from error


def today() -> date:
    """Return the day it is where the command runs."""
    return datetime.now(UTC).astimezone().date()
