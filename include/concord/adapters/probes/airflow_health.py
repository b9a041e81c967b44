"""Whether Airflow answers, and whether the hearts of its components beat."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

import httpx

from concord.adapters.probes.http import asked
from concord.domain.examination import Examined, failing, ok, warning
from concord.domain.finding import quoted

_PATH = "/api/v2/monitor/health"
OLDEST_BEAT = timedelta(minutes=2)
_COMPONENTS = ("metadatabase", "scheduler", "triggerer", "dag_processor")


def examine_airflow(
    item: str, url: str, clock: Callable[[], datetime], *, is_configured: bool, timeout: float
) -> tuple[Examined, ...]:
    """Ask an Airflow for its health; none at an address that nobody configured is a warning."""
    try:
        answer = asked(url.rstrip("/") + _PATH, timeout)
        health = answer.raise_for_status().json()
    except httpx.HTTPStatusError as error:
        found = f"{url} answers {error.response.status_code} instead of its health"
        return (_absent(item, found, is_configured=is_configured),)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        found = f"{url} does not answer as Airflow does: {type(error).__name__}"
        return (_absent(item, found, is_configured=is_configured),)
    return (ok(item, f"answers at {url}"), *_components(item, health, clock()))


def _absent(item: str, found: str, *, is_configured: bool) -> Examined:
    if is_configured:
        remedy = "Start Airflow's API server, or mend the address in CONCORD_BASE_URL."
        return failing(item, found, remedy)
    remedy = "Start Airflow, or name its address in CONCORD_BASE_URL."
    return warning(item, found, remedy)


def _components(item: str, health: object, now: datetime) -> Iterator[Examined]:
    parts: Mapping[str, Any] = health if isinstance(health, dict) else {}
    for name in _COMPONENTS:
        part = parts.get(name)
        yield _component(f"{item} {name}", name, part if isinstance(part, dict) else {}, now)


def _component(item: str, name: str, part: Mapping[str, Any], now: datetime) -> Examined:
    shown = name.replace("_", "-")
    remedy = f"Start Airflow's {shown}, and read its log if it stops again."
    if name == "metadatabase":
        remedy = "Check Airflow's own database and its connection string."
    if part.get("status") != "healthy":
        return failing(item, f"is {quoted(part.get('status') or 'not running')}", remedy)
    beat = part.get(f"latest_{name}_heartbeat")
    if beat is None:
        return ok(item, "healthy")
    age = _age(beat, now)
    if age is None or age > OLDEST_BEAT:
        return failing(item, f"its last heartbeat is {quoted(beat)}", remedy)
    return ok(item, f"healthy, last heartbeat {max(int(age.total_seconds()), 0)} s ago")


def _age(beat: object, now: datetime) -> timedelta | None:
    try:
        return now - datetime.fromisoformat(str(beat))
    except (ValueError, TypeError):
        return None
