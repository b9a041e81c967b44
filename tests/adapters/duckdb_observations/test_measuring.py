"""KPIs with the same groupings share a statement, and figures in it."""

from fractions import Fraction

from concord.adapters.duckdb_observations.groups import Group
from concord.adapters.duckdb_observations.measuring import alike, submissions_of
from concord.domain.kpi import TOTAL
from tests.builders import expression, kpi, observation_file, period, source
from tests.stored_places import Place, day

OCTOBER = period("2026-10")
OFFERED = expression('sum("offered")', "offered")


def test_one_statement_serves_all_that_are_grouped_alike() -> None:
    kpis = [kpi(id="a"), kpi(id="b", numerator=OFFERED), kpi(id="c", by=()), kpi(snapshot=True)]
    found = list(alike(kpis, source(), ""))
    assert [
        (each.grouping.by, each.grouping.snapshot, [one.id for one, _ in each.places])
        for each in found
    ] == [
        ((), False, ["a", "b", "c"]),
        (("site",), False, ["a", "b"]),
        ((), True, ["answer_rate"]),
        (("site",), True, ["answer_rate"]),
    ]
    assert found[0].grouping.figures == ('sum("answered")', 'sum("offered")')


def test_each_kpi_takes_its_own_figures() -> None:
    largest = kpi(
        id="largest", numerator=None, denominator=None, value=expression('max("offered")'), by=()
    )
    (asked,) = alike([kpi(by=()), largest], source(), "")
    group = Group(period=OCTOBER, dimension=TOTAL, files="1", count=3, figures=(8, 10, None))
    rate, top = asked.measurements(group, ("file",))
    found = [rate.value, rate.numerator, rate.denominator, rate.volume]
    assert found == list(map(Fraction, (80, 8, 10, 10)))
    assert [top.value, top.numerator, top.volume] == [None, None, Fraction(3)]
    assert rate.submissions == top.submissions == ("file",)


def test_a_submission_is_named_once_in_order_of_arrival() -> None:
    files = [observation_file(sent_as=name) for name in ("first", "second", "first", "third")]
    assert submissions_of(files)("0111") == ("second", "first", "third")


def test_kpis_are_answered_as_if_asked_one_by_one(place: Place) -> None:
    kpis = [kpi(id="a"), kpi(id="b", by=()), kpi(id="c", numerator=OFFERED, snapshot=True)]
    rows = [day("2026-10-01"), day("2026-10-02", "cebu", 5, 1), day("2026-11-01", answered=3)]
    files = [place.keep(source(), OCTOBER, rows)]
    periods = [OCTOBER, period("2026-Q4"), period("2026-H2"), period("2026-12")]
    with place.observations.together(file.observations for file in files) as at_hand:
        together = at_hand.measure_all(kpis, source(), files, periods)
        alone = [at_hand.measure(one, source(), files, periods) for one in kpis]
    assert len(together) == len({(m.kpi, m.period, m.dimension) for m in together})
    assert list(together) == [m for each in alone for m in each]
