"""One contract for rows in memory and rows in Parquet files."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concord.domain.coverage import Coverage, CoverageUnit
from concord.domain.errors import FigureError
from concord.domain.kpi import TOTAL, Dimension, Measurement
from concord.domain.source import Restates, Source
from concord.ports import ObservationFile
from tests.builders import at_site, expression, kpi, period, source
from tests.stored_places import TICKETS, Place, day, in_files, in_memory, invalid, ticket

OCTOBER, NOVEMBER = period("2026-10"), period("2026-11")


def values(measurements: Sequence[Measurement]) -> dict[tuple[str, Dimension], Fraction | None]:
    return {(str(m.period), m.dimension): m.value for m in measurements}


def test_a_total_is_the_ratio_of_sums_and_no_mean_of_ratios(place: Place) -> None:
    rows = [
        day("2026-10-01", "manila", 300, 234),
        day("2026-10-02", "cebu", 1200, 1020),
    ]
    file = place.keep(source(), OCTOBER, rows)
    found = place.observations.measure(kpi(), source(), [file], [OCTOBER])
    assert values(found) == {
        ("2026-10", TOTAL): Fraction("83.6"),
        ("2026-10", at_site("cebu")): 85,
        ("2026-10", at_site("manila")): 78,
    }
    assert {m.submissions for m in found} == {("file-2026-10",)}
    assert [m.volume for m in found if m.dimension == TOTAL] == [1500]


def test_rows_fall_into_periods_by_their_day(place: Place) -> None:
    rows = [day("2026-10-01", answered=1), day("2026-10-07", answered=2)]
    file = place.keep(source(), OCTOBER, rows)
    weeks = [period("2026-W40"), period("2026-W41"), period("2026-10-07"), period("2026-Q4")]
    found = place.observations.measure(kpi(by=()), source(), [file], [*weeks, NOVEMBER])
    assert values(found) == {
        ("2026-W40", TOTAL): 10,
        ("2026-W41", TOTAL): 20,
        ("2026-10-07", TOTAL): 20,
        ("2026-Q4", TOTAL): 15,
    }


BY_FILE = source(day_column=None, key=("site",))


def test_without_a_day_rows_lie_where_their_file_s_period_does(place: Place) -> None:
    october = place.keep(BY_FILE, OCTOBER, [day("2026-10-01", answered=1)])
    november = place.keep(BY_FILE, NOVEMBER, [day("2026-10-01", answered=3)])
    asked = [OCTOBER, NOVEMBER, period("2026-Q4"), period("2026-10-31")]
    found = place.observations.measure(kpi(by=()), BY_FILE, [october, november], asked)
    assert values(found) == {
        ("2026-10", TOTAL): 10,
        ("2026-11", TOTAL): 30,
        ("2026-Q4", TOTAL): 20,
    }


def test_nothing_delivered_gives_nothing(place: Place) -> None:
    file = place.keep(source(), OCTOBER, [day("2026-10-01")])
    observations = place.observations
    assert observations.measure(kpi(), source(), [], [OCTOBER]) == ()
    assert observations.measure(kpi(), source(), [file], []) == ()
    assert observations.measure(kpi(), source(), [file], [NOVEMBER]) == ()
    assert observations.cells(source(), ["site"], [], [OCTOBER]) == ()
    assert observations.cells(source(), ["site"], [file], []) == ()
    assert observations.volumes("offered", kpi(), source(), [], [OCTOBER]) == {}


def test_nothing_out_of_nothing_has_no_value(place: Place) -> None:
    file = place.keep(source(), OCTOBER, [day("2026-10-01", "cebu", None, None)])
    found = place.observations.measure(kpi(), source(), [file], [OCTOBER])
    assert [(m.value, m.volume) for m in found] == [(None, Fraction(0))] * 2


def test_an_invalid_row_counts_for_no_figure(place: Place) -> None:
    rows = [day("2026-10-01"), invalid(day("2026-10-02", offered=90)), invalid({"site": "cebu"})]
    file = place.keep(source(), OCTOBER, rows)
    found = place.observations.measure(kpi(), source(), [file], [OCTOBER])
    assert values(found) == {("2026-10", TOTAL): 80, ("2026-10", at_site("manila")): 80}


def test_a_missing_site_is_a_group_of_its_own(place: Place) -> None:
    file = place.keep(source(), OCTOBER, [day("2026-10-01"), day("2026-10-02", None)])
    found = place.observations.measure(kpi(), source(), [file], [OCTOBER])
    assert {m.dimension for m in found} == {TOTAL, at_site("manila"), at_site("")}


def test_a_cross_of_columns_is_grouped_beside_single_ones(place: Place) -> None:
    crossed = kpi(by=(("site",), ("site", "offered")))
    file = place.keep(source(), OCTOBER, [day("2026-10-01"), day("2026-10-02", "cebu", 5)])
    found = place.observations.measure(crossed, source(), [file], [OCTOBER])
    assert {m.dimension for m in found} == {
        TOTAL,
        at_site("cebu"),
        at_site("manila"),
        (("site", "cebu"), ("offered", "5")),
        (("site", "manila"), ("offered", "10")),
    }


def test_volume_is_summed_by_period_and_dimension(place: Place) -> None:
    file = place.keep(source(), OCTOBER, [day("2026-10-01"), day("2026-10-02", "cebu", None)])
    found = place.observations.volumes("offered", kpi(), source(), [file], [OCTOBER])
    assert found == {
        (OCTOBER, TOTAL): 10,
        (OCTOBER, at_site("manila")): 10,
        (OCTOBER, at_site("cebu")): 0,
    }


def restated(place: Place, asked: Source) -> Measurement:
    """Deliver October twice: the second file revises one day, adds one, and leaves one out."""
    first = place.keep(asked, OCTOBER, [day("2026-10-01"), day("2026-10-02", answered=2)], "one")
    rows = [day("2026-10-02", answered=5), day("2026-10-03", answered=1)]
    second = place.keep(asked, OCTOBER, rows, "two")
    found = place.observations.measure(kpi(by=()), asked, [first, second], [OCTOBER])
    return found[0]


def test_the_newest_row_of_a_key_counts_and_absent_keys_stay(place: Place) -> None:
    found = restated(place, source())
    assert (found.numerator, found.denominator) == (Fraction(8 + 5 + 1), Fraction(30))
    assert found.submissions == ("one", "two")


def test_a_newer_file_replaces_the_whole_period_where_it_says_so(place: Place) -> None:
    found = restated(place, source(restates=Restates.FILE))
    assert (found.numerator, found.denominator) == (Fraction(5 + 1), Fraction(20))
    assert found.submissions == ("two",)


def test_a_newest_row_that_is_invalid_replaces_the_older_one(place: Place) -> None:
    first = place.keep(source(), OCTOBER, [day("2026-10-01"), day("2026-10-02")], "one")
    second = place.keep(source(), OCTOBER, [invalid(day("2026-10-02"))], "two")
    found = place.observations.measure(kpi(by=()), source(), [first, second], [OCTOBER])
    assert [(m.numerator, m.submissions) for m in found] == [(Fraction(8), ("one",))]
    cells = place.observations.cells(source(), (), [first, second], [OCTOBER])
    assert [(c.accepted, c.invalid) for c in cells] == [(1, 1)]


def test_a_row_without_a_key_counts_while_its_file_is_the_newest(place: Place) -> None:
    first = place.keep(source(), OCTOBER, [day("2026-10-01"), invalid({"site": "cebu"})], "one")
    second = place.keep(source(), OCTOBER, [day("2026-10-02")], "two")
    cells = place.observations.cells(source(), (), [first], [OCTOBER])
    assert sum(c.invalid for c in cells) == 1
    cells = place.observations.cells(source(), (), [first, second], [OCTOBER])
    assert sum(c.invalid for c in cells) == 0


def test_a_key_counts_within_its_period(place: Place) -> None:
    october = place.keep(BY_FILE, OCTOBER, [day("2026-10-01", answered=1)])
    november = place.keep(BY_FILE, NOVEMBER, [day("2026-10-01", answered=3)])
    again = place.keep(BY_FILE, OCTOBER, [day("2026-10-01", answered=2)], "again")
    sent = [october, november, again]
    found = place.observations.measure(kpi(by=()), BY_FILE, sent, [OCTOBER, NOVEMBER])
    assert values(found) == {("2026-10", TOTAL): 20, ("2026-11", TOTAL): 30}


DAILY = source(coverage=Coverage(every=CoverageUnit.CALENDAR_DAY, for_each=("site",)))


def test_cells_are_counted_by_day_where_days_are_covered(place: Place) -> None:
    rows = [
        day("2026-10-01"),
        invalid(day("2026-10-01", "cebu")),
        invalid({"site": "cebu", "offered": 3}),
        invalid(day("2026-10-01", None)),
    ]
    file = place.keep(DAILY, OCTOBER, rows)
    cells = place.observations.cells(DAILY, ["site"], [file], [OCTOBER])
    first = date(2026, 10, 1)
    assert {(c.day, c.values, c.accepted, c.invalid) for c in cells} == {
        (first, (("site", "manila"),), 1, 0),
        (first, (("site", "cebu"),), 0, 1),
        (None, (("site", "cebu"),), 0, 1),
        (first, (("site", None),), 0, 1),
    }


def test_a_row_without_a_readable_day_may_lie_anywhere_in_its_file_s_period(place: Place) -> None:
    file = place.keep(DAILY, OCTOBER, [invalid({"site": "cebu"})])
    weeks = [period("2026-W41"), period("2026-W44"), period("2026-W45")]
    cells = place.observations.cells(DAILY, ["site"], [file], weeks)
    assert [(str(c.period), c.day) for c in cells] == [("2026-W41", None), ("2026-W44", None)]


def test_cells_of_whole_periods_have_no_day(place: Place) -> None:
    for asked in (source(), BY_FILE):
        file = place.keep(asked, OCTOBER, [day("2026-10-01"), invalid(day("2026-10-02", "cebu"))])
        cells = place.observations.cells(asked, (), [file], [OCTOBER])
        assert [(c.period, c.day, c.accepted, c.invalid) for c in cells] == [(OCTOBER, None, 1, 1)]


COUNTS = st.lists(
    st.tuples(st.integers(1, 28), st.sampled_from(["manila", "cebu"]), st.integers(0, 10**15)),
    unique_by=lambda row: row[:2],
    max_size=12,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(COUNTS, COUNTS)
def test_files_give_the_figures_counted_by_hand(
    tmp_path: Path, first: list[tuple[int, str, int]], second: list[tuple[int, str, int]]
) -> None:
    found = []
    for place in (in_memory(tmp_path), in_files(tmp_path)):
        sent = [
            place.keep(
                source(),
                OCTOBER,
                [day(f"2026-10-{d:02d}", site, 10**15, n) for d, site, n in rows],
                sent_as,
            )
            for rows, sent_as in ((first, "one"), (second, "two"))
        ]
        measured = place.observations.measure(kpi(), source(), sent, [OCTOBER])
        found.append(sorted(measured, key=lambda m: m.dimension))
    assert found[0] == found[1]


def test_decimals_are_summed_without_a_trace_of_binary_fractions(files: Place) -> None:
    file = files.keep(TICKETS, OCTOBER, [ticket("0.1"), ticket("0.2")])
    total = kpi(numerator=None, denominator=None, value=expression('sum("hours")'), by=())
    found = files.observations.measure(total, TICKETS, [file], [OCTOBER])
    assert [(m.value, m.volume, m.numerator) for m in found] == [
        (Fraction("0.3"), Fraction(2), None)
    ]


def test_a_percentile_is_taken_over_all_rows_of_the_period(files: Place) -> None:
    file = files.keep(TICKETS, OCTOBER, [ticket(str(n)) for n in range(11)])
    slow = kpi(
        numerator=None, denominator=None, value=expression('quantile_cont("hours", 0.9)'), by=()
    )
    found = files.observations.measure(slow, TICKETS, [file], [OCTOBER])
    assert [m.value for m in found] == [9]


def test_a_number_as_a_dimension_has_no_idle_zeros(files: Place) -> None:
    file = files.keep(TICKETS, OCTOBER, [ticket("1", "100"), ticket("1", "1.50")])
    by_rate = kpi(numerator=None, denominator=None, value=expression("count(*)"), by=(("rate",),))
    found = files.observations.measure(by_rate, TICKETS, [file], [OCTOBER])
    assert {m.dimension for m in found} == {TOTAL, (("rate", "100"),), (("rate", "1.5"),)}


def test_a_column_that_older_files_lack_is_empty_in_them(files: Place) -> None:
    narrow = source(columns=source().columns[:3])
    old = files.keep(narrow, OCTOBER, [day("2026-10-01")])
    found = files.observations.measure(kpi(by=()), source(), [old], [OCTOBER])
    assert [(m.numerator, m.denominator) for m in found] == [(None, Fraction(10))]


def test_the_same_rows_sent_twice_count_once(files: Place) -> None:
    file = files.keep(source(), OCTOBER, [day("2026-10-01")])
    again = ObservationFile(
        observations=file.observations, submission="resaved", period=file.period
    )
    found = files.observations.measure(kpi(by=()), source(), [file, again], [OCTOBER])
    assert [(m.denominator, m.submissions) for m in found] == [(Fraction(10), ("resaved",))]


def test_without_a_key_every_file_counts(files: Place) -> None:
    sent = [files.keep(TICKETS, OCTOBER, [ticket("1")], name) for name in ("one", "two")]
    found = files.observations.volumes("hours", kpi(by=()), TICKETS, sent, [OCTOBER])
    assert found == {(OCTOBER, TOTAL): 2}


def test_a_sum_too_large_to_hold_says_so(files: Place) -> None:
    file = files.keep(TICKETS, OCTOBER, [ticket("9" * 26), ticket("9" * 26)])
    total = kpi(numerator=None, denominator=None, value=expression('sum("hours")'), by=())
    with pytest.raises(FigureError, match="cannot be computed"):
        files.observations.measure(total, TICKETS, [file], [OCTOBER])


SNAPSHOT = kpi(
    id="backlog",
    numerator=None,
    denominator=None,
    value=expression('sum("offered")', "offered"),
    unit="items",
    snapshot=True,
)


def test_a_snapshot_counts_the_last_day_with_data_over_all_sites(place: Place) -> None:
    rows = [
        day("2026-10-30", "manila", 500),
        day("2026-10-31", "manila", 40),
        day("2026-10-31", "cebu", 2),
    ]
    october = place.keep(source(), OCTOBER, rows)
    november = place.keep(source(), NOVEMBER, [day("2026-11-02", "manila", 7)])
    asked = [OCTOBER, NOVEMBER, period("2026-Q4"), period("2026-10-30")]
    found = place.observations.measure(SNAPSHOT, source(), [october, november], asked)
    assert values(found) == {
        ("2026-10", TOTAL): 42,
        ("2026-10", at_site("manila")): 40,
        ("2026-10", at_site("cebu")): 2,
        ("2026-11", TOTAL): 7,
        ("2026-11", at_site("manila")): 7,
        ("2026-Q4", TOTAL): 7,
        ("2026-Q4", at_site("manila")): 7,
        ("2026-10-30", TOTAL): 500,
        ("2026-10-30", at_site("manila")): 500,
    }


def test_a_snapshot_of_rows_without_a_day_counts_the_last_file(place: Place) -> None:
    october = place.keep(BY_FILE, OCTOBER, [day("2026-10-01", offered=3)])
    november = place.keep(BY_FILE, NOVEMBER, [day("2026-10-01", offered=5)])
    found = place.observations.measure(
        SNAPSHOT, BY_FILE, [october, november], [OCTOBER, period("2026-Q4")]
    )
    assert {k: v for k, v in values(found).items() if k[1] == TOTAL} == {
        ("2026-10", TOTAL): 3,
        ("2026-Q4", TOTAL): 5,
    }
