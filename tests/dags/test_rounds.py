"""Rounds: one partner's trouble stops no other; the database's stops the round."""

import pytest

from concord.domain.errors import StoreUnavailableError
from concord.orchestration.rounds import _round

pytestmark = pytest.mark.airflow


def test_whatever_goes_wrong_for_one_the_others_are_served() -> None:
    def serve(partner: str) -> list[str]:
        if partner == "broken":
            raise KeyError(partner)
        return [f"{partner}|2026-10"]

    result = _round(["acme", "broken", "northwind"], serve)
    assert result["changed"] == ["acme|2026-10", "northwind|2026-10"]
    assert result["failures"] == ["broken: 'broken'"]


def test_a_database_that_is_away_is_left_to_the_tasks_retries() -> None:
    def serve(_: str) -> list[str]:
        message = "The database is away."
        raise StoreUnavailableError(message)

    with pytest.raises(StoreUnavailableError):
        _round(["acme"], serve)
