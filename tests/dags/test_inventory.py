"""The DAGs as they stand: what there is, when it runs, and what parsing it costs."""

import json
from pathlib import Path
from typing import Any

import pytest

DAGS = Path(__file__).parents[2] / "dags"
HEAVY = ("concord.adapters", "concord.services", "concord.wiring", "duckdb", "openpyxl", "pyarrow")
SCHEDULES = {
    "collect": "*/15 * * * *",
    "assess": "concord://observations or 40 4 * * *",
    "escalate": "concord://outcomes or 5,35 * * * *",
    "issue": None,
    "report": "30 5 * * *",
    "remind": "0 5 * * *",
    "approve": "25 * * * *",
    "approval": None,
    "quarantine": "50 * * * *",
    "decision": None,
    "dispatch": "* * * * *",
    "retention": "15 3 * * 0",
    "reprocess": None,
    "statements": "35 5 * * *",
    "sign_off": None,
    "credit_change": None,
    "reconcile": "*/5 * * * *",
    "uncertain_mail": None,
    "watch": "*/5 * * * *",
}
FORMS = {
    "collect": ["partner"],
    "assess": ["partner", "period"],
    "escalate": ["partner"],
    "issue": ["key", "opening"],
    "report": ["partner", "period"],
    "remind": ["partner"],
    "approve": ["partner"],
    "approval": ["partner", "version"],
    "quarantine": ["partner"],
    "decision": ["partner", "reading", "sha256", "source"],
    "dispatch": [],
    "retention": [],
    "reprocess": ["partner", "period", "source"],
    "statements": ["partner"],
    "sign_off": ["month", "partner", "service"],
    "credit_change": ["number", "partner"],
    "reconcile": [],
    "uncertain_mail": ["attempt", "key"],
    "watch": [],
}

pytestmark = pytest.mark.airflow


@pytest.fixture(scope="session")
def inventory(parsed: str) -> dict[str, Any]:
    """Return what a fresh process found in our DAG files."""
    found: dict[str, Any] = json.loads(parsed)
    return found


def test_every_file_parses(inventory: dict[str, Any]) -> None:
    assert inventory["errors"] == {}


def test_every_file_holds_the_dag_of_its_name(inventory: dict[str, Any]) -> None:
    assert sorted(inventory["dags"]) == sorted(file.stem for file in DAGS.glob("*.py"))


def test_schedules(inventory: dict[str, Any]) -> None:
    assert {name: dag["schedule"] for name, dag in inventory["dags"].items()} == SCHEDULES


def test_forms(inventory: dict[str, Any]) -> None:
    assert {name: dag["fields"] for name, dag in inventory["dags"].items()} == FORMS


@pytest.mark.parametrize("name", sorted(SCHEDULES))
def test_a_dag_explains_itself(inventory: dict[str, Any], name: str) -> None:
    dag = inventory["dags"][name]
    for words in ("**When**", "**What**", "**When it is red**"):
        assert words in dag["doc"]
    assert dag["tags"] == sorted({"concord", name})
    assert dag["owner"] == "operations"


def test_one_run_at_a_time_but_one_for_each_question(inventory: dict[str, Any]) -> None:
    runs = {name: dag["max_active_runs"] for name, dag in inventory["dags"].items()}
    questions = (
        *("issue", "approval", "decision", "sign_off", "uncertain_mail", "credit_change"),
    )
    assert [runs.pop(name) for name in questions] == [500] * 6
    assert set(runs.values()) == {1}


def test_a_dispatch_is_not_retried_since_the_next_one_follows(inventory: dict[str, Any]) -> None:
    assert inventory["dags"]["dispatch"]["retries"] == {"send_mails": 0}
    for name in ("reconcile", "watch"):
        assert set(inventory["dags"][name]["retries"].values()) == {0}


def test_each_step_of_an_issue_leads_to_the_next_or_to_the_end(inventory: dict[str, Any]) -> None:
    downstream = inventory["dags"]["issue"]["downstream"]
    expected = {f"step_{n}": sorted(["close", f"step_{n + 1}"]) for n in range(1, 6)}
    assert downstream == {**expected, "step_6": ["close"], "close": []}


def test_the_steps_are_those_of_the_standard_policy(inventory: dict[str, Any]) -> None:
    from concord.domain.escalation_policy import STANDARD

    steps = [task for task in inventory["dags"]["issue"]["downstream"] if task != "close"]
    assert len(steps) == len(STANDARD.steps())


def test_parsing_imports_nothing_heavy(inventory: dict[str, Any]) -> None:
    modules = inventory["modules"]
    loaded = [m for m in modules if any(m == h or m.startswith(f"{h}.") for h in HEAVY)]
    assert loaded == []


def test_dag_files_are_short() -> None:
    assert {
        f.name for f in DAGS.glob("*.py") if len(f.read_text("utf-8").splitlines()) > 80
    } == set()
