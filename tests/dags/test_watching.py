"""A round of watching in Airflow: gauges, lines in the log, and red where nobody was told."""

import logging
from datetime import timedelta
from types import SimpleNamespace

import pytest

from concord.domain.errors import AlarmsNotToldError
from concord.domain.watch import Alarm, AlarmKind
from concord.domain.watch_figures import OperationalFigures
from concord.orchestration.watching import watch_round
from concord.services.watch import Watched
from tests.builders import moment

pytestmark = pytest.mark.airflow

HELD = Alarm(
    kind=AlarmKind.DELIVERY_HELD,
    subject="delivery",
    since=moment("2026-11-24T09:00") - timedelta(hours=2),
    words="Delivery is held.",
    remedy="Release it.",
)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """Return the gauges that were sent, by name."""
    found: dict[str, float] = {}
    monkeypatch.setattr("concord.orchestration.watching.stats.gauge", found.__setitem__)
    return found


def watch(
    monkeypatch: pytest.MonkeyPatch, *standing: Alarm, tells: bool, failures: tuple[str, ...] = ()
) -> None:
    seen = Watched(figures=OperationalFigures(), standing=standing, failures=failures)
    installation = SimpleNamespace(watch=lambda _: seen, tells_alarms=tells)
    monkeypatch.setattr("concord.orchestration.watching.airflow_deployment", lambda: installation)
    watch_round()


@pytest.mark.parametrize("tells", [True, False])
def test_a_round_without_alarms_is_green(
    monkeypatch: pytest.MonkeyPatch, sent: dict[str, float], *, tells: bool
) -> None:
    watch(monkeypatch, tells=tells)
    assert sent["concord.alarms"] == 0


def test_an_alarm_that_people_were_told_of_is_green_and_in_the_log(
    monkeypatch: pytest.MonkeyPatch, sent: dict[str, float], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "concord.orchestration.watching"):
        watch(monkeypatch, HELD, tells=True)
    assert sent["concord.alarms"] == 1
    assert caplog.messages == [
        "Delivery is held. What to do: Release it.",
        "alarms 1, told 0",
    ]


@pytest.mark.usefixtures("sent")
def test_an_alarm_of_which_nobody_was_told_is_red(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(AlarmsNotToldError, match="Delivery is held"):
        watch(monkeypatch, HELD, tells=False)


@pytest.mark.usefixtures("sent")
def test_a_way_to_people_that_fails_is_red(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(AlarmsNotToldError, match="Nobody answers"):
        watch(monkeypatch, tells=True, failures=("Nobody answers.",))
