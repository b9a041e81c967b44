"""A round of watching in Airflow: gauges go to its metrics, and untold alarms are red."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from airflow.sdk.observability import stats

from concord.domain.errors import AlarmsNotToldError
from concord.domain.watch_gauges import gauges
from concord.orchestration.connections import airflow_deployment

_log = logging.getLogger(__name__)


def watch_round() -> None:
    """Look, and tell.  Raises AlarmsNotToldError for what nobody outside Airflow heard."""
    deployment = airflow_deployment()
    now = datetime.now(UTC)
    seen = deployment.watch(now)
    for name, value in gauges(seen.figures, seen.standing, now).items():
        stats.gauge(name, value)
    for alarm in seen.standing:
        _log.warning("%s What to do: %s", alarm.words, alarm.remedy)
    _log.info("alarms %d, told %d", len(seen.standing), seen.told)
    lines = list(seen.failures)
    if not deployment.tells_alarms:
        # Without a second way to people, a red run is the only way.
        lines += [alarm.words for alarm in seen.standing]
    if lines:
        raise AlarmsNotToldError("\n".join(lines))
