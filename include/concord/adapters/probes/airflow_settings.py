"""Airflow's settings without Airflow: from the environment, else from airflow.cfg."""

from __future__ import annotations

import configparser
from collections.abc import Mapping
from pathlib import Path


class AirflowSettings:
    """Reads what Airflow would read, but for commands and secrets backends, which it leaves be."""

    def __init__(self, environment: Mapping[str, str], file: Path) -> None:
        self._environment = environment
        self._file = configparser.RawConfigParser(strict=False)
        self.unreadable: Path | None = None
        """The file, where it is there and cannot be read: then the environment alone is known."""
        try:
            self._file.read_string(file.read_text("utf-8"))
        except FileNotFoundError:
            return
        except (configparser.Error, OSError, UnicodeError):
            # What is wrong with it may quote a secret; Airflow itself tells.
            self._file.clear()
            self.unreadable = file

    def get(self, section: str, key: str) -> str:
        """Return a setting; empty where it is not set."""
        name = _variable(section, key)
        return self._environment.get(name, self._file.get(section, key, fallback="")).strip()

    def is_elsewhere(self, section: str, key: str) -> bool:
        """Say whether a command or a secrets backend gives the setting."""
        name = _variable(section, key)
        return any(
            self._environment.get(f"{name}{suffix.upper()}")
            or self._file.get(section, f"{key}{suffix}", fallback="")
            for suffix in ("_cmd", "_secret")
        )


def _variable(section: str, key: str) -> str:
    return f"AIRFLOW__{section.upper()}__{key.upper()}"
