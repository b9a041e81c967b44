"""One round of sending, and what of it a person must hear."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from concord.domain.errors import MailUnavailableError
from concord.orchestration.connections import airflow_deployment

_log = logging.getLogger(__name__)


def send_waiting(owner: str) -> None:
    """Send what waits.  Raises MailUnavailableError when the service refused us or a mail."""
    deployment = airflow_deployment()
    report = deployment.dispatch(owner, lambda: datetime.now(UTC))
    deployment.finish_round("dispatch", datetime.now(UTC))
    _log.info(
        "sent %d, to retry %d, uncertain %d, dead %d, held %d",
        *(report.sent, report.retried, report.uncertain, report.dead, report.held),
    )
    for reason in report.stopped:
        _log.warning("mails wait: %s", reason)
    if report.held:
        message = f"{report.held} mails stay pending: {report.refusal}"
        raise MailUnavailableError(message)
    if report.dead:
        message = f"{report.dead} mails were refused for good; the log above names them."
        raise MailUnavailableError(message)
