"""Comparing targets: a file that states none, or several, is used, and its partner told."""

from dataclasses import replace
from datetime import date

import pytest

from concord.domain.agreement import Agreement
from concord.domain.submission import Submission, Verdict
from concord.services.compare_targets import with_targets_compared
from tests.builders import agreement, kpi, period, service_level, source, submission
from tests.fakes_observations import FakeObservations, Row
from tests.services.test_measure_targets import STATED, STATING
from tests.stored_places import day


def compared(
    rows: list[Row], about: Agreement = STATING, unlike: Submission | None = None
) -> Submission:
    observations = FakeObservations()
    file = observations.add(about.sources[0], period(), rows)
    sent = unlike or submission(observations=file.observations)
    return with_targets_compared(about, about.sources[0], sent, observations)


def row(on: str, agreed: int | None, site: str = "cebu") -> Row:
    return {**day(on, site), "agreed": agreed}


SEVERAL = [row("2026-10-01", 80), row("2026-10-02", 81)]


def test_a_file_that_contradicts_itself_is_used_with_a_warning() -> None:
    found = compared(SEVERAL)
    assert found.verdict is Verdict.ACCEPTED_WITH_WARNINGS
    assert [f.rule for f in found.findings] == ["several-targets"]
    assert found.rows_accepted == 62


@pytest.mark.parametrize(
    "rows",
    [
        [row("2026-10-01", 80), row("2026-10-02", 80)],
        [row("2026-10-01", 80), row("2026-10-01", 81, "manila")],
    ],
    ids=["one target", "one for each value"],
)
def test_a_file_that_says_one_thing_stays_as_it_is(rows: list[Row]) -> None:
    assert compared(rows).findings == ()


@pytest.mark.parametrize(
    "unlike",
    [
        submission(observations="rows 0", verdict=Verdict.REJECTED),
        submission(observations="rows 0", period=None),
        submission(observations=None),
    ],
    ids=["rejected", "of no period", "without rows"],
)
def test_what_is_not_used_is_not_looked_at(unlike: Submission) -> None:
    assert compared(SEVERAL, unlike=unlike) == unlike


def test_before_the_level_is_in_force_nothing_is_asked_of_targets() -> None:
    late = service_level(terms=(), stated=replace(STATED, since=date(2026, 11, 1)))
    assert compared(SEVERAL, replace(STATING, service_levels=(late,))).findings == ()


def test_levels_of_other_sources_and_with_agreed_targets_are_left_alone() -> None:
    other = agreement(
        sources=(*STATING.sources, source(id="mails")),
        kpis=(kpi(), kpi(id="mails", source="mails")),
        service_levels=(
            service_level(),
            service_level(id="mails", kpi="mails", terms=(), stated=STATED),
        ),
    )
    assert compared(SEVERAL, other).findings == ()
