"""The end of a round of collecting: what came and waits for a person is asked about at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.sdk import Context
from airflow.sdk.exceptions import AirflowSkipException


class AskAboutFiles(TriggerDagRunOperator):
    """Starts `quarantine` when a round brought a file that waits; skipped when none did."""

    template_fields: Sequence[str] = ("rounds",)

    def __init__(self, *, rounds: object, **arguments: Any) -> None:  # noqa: ANN401 -- whatever Airflow's operators take
        super().__init__(trigger_dag_id="quarantine", **arguments)
        self.rounds = rounds

    def execute(self, context: Context) -> None:
        """Start the run, for the partner of the form or for all.  Raises AirflowSkipException."""
        done = cast("Iterable[Mapping[str, list[str]]]", self.rounds or ())
        if not any(each["waiting"] for each in done):
            message = "No new file waits for a person."
            raise AirflowSkipException(message)
        self.conf = {"partner": context["params"]["partner"]}
        super().execute(context)
