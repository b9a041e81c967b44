"""Objectives: due once their day has passed."""

from datetime import date

import pytest

from concord.domain.relationship import Objective
from tests.builders import at_least


@pytest.mark.parametrize(("today", "due"), [("2026-12-31", False), ("2027-01-01", True)])
def test_an_objective_is_reviewed_when_its_day_has_passed(today: str, *, due: bool) -> None:
    objective = Objective(
        id="speed",
        what="Faster",
        kpis=("answer_rate",),
        by=date(2026, 12, 31),
        target=at_least("90"),
    )
    assert objective.is_due(date.fromisoformat(today)) is due
