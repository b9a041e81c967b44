"""Relief in memory and in files: the same rows are left out, before anything is added up."""

from collections.abc import Sequence
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concord.domain.kpi import TOTAL, Kpi
from concord.domain.relief import NOTHING, LeftOut
from concord.domain.source import ColumnType
from tests.builders import at_site, column, kpi, period, source
from tests.fakes_observations import Row
from tests.stored_places import Place, day, in_files, in_memory

OCTOBER = period("2026-10")
CALLS = source(
    columns=(
        column("at", ColumnType.TIMESTAMP),
        column("answered"),
        column("offered"),
    ),
    day_column="at",
    key=(),
)
ALL_CALLS = kpi(by=())


def days(*numbers: int) -> LeftOut:
    return LeftOut(days=frozenset(date(2026, 10, number) for number in numbers))


def window(begin: str, end: str) -> LeftOut:
    return LeftOut(windows=((datetime.fromisoformat(begin), datetime.fromisoformat(end)),))


def call(at: str, answered: int) -> Row:
    return {"at": datetime.fromisoformat(at), "answered": answered, "offered": 10}


def total(
    place: Place, rows: Sequence[Row], left_out: LeftOut, asked: Kpi = ALL_CALLS
) -> Fraction | None:
    file = place.keep(CALLS, OCTOBER, rows)
    found = place.observations.measure(asked, CALLS, [file], [OCTOBER], left_out)
    return found[0].value if found else None


def test_days_are_left_out_of_every_dimension(place: Place) -> None:
    rows = [day("2026-10-01", "cebu", 10, 0), day("2026-10-02", "cebu"), day("2026-10-02")]
    file = place.keep(source(), OCTOBER, rows)
    found = place.observations.measure(kpi(), source(), [file], [OCTOBER], days(1))
    assert {m.dimension: m.value for m in found} == {
        TOTAL: 80,
        at_site("cebu"): 80,
        at_site("manila"): 80,
    }
    assert {m.dimension: m.volume for m in found} == {
        TOTAL: 20,
        at_site("cebu"): 10,
        at_site("manila"): 10,
    }
    volumes = place.observations.volumes("offered", kpi(), source(), [file], [OCTOBER], days(2))
    assert volumes == {(OCTOBER, TOTAL): 10, (OCTOBER, at_site("cebu")): 10}
    counts = place.observations.rows_left_out(kpi(), source(), [file], [OCTOBER], days(1, 9))
    assert counts == {(OCTOBER, TOTAL): 1, (OCTOBER, at_site("cebu")): 1}


@pytest.mark.parametrize(
    ("at", "stays"),
    [
        ("2026-10-14T09:09:59", True),
        ("2026-10-14T09:10", False),
        ("2026-10-14T13:39:59", False),
        ("2026-10-14T13:40", True),
    ],
)
def test_a_row_is_left_out_from_the_first_moment_up_to_the_last(
    place: Place,
    at: str,
    stays: bool,  # noqa: FBT001 - a column of the table
) -> None:
    left_out = window("2026-10-14T09:10", "2026-10-14T13:40")
    found = total(place, [call("2026-10-01T12:00", 10), call(at, 0)], left_out)
    assert found == (50 if stays else 100)


@pytest.mark.parametrize(
    ("left_out", "expected"),
    [
        (window("2026-10-02T00:00", "2026-10-02T23:59"), 50),
        (window("2026-10-02T00:00", "2026-10-03T00:00"), 100),
        (days(2), 100),
    ],
)
def test_a_row_without_time_of_day_is_left_out_with_the_whole_of_its_day(
    place: Place, left_out: LeftOut, expected: int
) -> None:
    rows = [day("2026-10-01", answered=10), day("2026-10-02", answered=0)]
    file = place.keep(source(), OCTOBER, rows)
    found = place.observations.measure(ALL_CALLS, source(), [file], [OCTOBER], left_out)
    assert found[0].value == expected


BY_FILE = source(day_column=None, key=("site",))


@pytest.mark.parametrize(
    ("left_out", "rows"),
    [(days(*range(1, 31)), 1), (days(*range(2, 32)), 1), (days(*range(1, 32)), 0)],
)
def test_a_row_without_a_day_is_left_out_with_all_days_of_its_file(
    place: Place, left_out: LeftOut, rows: int
) -> None:
    file = place.keep(BY_FILE, OCTOBER, [day("2026-10-01")])
    found = place.observations.measure(ALL_CALLS, BY_FILE, [file], [OCTOBER], left_out)
    assert len(found) == rows


def test_a_snapshot_is_that_of_the_last_day_which_is_left(place: Place) -> None:
    asked = kpi(snapshot=True, by=())
    rows = [day("2026-10-30", answered=3), day("2026-10-31", answered=9)]
    file = place.keep(source(), OCTOBER, rows)
    found = place.observations.measure(asked, source(), [file], [OCTOBER], days(31))
    assert found[0].value == 30
    counts = place.observations.rows_left_out(asked, source(), [file], [OCTOBER], days(30, 31))
    assert counts == {(OCTOBER, TOTAL): 2}


def left_outs() -> st.SearchStrategy[LeftOut]:
    moments = st.datetimes(datetime(2026, 9, 30), datetime(2026, 11, 1))  # noqa: DTZ001 - on the clock
    pairs = st.tuples(moments, moments).filter(lambda pair: pair[0] < pair[1])
    windows = st.lists(pairs, max_size=3).map(lambda found: LeftOut(windows=tuple(found)))
    some_days = st.sets(st.integers(1, 31), max_size=4).map(lambda found: days(*found))
    return st.tuples(windows, some_days).map(lambda both: NOTHING | both[0] | both[1])


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    left_out=left_outs(),
    rows=st.lists(
        st.builds(
            lambda at, answered: {"at": at, "answered": answered, "offered": 10},
            st.datetimes(datetime(2026, 10, 1), datetime(2026, 10, 31, 23)),  # noqa: DTZ001 - as delivered
            st.integers(0, 10),
        ),
        min_size=1,
        max_size=6,
    ),
)
def test_memory_and_files_leave_out_the_same(
    tmp_path: Path, left_out: LeftOut, rows: list[Row]
) -> None:
    both = [in_memory(tmp_path), in_files(tmp_path)]
    assert total(both[0], rows, left_out) == total(both[1], rows, left_out)
    counts = [
        place.observations.rows_left_out(
            ALL_CALLS, CALLS, [place.keep(CALLS, OCTOBER, rows)], [OCTOBER], left_out
        )
        for place in both
    ]
    assert counts[0] == counts[1]
