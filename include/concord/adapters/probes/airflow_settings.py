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
        try:
            self._file.read(file, encoding="utf-8")
        except (configparser.Error, OSError, UnicodeError):
            # A file that cannot be read says nothing; Airflow itself tells what is wrong with it.
            self._file.clear()

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
