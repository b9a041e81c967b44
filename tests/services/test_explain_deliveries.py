"""Explaining a share of deliveries: which counted, what each did, what came of it."""

from dataclasses import dataclass, field, replace
from datetime import time
from fractions import Fraction

import pytest

from concord.domain.agreement import Agreement
from concord.domain.derivation import Derivation
from concord.domain.finding import Finding, Severity
from concord.domain.kpi import DeliveryRate, Dimension
from concord.domain.quantity import DueRule, parse_span
from concord.domain.service_level import OutcomeKind
from concord.domain.submission import Submission, Verdict
from concord.services.assess import assess
from concord.services.explain import Asked, ExplainPorts, explain
from tests.builders import (
    agreement,
    at_least,
    expression,
    kpi,
    moment,
    period,
    service_level,
    source,
    submission,
    terms,
)
from tests.fakes import FakeStore
from tests.fakes_evidence import FakeRowEvidence
from tests.fakes_observations import FakeObservations

NOW = "2026-11-10T09:00"
IN_THREE_DAYS = DueRule(after_end=parse_span("3 business days"), at=time(17))
PUNCTUAL = kpi(
    id="punctual",
    source="",
    rate=DeliveryRate.PUNCTUALITY,
    deliveries=("daily_ops", "quality"),
    by=(("source",),),
    numerator=expression("deliveries on time"),
    denominator=expression("deliveries due"),
)
NORTHWIND = agreement(
    sources=(source(due=IN_THREE_DAYS), source(id="quality", due=IN_THREE_DAYS)),
    kpis=(PUNCTUAL,),
    service_levels=(service_level(kpi="punctual", terms=(terms(target=at_least("95")),)),),
    credits=(),
    effects_from=period(),
)
ON_TIME = submission(arrived=moment("2026-11-03T09:00"))
REFUSED = submission(
    source="quality",
    sha256="refused",
    arrived=moment("2026-11-03T09:00"),
    verdict=Verdict.REJECTED,
    observations=None,
    findings=(
        Finding(
            rule="x", severity=Severity.ERROR, where="", found="", expected="", message="broken"
        ),
    ),
)


@dataclass
class Desk:
    """One partner's deliveries, assessed and explained."""

    agreement: Agreement = NORTHWIND
    store: FakeStore = field(default_factory=FakeStore)
    observations: FakeObservations = field(default_factory=FakeObservations)

    def receive(self, *came: Submission, looked: str = NOW) -> None:
        with self.store.transaction() as tx:
            for each in came:
                tx.submissions.add(each)
            for known in self.agreement.sources:
                tx.drives.note_collected("northwind", known.id, moment(looked))

    def assess(self, at: str = NOW) -> list[str]:
        changed = assess(
            self.agreement, store=self.store, observations=self.observations, now=moment(at)
        )
        return [str(each) for each in changed]

    def explain(self, *dimension: tuple[str, str], at: str = NOW) -> Derivation:
        ports = ExplainPorts(
            store=self.store,
            observations=self.observations,
            evidence=FakeRowEvidence(self.observations),
        )
        asked = Asked(kpi="punctual", period=period(), dimension=dimension)
        found = explain(self.agreement, ports, asked, moment(at))
        assert isinstance(found, Derivation)
        return found


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.receive(ON_TIME, REFUSED)
    made.assess()
    return made


def test_each_delivery_that_counts_is_told_with_what_it_did(desk: Desk) -> None:
    found = desk.explain()
    assert found.source is None
    assert [(r.source, r.is_punctual) for r in found.deliveries] == [
        ("daily_ops", True),
        ("quality", False),
    ]
    assert [(t.role, t.text, t.value) for t in found.terms] == [
        ("numerator", "deliveries on time", Fraction(1)),
        ("denominator", "deliveries due", Fraction(2)),
    ]
    assert found.is_current
    assert found.measured is not None
    assert found.measured.value == 50


def test_the_files_behind_it_are_named_and_those_that_did_not_count(desk: Desk) -> None:
    desk.receive(submission(sha256="newer", arrived=moment("2026-11-09T09:00")))
    found = desk.explain()
    assert {s.sha256 for s in found.used} == {ON_TIME.sha256, "refused"}
    assert [s.sha256 for s in found.unused] == ["newer"]


@pytest.mark.parametrize(
    ("dimension", "sources"),
    [((("source", "quality"),), ["quality"]), ((), ["daily_ops", "quality"])],
)
def test_a_source_is_explained_by_its_own_deliveries(
    desk: Desk, dimension: Dimension, sources: list[str]
) -> None:
    assert [r.source for r in desk.explain(*dimension).deliveries] == sources


def test_what_a_service_level_made_of_it_is_told(desk: Desk) -> None:
    [level] = desk.explain().levels
    assert level.outcome is not None
    assert level.outcome.kind is OutcomeKind.MISSED
    [part] = desk.explain(("source", "quality")).levels
    assert part.outcome is None


def test_a_figure_that_time_has_overtaken_says_so() -> None:
    desk = Desk()
    desk.receive(ON_TIME, looked="2026-11-04T09:00")
    desk.assess("2026-11-04T09:00")
    desk.receive(looked=NOW)
    assert not desk.explain().is_current


def test_a_month_of_which_nothing_came_is_assessed_once_it_was_due() -> None:
    desk = Desk()
    desk.receive(looked="2026-11-04T09:00")
    assert desk.assess("2026-11-04T09:00") == ["2026-10"]
    assert desk.explain().measured is not None
    desk.receive()
    assert desk.assess() == ["2026-10"]
    measured = desk.explain().measured
    assert measured is not None
    assert (measured.numerator, measured.denominator) == (Fraction(0), Fraction(2))
    assert desk.assess() == []


def test_while_the_drive_is_away_a_missing_file_is_held_against_nobody() -> None:
    desk = Desk()
    desk.receive(ON_TIME, looked="2026-11-04T09:00")
    desk.assess()
    [level] = desk.explain().levels
    assert level.outcome is not None
    assert (level.outcome.kind, level.outcome.value) == (OutcomeKind.OPEN, Fraction(100))


def test_without_such_kpis_nothing_is_counted() -> None:
    desk = Desk(replace(NORTHWIND, kpis=(), service_levels=()))
    desk.receive(ON_TIME)
    assert desk.assess() == []
