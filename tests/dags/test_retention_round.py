"""The weekly removal acts under the rules, and says in its log what went."""

import logging
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from concord.domain.retention import Judgement
from concord.orchestration.retention import retention_round
from concord.ports import StoredCopy
from concord.services.retention import JudgedCopy, RetentionPlan

NOW = datetime(2026, 11, 23, tzinfo=UTC)

pytestmark = pytest.mark.airflow


def judged(sha256: str, *, may_go: bool) -> JudgedCopy:
    return JudgedCopy(
        copy=StoredCopy(sha256=sha256, size=7, since=NOW),
        submissions=(),
        judgement=Judgement(may_go=may_go, reasons=(f"the rule of {sha256}",)),
    )


def test_what_went_is_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    copies = (judged("old", may_go=True), judged("young", may_go=False))
    plan = RetentionPlan(copies=copies, leftovers=())
    installation = SimpleNamespace(apply_retention=lambda _: plan)
    monkeypatch.setattr("concord.orchestration.retention.airflow_deployment", lambda: installation)
    with caplog.at_level(logging.INFO):
        retention_round(NOW)
    assert caplog.messages == [
        "removed old: the rule of old",
        "removed 1 files and 0 leftovers, 7 bytes; 1 files stay",
    ]
