"""Airflow's REST interface, as far as the demo and the tests need it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, cast

import httpx

from concord.domain.errors import ConcordError

_PARTS = ("metadatabase", "scheduler", "dag_processor", "triggerer")
_POLL = 0.5
_PATIENCE = (0.2, 1.0, 2.0, 4.0, 8.0)


class AirflowRefusedError(ConcordError):
    """Airflow did not do what it was asked."""

    remedy = "Read the log of its API server."

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class RunFailedError(ConcordError):
    """A DAG run did not succeed."""

    remedy = "Open the run in Airflow and read the log of the red task."


class AirflowClient:
    """One user's sight of an Airflow; the password is the login, as in every local Airflow."""

    def __init__(self, url: str, user: str = "admin") -> None:
        # Proxies are for the world outside, and this is our own machine.
        self._http = httpx.Client(base_url=url, trust_env=False, timeout=60)
        self._user = user
        self._token = ""

    def close(self) -> None:
        """Close the connections that are kept open between requests."""
        self._http.close()

    def is_healthy(self) -> bool:
        """Say whether every component reports itself as healthy."""
        try:
            health = self._http.get("/api/v2/monitor/health").json()
        except (httpx.HTTPError, ValueError):
            return False
        return all((health.get(part) or {}).get("status") == "healthy" for part in _PARTS)

    def dags(self) -> frozenset[str]:
        """Return the DAGs that can be run now."""
        listed = self.get("/api/v2/dags")["dags"]
        return frozenset(dag["dag_id"] for dag in listed if not dag["is_paused"])

    def import_errors(self) -> list[str]:
        """Return what keeps DAG files from being read."""
        return [e["stack_trace"] for e in self.get("/api/v2/importErrors")["import_errors"]]

    def trigger(self, dag: str, run_id: str, conf: Mapping[str, Any] | None = None) -> str:
        """Start a run by hand; return its id."""
        body = {"logical_date": None, "dag_run_id": run_id, "conf": dict(conf or {})}
        try:
            self.request("POST", f"/api/v2/dags/{dag}/dagRuns", body)
        except AirflowRefusedError as error:
            if error.status != HTTPStatus.CONFLICT:  # it is there: an earlier try came through
                raise
        return run_id

    def runs(self, dag: str) -> list[dict[str, Any]]:
        """Return the newest runs of a DAG, newest first."""
        path = f"/api/v2/dags/{dag}/dagRuns?limit=100&order_by=-run_after"
        return list(self.get(path)["dag_runs"])

    def state(self, dag: str, run_id: str) -> str:
        """Return the state of a run."""
        return str(self.get(f"/api/v2/dags/{dag}/dagRuns/{run_id}")["state"])

    def task_states(self, dag: str, run_id: str) -> dict[str, str]:
        """Return the states of a run's tasks; of a mapped task, that of one of its instances."""
        path = f"/api/v2/dags/{dag}/dagRuns/{run_id}/taskInstances"
        return {i["task_id"]: str(i["state"]) for i in self.get(path)["task_instances"]}

    def wait_finished(
        self, dag: str, run_id: str, timeout: float, check: Callable[[], None] = lambda: None
    ) -> None:
        """Wait for a run to succeed.  Raises RunFailedError, naming the tasks that did not."""
        end = time.monotonic() + timeout
        while (state := self.state(dag, run_id)) not in {"success", "failed"}:
            check()
            if time.monotonic() > end:
                message = f"Run {run_id} of {dag} is still {state} after {timeout:.0f} s."
                raise RunFailedError(message)
            time.sleep(_POLL)
        if state == "failed":
            states = self.task_states(dag, run_id).items()
            failed = ", ".join(task for task, state in states if state.endswith("failed"))
            message = f"Run {run_id} of {dag} failed in: {failed}."
            raise RunFailedError(message)

    def required_actions(self) -> list[dict[str, Any]]:
        """Return what waits for an answer."""
        path = "/api/v2/dags/~/dagRuns/~/hitlDetails?state=awaiting_input&limit=100"
        return list(self.get(path)["hitl_details"])

    def answer(self, dag: str, run_id: str, task: str, option: str, **fields: object) -> None:
        """Answer a Required Action."""
        path = f"/api/v2/dags/{dag}/dagRuns/{run_id}/taskInstances/{task}/-1/hitlDetails"
        self.request("PATCH", path, {"chosen_options": [option], "params_input": fields})

    def get(self, path: str) -> dict[str, Any]:
        """Return what a resource holds."""
        return self.request("GET", path)

    def request(self, method: str, path: str, body: object = None) -> dict[str, Any]:
        """Return the answer to a request.

        Raises AirflowRefusedError, with the status; a busy server or database is asked again,
        which is safe: runs have ids of our own, and a second answer is refused.
        """
        answer = self._patiently_sent(method, path, body)
        if answer.is_error:
            message = f"{method} {path}: {answer.status_code} {answer.text[:300]}"
            raise AirflowRefusedError(message, answer.status_code)
        return cast("dict[str, Any]", answer.json())

    def _patiently_sent(self, method: str, path: str, body: object) -> httpx.Response:
        for wait in _PATIENCE:
            try:
                answer = self._send(method, path, body)
            except httpx.TransportError:
                time.sleep(wait)
                continue
            if answer.status_code == HTTPStatus.UNAUTHORIZED:
                self._token = ""
            elif answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
                return answer
            time.sleep(wait)
        return self._send(method, path, body)

    def _send(self, method: str, path: str, body: object) -> httpx.Response:
        if not self._token:
            login = {"username": self._user, "password": self._user}
            granted = self._http.post("/auth/token", json=login)
            if granted.is_error:
                return granted
            self._token = str(granted.json()["access_token"])
        headers = {"Authorization": f"Bearer {self._token}"}
        return self._http.request(method, path, json=body, headers=headers)
