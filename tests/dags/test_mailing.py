"""A round of sending: what of it a person must hear, in the log or as a red task."""

import logging
from datetime import UTC, datetime

import pytest

from concord.domain.errors import MailUnavailableError
from concord.orchestration import mailing
from concord.services.dispatch import DispatchReport


class Sent:
    """An installation whose round came to a report."""

    def __init__(self, report: DispatchReport) -> None:
        self._report = report

    def dispatch(self, *_: object) -> DispatchReport:
        return self._report

    def finish_round(self, name: str, now: datetime) -> None:
        assert (name, now.tzinfo) == ("dispatch", UTC)


def sent(monkeypatch: pytest.MonkeyPatch, report: DispatchReport) -> None:
    monkeypatch.setattr(mailing, "airflow_deployment", lambda: Sent(report))
    mailing.send_waiting("a test")


def test_the_log_says_why_mails_wait_and_the_task_stays_green(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, mailing.__name__):
        sent(monkeypatch, DispatchReport(stopped=("Delivery is held by kim: A restore.",)))
    assert caplog.messages == [
        "sent 0, to retry 0, uncertain 0, dead 0, held 0",
        "mails wait: Delivery is held by kim: A restore.",
    ]


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (DispatchReport(held=2, refusal="Wrong key."), "2 mails stay pending: Wrong key."),
        (DispatchReport(dead=1), "1 mails were refused for good"),
    ],
)
def test_a_refusal_is_red(
    monkeypatch: pytest.MonkeyPatch, report: DispatchReport, words: str
) -> None:
    with pytest.raises(MailUnavailableError, match=words):
        sent(monkeypatch, report)
