"""Reading again, for its DAG: what changed goes on to assess, what was left out is logged."""

import logging
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from concord.domain.period import MeasurementPeriod
from concord.orchestration.reprocessing import reprocess_round
from concord.services.reprocess import ReprocessReport, Wanted

NOW = datetime(2026, 11, 23, tzinfo=UTC)
OCTOBER = MeasurementPeriod.parse("2026-10")

pytestmark = pytest.mark.airflow


def test_what_changed_is_announced_and_what_was_left_out_is_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    asked: list[Wanted] = []

    def again(partner: str, wanted: Wanted, now: datetime) -> ReprocessReport:
        assert (partner, now) == ("acme", NOW)
        asked.append(wanted)
        left_out = (("a\nb.xlsx", "no copy of it is kept"),)
        return ReprocessReport(read=3, skipped=left_out, changed=("2026-10",))

    installation = SimpleNamespace(reprocess=again)
    place = "concord.orchestration.reprocessing.airflow_deployment"
    monkeypatch.setattr(place, lambda: installation)
    with caplog.at_level(logging.INFO):
        done = reprocess_round(["acme"], "daily", "2026-10", NOW)
    assert done == {"changed": ["acme|2026-10"], "failures": []}
    assert asked == [Wanted(source="daily", period=OCTOBER)]
    assert caplog.messages == [
        "partner acme: 'a\\nb.xlsx' left out, no copy of it is kept",
        "partner acme: 3 files read again, 0 came out otherwise",
    ]
