"""The end of a round: a file that waits is asked about at once, and no run starts without one."""

from types import SimpleNamespace
from typing import Any

import pytest
from airflow.sdk.exceptions import AirflowSkipException, DagRunTriggerException

from concord.orchestration.ask_about_files import AskAboutFiles

pytestmark = pytest.mark.airflow


def execute(rounds: object, partner: str | None = None) -> None:
    instance = SimpleNamespace(xcom_push=lambda **_: None)
    context: Any = {"ti": instance, "task_instance": instance, "params": {"partner": partner}}
    AskAboutFiles(task_id="ask_about_files", rounds=rounds).execute(context)


@pytest.mark.parametrize(
    "rounds", [None, [], [{"changed": ["acme|2026-10"], "failures": [], "waiting": []}]]
)
def test_without_a_file_that_waits_nothing_is_started(rounds: object) -> None:
    with pytest.raises(AirflowSkipException, match="No new file waits"):
        execute(rounds)


@pytest.mark.parametrize("partner", [None, "acme"])
def test_a_file_that_waits_is_asked_about(partner: str | None) -> None:
    rounds = [{"waiting": []}, {"waiting": ["ab" * 32]}]
    with pytest.raises(DagRunTriggerException) as started:
        execute(rounds, partner)
    assert started.value.trigger_dag_id == "quarantine"
    assert started.value.conf is not None
    assert started.value.conf["partner"] == partner
