"""Rounds: one partner's trouble stops no other; the database's stops the round."""

from contextlib import nullcontext
from types import SimpleNamespace

import pytest

from concord.domain.errors import StoreUnavailableError
from concord.domain.submission import Verdict
from concord.orchestration.rounds import assess_round, chase_round, collect_round, served
from concord.services.chase_deliveries import Chased
from concord.services.collection import CollectReport
from tests import builders

pytestmark = pytest.mark.airflow


def test_whatever_goes_wrong_for_one_the_others_are_served() -> None:
    def serve(partner: str) -> list[str]:
        if partner == "broken":
            raise KeyError(partner)
        return [f"{partner}|2026-10"]

    result = served(["acme", "broken", "northwind"], serve)
    assert result["changed"] == ["acme|2026-10", "northwind|2026-10"]
    assert result["failures"] == ["broken: 'broken'"]


def test_a_database_that_is_away_is_left_to_the_tasks_retries() -> None:
    def serve(_: str) -> list[str]:
        message = "The database is away."
        raise StoreUnavailableError(message)

    with pytest.raises(StoreUnavailableError):
        served(["acme"], serve)


def test_a_round_of_collecting_names_the_files_that_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    waits = builders.submission(verdict=Verdict.QUARANTINED)
    came = (waits, builders.submission("2026-09"))
    report = CollectReport(partner="acme", submissions=came, changed=("2026-09",))
    installation = SimpleNamespace(collect=lambda *_: report)
    monkeypatch.setattr("concord.orchestration.rounds.airflow_deployment", lambda: installation)
    result = collect_round(["acme"], builders.moment("2026-11-09"))
    assert result["waiting"] == [waits.sha256]
    assert result["changed"] == ["acme|2026-09"]


@pytest.mark.parametrize("chunks", [[["acme"]], []], ids=str)
def test_a_round_of_collecting_ends_when_all_partners_were_chased(
    monkeypatch: pytest.MonkeyPatch, chunks: list[list[str]]
) -> None:
    assert ended_rounds(monkeypatch, chunks) == ["collect"]


def test_a_round_that_could_not_choose_its_partners_is_no_round(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert ended_rounds(monkeypatch, None) == []


def test_one_partner_by_hand_is_no_round(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ended_rounds(monkeypatch, [["acme"]], "acme") == []


@pytest.mark.parametrize(("part", "rounds"), [(None, ["assess"]), ("acme", []), ("2026-10", [])])
def test_a_round_of_assessing_is_one_of_all_that_changed(
    monkeypatch: pytest.MonkeyPatch, part: str | None, rounds: list[str]
) -> None:
    finished: list[str] = []
    installation = SimpleNamespace(
        assess=lambda *_: [],
        rows_at_hand=nullcontext,
        finish_round=lambda name, _: finished.append(name),
    )
    monkeypatch.setattr("concord.orchestration.rounds.airflow_deployment", lambda: installation)
    assess_round({"acme": None}, part, builders.moment("2026-11-09"))
    assert finished == rounds


def ended_rounds(
    monkeypatch: pytest.MonkeyPatch, chunks: object, part: str | None = None
) -> list[str]:
    finished: list[str] = []
    installation = SimpleNamespace(
        chase_deliveries=lambda *_: Chased(),
        finish_round=lambda name, _: finished.append(name),
    )
    monkeypatch.setattr("concord.orchestration.rounds.airflow_deployment", lambda: installation)
    chase_round(chunks, part, builders.moment("2026-11-09"))
    return finished
