"""Values and outcomes of planned periods, from rows in memory."""

from datetime import datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from concord.domain.agreement import Agreement
from concord.domain.coverage import Coverage
from concord.domain.kpi import TOTAL, Dimension
from concord.domain.period import MeasurementPeriod, PeriodLength
from concord.domain.service_level import MinimumVolume, Outcome, OutcomeKind
from concord.domain.source import ColumnType
from concord.domain.submission import Submission
from concord.services.measure import Figures, measure
from tests.builders import (
    agreement,
    at_site,
    column,
    kpi,
    moment,
    period,
    service_level,
    source,
    submission,
)
from tests.fakes_observations import FakeObservations, Row
from tests.stored_places import day

OCTOBER = period("2026-10")
NOW = moment("2026-11-20")
CEBU, MANILA = at_site("cebu"), at_site("manila")


def figures(
    agreed: Agreement,
    rows: list[Row],
    asked: MeasurementPeriod = OCTOBER,
    now: datetime = NOW,
) -> Figures:
    observations = FakeObservations()
    sent: list[Submission] = []
    if rows:
        file = observations.add(agreed.sources[0], OCTOBER, rows)
        sent.append(submission(observations=file.observations))
    plan = {asked: frozenset({"daily_ops"})}
    return measure(agreed, sent, plan, observations, now)


def outcomes(found: Figures, asked: MeasurementPeriod = OCTOBER) -> dict[Dimension, Outcome]:
    return {outcome.dimension: outcome for outcome in found.outcomes(asked)}


def test_the_total_is_rated_and_its_dimensions_are_shown() -> None:
    rows: list[Row] = [day("2026-10-01", "cebu", 10, 7), day("2026-10-01", "manila", 10, 10)]
    found = figures(agreement(), rows)
    assert [(m.dimension, m.value) for m in found.measurements(OCTOBER)] == [
        (TOTAL, Fraction(85)),
        (CEBU, Fraction(70)),
        (MANILA, Fraction(100)),
    ]
    assert {d: o.kind for d, o in outcomes(found).items()} == {TOTAL: OutcomeKind.MET}


def test_for_each_rates_the_total_and_every_value() -> None:
    rows: list[Row] = [day("2026-10-01", "cebu", 10, 7), day("2026-10-01", "davao", 10, 10)]
    agreed = agreement(kpis=(kpi(by=()),), service_levels=(service_level(for_each=("site",)),))
    found = outcomes(figures(agreed, rows))
    assert {d: o.kind for d, o in found.items()} == {
        TOTAL: OutcomeKind.MET,
        CEBU: OutcomeKind.MISSED,
        at_site("davao"): OutcomeKind.MET,
        MANILA: OutcomeKind.INCOMPLETE,
    }
    assert (found[MANILA].value, found[MANILA].volume) == (None, None)


def test_a_value_shown_for_another_purpose_is_not_rated() -> None:
    asked = source(columns=(*source().columns, column("team", ColumnType.TEXT)))
    agreed = agreement(
        sources=(asked,),
        kpis=(kpi(by=(("team",), ("site", "team"))),),
        service_levels=(service_level(for_each=("site",)),),
    )
    rows: list[Row] = [{**day("2026-10-01", "cebu"), "team": "red"}]
    assert set(outcomes(figures(agreed, rows))) == {TOTAL, CEBU, MANILA}


def test_a_cross_rates_each_combination_that_came_and_each_that_is_declared() -> None:
    team = column("team", ColumnType.TEXT, one_of=("red",))
    agreed = agreement(
        sources=(source(columns=(*source().columns, team)),),
        kpis=(kpi(by=(("site", "team"),)),),
        service_levels=(service_level(crosses=(("site", "team"),)),),
    )
    found = outcomes(figures(agreed, [{**day("2026-10-01", "davao"), "team": "blue"}]))
    assert {d: o.kind for d, o in found.items()} == {
        TOTAL: OutcomeKind.MET,
        (("site", "davao"), ("team", "blue")): OutcomeKind.MET,
        (("site", "manila"), ("team", "red")): OutcomeKind.INCOMPLETE,
        (("site", "cebu"), ("team", "red")): OutcomeKind.INCOMPLETE,
    }


@pytest.mark.parametrize(
    ("may_exceed", "kind"),
    [(False, OutcomeKind.INSUFFICIENT_DATA), (True, OutcomeKind.MET)],
)
def test_more_than_the_whole_is_no_pass_unless_it_may_be(
    may_exceed: bool,  # noqa: FBT001 - a column of the table
    kind: OutcomeKind,
) -> None:
    agreed = agreement(kpis=(kpi(may_exceed_100=may_exceed),))
    found = outcomes(figures(agreed, [day("2026-10-01", "cebu", 10, 11)]))
    assert (found[TOTAL].kind, found[TOTAL].value) == (kind, Fraction(110))


def test_a_month_without_a_file_is_incomplete() -> None:
    found = outcomes(figures(agreement(), []))
    assert [(o.kind, o.value, o.completeness) for o in found.values()] == [
        (OutcomeKind.INCOMPLETE, None, Fraction(0))
    ]


def test_a_declared_site_that_lacks_makes_the_total_incomplete() -> None:
    half = source(coverage=Coverage(for_each=("site",)))
    found = outcomes(figures(agreement(sources=(half,)), [day("2026-10-01", "cebu")]))
    assert (found[TOTAL].kind, found[TOTAL].completeness) == (
        OutcomeKind.INCOMPLETE,
        Fraction(1, 2),
    )
    assert found[TOTAL].value == 80


def test_no_volume_is_insufficient_data() -> None:
    found = outcomes(figures(agreement(), [day("2026-10-01", "cebu", 0, 0)]))
    assert (found[TOTAL].kind, found[TOTAL].volume) == (OutcomeKind.INSUFFICIENT_DATA, Fraction(0))


def test_the_minimum_volume_is_held_against_the_column_it_names() -> None:
    minimum = MinimumVolume(amount=Decimal(8), column="answered")
    agreed = agreement(service_levels=(service_level(minimum_volume=minimum, for_each=("site",)),))
    rows: list[Row] = [day("2026-10-01", "cebu", 9, 8), day("2026-10-01", "manila", 1, 0)]
    found = outcomes(figures(agreed, rows))
    assert (found[CEBU].kind, found[CEBU].volume) == (OutcomeKind.MET, Fraction(8))
    assert (found[MANILA].kind, found[MANILA].volume) == (
        OutcomeKind.INSUFFICIENT_DATA,
        Fraction(0),
    )


def test_without_a_column_it_is_held_against_the_kpi_s_own_volume() -> None:
    minimum = MinimumVolume(amount=Decimal(10))
    agreed = agreement(service_levels=(service_level(minimum_volume=minimum),))
    assert outcomes(figures(agreed, [day("2026-10-01", "cebu", 9, 9)]))[TOTAL].kind is (
        OutcomeKind.INSUFFICIENT_DATA
    )


def test_a_running_month_is_open_in_the_source_s_zone() -> None:
    rows: list[Row] = [day("2026-10-01")]
    found = figures(agreement(), rows, now=moment("2026-10-31T23:59:59"))
    assert outcomes(found)[TOTAL].kind is OutcomeKind.OPEN


def test_a_service_level_of_other_periods_is_not_rated_here() -> None:
    levels = (service_level(), service_level(id="daily", period=PeriodLength.DAY))
    first = period("2026-10-01")
    agreed = agreement(service_levels=levels)
    found = figures(agreed, [day("2026-10-01")], first)
    assert [o.service_level for o in found.outcomes(first)] == ["daily"]
    assert [m.period for m in found.measurements(first)] == [first] * 2


def test_a_kpi_nobody_rates_is_measured_all_the_same() -> None:
    found = figures(agreement(service_levels=()), [day("2026-10-01")])
    assert len(found.measurements(OCTOBER)) == 2
    assert found.outcomes(OCTOBER) == ()


def test_every_kpi_takes_the_rows_of_its_own_source() -> None:
    two = agreement(
        sources=(source(), source(id="mail_ops")),
        kpis=(kpi(), kpi(id="mails", source="mail_ops")),
        service_levels=(service_level(), service_level(id="mails", kpi="mails")),
    )
    found = figures(two, [day("2026-10-01")])
    assert {m.kpi for m in found.measurements(OCTOBER)} == {"answer_rate"}
    assert [o.service_level for o in found.outcomes(OCTOBER)] == ["phone"]


def test_the_rows_of_all_sources_are_laid_out_once() -> None:
    two = agreement(
        sources=(source(), source(id="mail_ops")),
        kpis=(kpi(), kpi(id="mails", source="mail_ops")),
        service_levels=(service_level(), service_level(id="mails", kpi="mails")),
    )
    observations = FakeObservations()
    calls = observations.add(two.sources[0], OCTOBER, [day("2026-10-01")]).observations
    mails = observations.add(two.sources[1], OCTOBER, [day("2026-10-01")]).observations
    sent = [
        submission(observations=calls),
        submission(observations=mails, source="mail_ops", sha256="b" * 64),
        submission(observations=None, sha256="c" * 64),
    ]
    plan = {OCTOBER: frozenset({"daily_ops", "mail_ops"})}
    found = measure(two, sent, plan, observations, NOW)
    assert observations.together_with == [(calls, mails)]
    assert {m.kpi for m in found.measurements(OCTOBER)} == {"answer_rate", "mails"}
    assert [o.service_level for o in found.outcomes(OCTOBER)] == ["mails", "phone"]
