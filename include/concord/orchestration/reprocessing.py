"""Reading landed files again, for its DAG."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime

from concord.domain.finding import quoted
from concord.domain.period import MeasurementPeriod
from concord.orchestration.assets import pair
from concord.orchestration.connections import airflow_deployment
from concord.orchestration.rounds import Round, served
from concord.services.reprocess import Wanted

_log = logging.getLogger(__name__)


def reprocess_round(
    partners: Iterable[str], source: str | None, period: str | None, now: datetime
) -> Round:
    """Read what these partners delivered again; the form may name a source and a period."""
    deployment = airflow_deployment()
    month = MeasurementPeriod.parse(period) if period else None
    wanted = Wanted(source=source or None, period=month)

    def again(partner: str) -> list[str]:
        report = deployment.reprocess(partner, wanted, now)
        for name, why in report.skipped:
            _log.warning("partner %s: %s left out, %s", partner, quoted(name, limit=120), why)
        _log.info(
            "partner %s: %d files read again, %d came out otherwise",
            *(partner, report.read, len(report.readings)),
        )
        return [pair(partner, changed) for changed in report.changed]

    return served(partners, again)
