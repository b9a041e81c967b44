"""Where secrets and addresses come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionSettings:
    """A connection by id, as Airflow knows it; the password never appears in its repr."""

    id: str
    type: str
    host: str = ""
    port: int | None = None
    login: str = ""
    password: str = field(default="", repr=False)
    schema: str = ""
    extra: Mapping[str, object] = field(default_factory=dict, repr=False)


class Connections(Protocol):
    """Where secrets and addresses come from."""

    def get(self, connection_id: str) -> ConnectionSettings | None:
        """Return the connection, or None when it is not configured."""
        ...
