"""The use-cases as tasks call them, over the sample company: rounds, events and failures."""

from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from airflow.sdk.exceptions import AirflowSkipException

from concord.domain.errors import AgreementError
from concord.orchestration.assets import CHANGED, OBSERVATIONS, announce, changed_pairs
from concord.orchestration.mailing import send_waiting
from concord.orchestration.rounds import (
    PartnersNotServedError,
    assess_round,
    chase_round,
    collect_round,
    escalate_round,
    name_unserved,
    partner_chunks,
    remind_round,
    report_round,
    wanted_periods,
)
from concord.sample_company import generate
from concord.wiring import deployment

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
PARTNER = "northwind"

pytestmark = pytest.mark.airflow


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the environment of a sample company."""
    home = tmp_path_factory.mktemp("company")
    sample = generate(home, NOW.date())
    return {
        "CONCORD_HOME": str(home),
        "CONCORD_AGREEMENTS": str(sample.agreements),
        "AIRFLOW_CONN_SAMPLE_DRIVE": (
            f'{{"conn_type": "fs", "extra": {{"path": "{sample.drive}"}}}}'
        ),
    }


@pytest.fixture(autouse=True)
def _installation(company: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in company.items():
        monkeypatch.setenv(name, value)
    # Airflow's own lookup needs a running task: the environment says the same.
    for place in ("rounds", "mailing"):
        monkeypatch.setattr(
            f"concord.orchestration.{place}.airflow_deployment", lambda: deployment(None)
        )
    installation = deployment(None)
    installation.store.upgrade()
    for partner, agreement in installation.written.items():
        month = agreement.effects_from
        installation.go_live(partner, str(agreement.owner), NOW, effects_from=month)


def test_the_cycle_and_its_repeat() -> None:
    collected = collect_round([PARTNER], NOW)
    assert collected["failures"] == []
    assert f"{PARTNER}|2026-10" in collected["changed"]
    assert chase_round([[PARTNER]], PARTNER, NOW)["failures"] == []
    assert chase_round(None, None, NOW)["failures"] == []
    events = {"observations": [SimpleNamespace(extra={CHANGED: collected["changed"]})]}
    wanted = wanted_periods(changed_pairs(events), None, None)
    assert assess_round(wanted, None, NOW)["changed"] == collected["changed"]
    issues, escalated = escalate_round(PARTNER, NOW)
    assert issues
    assert escalated["failures"] == []
    assert report_round(PARTNER, None, NOW)["changed"] == [f"{PARTNER}|2026-10"]
    assert report_round(PARTNER, "2026-10", NOW)["failures"] == []
    assert remind_round(PARTNER, NOW)["failures"] == []
    send_waiting("a test")
    assert collect_round([PARTNER], NOW)["changed"] == []
    assert assess_round({PARTNER: None}, PARTNER, NOW)["changed"] == []


def test_without_an_event_the_form_decides() -> None:
    assert wanted_periods({}, PARTNER, "2026-10") == {PARTNER: ["2026-10"]}
    assert set(wanted_periods({}, None, None)) == {"brightline", "castellan", PARTNER}


def test_an_unknown_partner_is_refused() -> None:
    with pytest.raises(AgreementError, match="nobody"):
        partner_chunks("nobody")


def test_partners_come_in_chunks() -> None:
    assert partner_chunks(None) == [["brightline", "castellan", PARTNER]]


def test_one_partner_that_fails_stops_no_other() -> None:
    result = assess_round({"nobody": None, PARTNER: None}, None, NOW)
    assert [line.partition(":")[0] for line in result["failures"]] == ["nobody"]


@pytest.mark.parametrize(
    ("expected", "rounds", "named"),
    [
        ([1], [{"changed": [], "failures": ["acme: no drive"]}], "acme: no drive"),
        ([1, 2], [{"changed": [], "failures": []}], "A task before this one failed"),
        (None, None, "A task before this one failed"),
    ],
)
def test_what_was_not_served_is_named(expected: object, rounds: object, named: str) -> None:
    with pytest.raises(PartnersNotServedError, match=named):
        name_unserved(expected, rounds)


def test_an_agreement_with_errors_is_named(company: dict[str, str]) -> None:
    broken = Path(company["CONCORD_AGREEMENTS"]) / "broken.yaml"
    broken.write_text("partner: [\n", "utf-8")
    try:
        with pytest.raises(
            PartnersNotServedError, match=r"broken\.yaml: the agreement has errors"
        ):
            name_unserved([], [])
    finally:
        broken.unlink()


def test_what_changed_is_announced_once_and_nothing_is_not() -> None:
    events: dict[Any, Any] = defaultdict(SimpleNamespace)
    context: Any = {"outlet_events": events}
    announce(OBSERVATIONS, [{CHANGED: ["b|2", "a|1"]}, {CHANGED: ["a|1"]}], context)
    assert events[OBSERVATIONS].extra == {CHANGED: ["a|1", "b|2"]}
    with pytest.raises(AirflowSkipException):
        announce(OBSERVATIONS, None, context)
