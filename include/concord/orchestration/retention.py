"""The weekly removal of delivered files, for its DAG."""

from __future__ import annotations

import logging
from datetime import datetime

from concord.orchestration.connections import airflow_deployment

_log = logging.getLogger(__name__)


def retention_round(now: datetime) -> None:
    """Remove what may go under the agreements in force; log each by its content hash."""
    plan = airflow_deployment().apply_retention(now)
    for each in plan.going:
        _log.info("removed %s: %s", each.copy.sha256, "; ".join(each.judgement.reasons))
    _log.info(
        "removed %d files and %d leftovers, %d bytes; %d files stay",
        *(len(plan.going), len(plan.leftovers), plan.size),
        len(plan.copies) - len(plan.going),
    )
