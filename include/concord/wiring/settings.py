"""Where an installation keeps its things, told by the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

_RUN = (
    "AIRFLOW_CTX_DAG_ID",
    "AIRFLOW_CTX_DAG_RUN_ID",
    "AIRFLOW_CTX_TASK_ID",
    "AIRFLOW_CTX_TRY_NUMBER",
)
"""What Airflow tells the programs that its tasks start, in the order of its pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where an installation keeps its things and how it is called.

    `home` holds whatever has no connection of its own: database, stores, written mails.
    `installation` tells a staging copy from production; `base_url` is Airflow's address as
    people reach it, for links in mails.  `run` names the run of Airflow that is at work, for
    the record; it is empty elsewhere.
    """

    home: Path
    agreements: Path
    installation: str = "concord"
    base_url: str = "http://localhost:8080"
    run: str = ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Self:
        """Read CONCORD_HOME, CONCORD_AGREEMENTS, CONCORD_INSTALLATION and CONCORD_BASE_URL.

        The run is named by the variables that Airflow sets for a task.
        """
        return cls(
            home=Path(environment.get("CONCORD_HOME", ".concord")).absolute(),
            agreements=Path(
                environment.get("CONCORD_AGREEMENTS", "include/agreements")
            ).absolute(),
            installation=environment.get("CONCORD_INSTALLATION", "concord"),
            base_url=environment.get("CONCORD_BASE_URL", "http://localhost:8080"),
            run=" ".join(environment[name] for name in _RUN if environment.get(name)),
        )
