"""Explaining a figure: down to its rows, and honest about what does not exist."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from concord.domain.agreement import Agreement
from concord.domain.coverage import Coverage, CoverageUnit
from concord.domain.derivation import Derivation, NoFigure
from concord.domain.kpi import TOTAL, Dimension
from concord.domain.period import PeriodLength
from concord.domain.service_level import OutcomeKind
from concord.domain.submission import ChangedCell, Restatement, Verdict
from concord.services.assess import assess
from concord.services.explain import Asked, ExplainPorts, explain
from tests import builders
from tests.builders import at_site, period
from tests.builders_relief import event
from tests.fakes_evidence import FakeRowEvidence
from tests.fakes_observations import FakeObservations
from tests.fakes_store import FakeStore
from tests.stored_places import day, invalid
from tests.stored_rows import Cell

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
ROWS: Sequence[Mapping[str, Cell]] = (
    day("2026-10-01", "manila", 60, 50),
    day("2026-10-02", "cebu", 40, 30),
)


class Desk:
    """Northwind's agreement, with what was delivered and assessed."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement
        self.store, self.observations = FakeStore(), FakeObservations()

    def deliver(
        self, rows: Sequence[Mapping[str, Cell]], sent_as: str = "file", month: str = "2026-10"
    ) -> None:
        source = self.agreement.sources[0]
        kept = self.observations.add(source, period(month), rows, sent_as)
        self.record(month, sha256=sent_as, observations=kept.observations)

    def record(self, month: str = "2026-10", **changes: object) -> None:
        with self.store.transaction() as tx:
            tx.submissions.add(builders.submission(month, **changes))

    def assess(self) -> None:
        assess(self.agreement, store=self.store, observations=self.observations, now=NOW)

    def ask(
        self, dimension: Dimension = TOTAL, asked: str = "2026-10", **changes: str
    ) -> Derivation | NoFigure:
        ports = ExplainPorts(
            store=self.store,
            observations=self.observations,
            evidence=FakeRowEvidence(self.observations),
        )
        wanted = Asked(
            kpi=changes.get("kpi", "answer_rate"),
            period=period(asked),
            dimension=dimension,
            service_level=changes.get("service_level"),
        )
        return explain(self.agreement, ports, wanted, NOW)

    def explained(self, dimension: Dimension = TOTAL, **changes: str) -> Derivation:
        found = self.ask(dimension, **changes)
        assert isinstance(found, Derivation)
        return found

    def missing(self, dimension: Dimension = TOTAL, **changes: str) -> NoFigure:
        found = self.ask(dimension, **changes)
        assert isinstance(found, NoFigure)
        return found


@pytest.fixture
def desk() -> Desk:
    made = Desk(builders.agreement())
    made.deliver(ROWS)
    made.assess()
    return made


def test_the_listed_rows_come_to_the_figure(desk: Desk) -> None:
    for dimension in (TOTAL, at_site("manila"), at_site("cebu")):
        found = desk.explained(dimension)
        sums = [
            sum(Fraction(dict(row.values)[name] or 0) for row in found.counted)
            for name in ("answered", "offered")
        ]
        assert [term.value for term in found.terms] == sums
        assert found.is_current


def test_a_row_shows_what_tells_it_apart_and_what_is_counted(desk: Desk) -> None:
    row = desk.explained().rows[0]
    assert [name for name, _ in row.values] == ["date", "site", "offered", "answered"]
    assert (row.sha256, row.row) == ("file", 2)


def test_without_a_day_the_key_alone_tells_rows_apart() -> None:
    by_file = builders.source(day_column=None, key=("site",))
    desk = Desk(builders.agreement(sources=(by_file,)))
    desk.deliver(ROWS)
    desk.assess()
    assert [name for name, _ in desk.explained().rows[0].values] == ["site", "offered", "answered"]


def test_files_are_used_or_were_only_delivered(desk: Desk) -> None:
    desk.record(sha256="other", file="broken.xlsx", verdict=Verdict.REJECTED, observations=None)
    desk.record("2026-09", sha256="september", verdict=Verdict.REJECTED, observations=None)
    desk.record(sha256="foreign", source="else", verdict=Verdict.REJECTED, observations=None)
    desk.record(sha256="vague", period=None, verdict=Verdict.REJECTED, observations=None)
    found = desk.explained()
    assert [file.sha256 for file in found.used] == ["file"]
    assert [file.sha256 for file in found.unused] == ["other"]


def test_rows_left_out_are_among_the_evidence_and_not_in_the_figure() -> None:
    desk = Desk(builders.agreement())
    desk.deliver([*ROWS, invalid(day("2026-10-03", "cebu", 10, 10))])
    desk.assess()
    found = desk.explained()
    assert [row.row for row in found.left_out] == [4]
    assert [term.value for term in found.terms] == [80, 100]


def test_what_a_newer_file_replaced_is_told(desk: Desk) -> None:
    changed = ChangedCell(key="2026-10-02|cebu", column="answered", old="20", new="30")
    with desk.store.transaction() as tx:
        tx.submissions.add_restatement(
            Restatement(
                partner="northwind",
                source="daily_ops",
                period=period(),
                from_sha256="older",
                to_sha256="file",
                added=0,
                removed=0,
                changed=(changed,),
            )
        )
    (cell,) = desk.explained(at_site("cebu")).superseded
    assert (cell.old, cell.new) == ("20", "30")
    assert desk.explained(at_site("manila")).superseded == ()


def test_a_figure_that_newer_rows_overtook_is_not_current(desk: Desk) -> None:
    desk.deliver([day("2026-10-02", "cebu", 40, 40)], "newer")
    found = desk.explained()
    assert found.measured is not None
    assert found.measured.numerator == 80
    assert not found.is_current


def test_each_service_level_on_it_shows_its_terms_and_outcome(desk: Desk) -> None:
    (level,) = desk.explained().levels
    assert level.level.id == "phone"
    assert level.terms is not None
    assert level.outcome is not None
    assert level.outcome.kind is OutcomeKind.MET
    assert level.missing == ()


def test_a_part_that_a_service_level_does_not_rate_has_no_outcome(desk: Desk) -> None:
    (level,) = desk.explained(at_site("cebu")).levels
    assert level.outcome is None


def test_one_service_level_alone_where_it_is_asked_for() -> None:
    levels = (
        builders.service_level(),
        builders.service_level(id="sites", for_each=("site",)),
        builders.service_level(id="weekly", period=PeriodLength.WEEK),
        builders.service_level(id="other", kpi="other"),
    )
    kpis = (builders.kpi(), builders.kpi(id="other"))
    desk = Desk(builders.agreement(service_levels=levels, kpis=kpis))
    desk.deliver(ROWS)
    desk.assess()
    assert [x.level.id for x in desk.explained().levels] == ["phone", "sites"]
    assert [x.level.id for x in desk.explained(service_level="sites").levels] == ["sites"]


def test_a_rated_part_without_rows_is_a_figure_without_data() -> None:
    by_site = builders.service_level(for_each=("site",))
    desk = Desk(builders.agreement(service_levels=(by_site,)))
    desk.deliver(ROWS[:1])
    desk.assess()
    found = desk.explained(at_site("cebu"))
    assert found.measured is None
    assert found.is_current
    assert found.rows == ()
    (level,) = found.levels
    assert level.outcome is not None
    assert [cell.day for cell in level.missing] == [None]


def test_a_kpi_that_is_not_declared_gives_the_nearest_ones(desk: Desk) -> None:
    assert desk.missing(kpi="anser_rate").nearest == ("answer_rate",)
    assert desk.missing(kpi="answer rate").nearest == ("answer_rate",)
    found = desk.missing(kpi="zzz")
    assert (found.is_declared, found.nearest) == (False, ("answer_rate",))


def test_a_period_without_the_figure_gives_those_that_have_it(desk: Desk) -> None:
    found = desk.missing(asked="2025-01")
    assert found.is_declared
    assert [str(p) for p in found.periods] == ["2026-10"]
    assert found.dimensions == ()


def test_a_part_that_is_not_there_gives_those_that_are(desk: Desk) -> None:
    found = desk.missing(at_site("davao"))
    assert found.dimensions == (TOTAL, at_site("cebu"), at_site("manila"))


def test_the_pairs_of_a_part_may_stand_in_any_order() -> None:
    crossed = builders.kpi(by=(("site", "date"),))
    desk = Desk(builders.agreement(kpis=(crossed,)))
    desk.deliver(ROWS)
    desk.assess()
    found = desk.explained((("date", "2026-10-01"), ("site", "manila")))
    assert found.dimension == (("site", "manila"), ("date", "2026-10-01"))
    assert found.is_current


def test_a_kpi_without_figures_in_an_assessed_period_is_none_there(desk: Desk) -> None:
    desk.agreement = replace(
        desk.agreement, kpis=(*desk.agreement.kpis, builders.kpi(id="newcomer"))
    )
    found = desk.missing(kpi="newcomer")
    assert (found.is_declared, found.periods, found.dimensions) == (True, (), ())


@pytest.mark.parametrize("day_column", ["date", None])
def test_a_snapshot_is_made_of_the_last_day_with_data(day_column: str | None) -> None:
    source = builders.source(day_column=day_column, key=("date", "site"))
    desk = Desk(builders.agreement(sources=(source,), kpis=(builders.kpi(snapshot=True),)))
    desk.deliver(ROWS)
    desk.assess()
    found = desk.explained()
    assert [row.row for row in found.rows] == ([3] if day_column else [2, 3])
    assert found.is_current


def test_days_that_relief_leaves_out_are_not_missing() -> None:
    by_day = builders.source(coverage=Coverage(every=CoverageUnit.CALENDAR_DAY))
    agreed = builders.agreement(sources=(by_day,))
    without = replace(agreed, relief=(event(days=(date(2026, 10, 3), date(2026, 10, 31))),))
    missing = []
    for each in (agreed, without):
        desk = Desk(each)
        desk.deliver(ROWS)
        desk.assess()
        (level,) = desk.explained().levels
        missing.append(len(level.missing))
        assert level.outcome is not None
    assert missing == [29, 0]
