"""Where a figure heads for while its period is running."""

from datetime import datetime

from concord.domain.derivation import Derivation
from concord.domain.forecast import ForecastLabel
from concord.domain.kpi import TOTAL, Dimension
from concord.services.assess import assess
from concord.services.explain import Asked, ExplainPorts, explain
from tests.builders import agreement, at_site, moment, period, submission
from tests.fakes_evidence import FakeRowEvidence
from tests.fakes_observations import FakeObservations
from tests.fakes_store import FakeStore
from tests.stored_places import day

RUNNING, OVER = moment("2026-10-16"), moment("2026-11-02")


def explained(now: datetime, dimension: Dimension = TOTAL) -> Derivation:
    """Explain October's answer rate, of which half a month was delivered."""
    store, observations = FakeStore(), FakeObservations()
    agreed = agreement(credits=())
    rows = [
        *(day(f"2026-10-{number:02d}", "cebu", 100, 70) for number in range(1, 16)),
        *(day(f"2026-10-{number:02d}", "manila", 100, 80) for number in range(1, 16)),
    ]
    file = observations.add(agreed.sources[0], period(), rows)
    with store.transaction() as tx:
        tx.submissions.add(submission(sha256=file.submission, observations=file.observations))
    assess(agreed, store=store, observations=observations, now=now)
    ports = ExplainPorts(
        store=store, observations=observations, evidence=FakeRowEvidence(observations)
    )
    asked = Asked(kpi="answer_rate", period=period(), dimension=dimension)
    found = explain(agreed, ports, asked, now)
    assert isinstance(found, Derivation)
    return found


def test_an_open_outcome_is_explained_with_its_forecast() -> None:
    (level,) = explained(RUNNING).levels
    assert level.forecast is not None
    assert (level.forecast.label, level.forecast.days_left) == (ForecastLabel.AT_RISK, 16)


def test_a_period_that_is_over_heads_for_nothing_any_more() -> None:
    (level,) = explained(OVER).levels
    assert level.forecast is None


def test_a_part_that_is_not_rated_has_no_forecast() -> None:
    (level,) = explained(RUNNING, at_site("cebu")).levels
    assert (level.outcome, level.forecast) == (None, None)
