"""Airflow: whether it answers, and whether each heart beats."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from concord.adapters.probes.airflow_health import OLDEST_BEAT, examine_airflow
from concord.domain.examination import Examined, Health
from tests.adapters.probes.web import answering

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
BEAT = (NOW - OLDEST_BEAT).isoformat()
STALE = "2026-11-23T11:57:59+00:00"
HEALTHY: dict[str, Any] = {
    "metadatabase": {"status": "healthy"},
    "scheduler": {"status": "healthy", "latest_scheduler_heartbeat": BEAT},
    "triggerer": {"status": "healthy", "latest_triggerer_heartbeat": BEAT},
    "dag_processor": {"status": "healthy", "latest_dag_processor_heartbeat": BEAT},
}


def examined(url: str, *, is_configured: bool = True) -> tuple[Examined, ...]:
    return examine_airflow("airflow", url, lambda: NOW, is_configured=is_configured, timeout=5)


def answered(health: object) -> tuple[Examined, ...]:
    with answering(json.dumps(health).encode()) as (url, paths):
        found = examined(f"{url}/")
    assert paths == ["/api/v2/monitor/health"]
    return found


def test_all_its_components_are_well() -> None:
    found = answered(HEALTHY)
    assert [(item.item, item.health) for item in found] == [
        ("airflow", Health.OK),
        ("airflow metadatabase", Health.OK),
        ("airflow scheduler", Health.OK),
        ("airflow triggerer", Health.OK),
        ("airflow dag_processor", Health.OK),
    ]
    assert found[2].found == "healthy, last heartbeat 120 s ago"


@pytest.mark.parametrize(
    ("part", "found"),
    [
        ({"status": "unhealthy", "latest_scheduler_heartbeat": BEAT}, "is 'unhealthy'"),
        ({"status": None, "latest_scheduler_heartbeat": None}, "is 'not running'"),
        ({"status": "healthy", "latest_scheduler_heartbeat": STALE}, f"'{STALE}'"),
        ({"status": "healthy", "latest_scheduler_heartbeat": "soon"}, "'soon'"),
        ({"status": "healthy", "latest_scheduler_heartbeat": "2026-11-23T12:00:00"}, "12:00"),
        (None, "is 'not running'"),
        ("well", "is 'not running'"),
        ({"status": "\x1b[2Jhealthy"}, "\\x1b[2Jhealthy"),
    ],
)
def test_a_component_that_is_not_well_is_failing(part: object, found: str) -> None:
    item = answered({**HEALTHY, "scheduler": part})[2]
    assert (item.item, item.health) == ("airflow scheduler", Health.FAILING)
    assert found in item.found
    assert "scheduler" in item.remedy


@pytest.mark.parametrize("health", [[], "healthy", 7, {}])
def test_an_answer_without_components_has_none_that_are_well(health: object) -> None:
    assert {item.health for item in answered(health)[1:]} == {Health.FAILING}


@pytest.mark.parametrize(
    ("status", "body"), [(404, b"{}"), (302, b"{}"), (500, b"{}"), (200, b"<html>")]
)
@pytest.mark.parametrize("is_configured", [True, False])
def test_another_server_at_its_address_is_no_airflow(
    status: int, body: bytes, *, is_configured: bool
) -> None:
    with answering(body, status) as (url, _):
        (item,) = examined(url, is_configured=is_configured)
    assert item.health is (Health.FAILING if is_configured else Health.WARNING)
    assert "CONCORD_BASE_URL" in item.remedy


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "http://127.0.0.1:0x", "nonsense"])
def test_nobody_at_its_address(url: str) -> None:
    (item,) = examined(url)
    assert item.health is Health.FAILING
