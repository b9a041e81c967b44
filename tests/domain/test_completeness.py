"""Completeness: which of the expected cells are there, and whole."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.completeness import (
    DeliveredCell,
    DeliveredPeriod,
    MissingCell,
    completeness,
    missing_cells,
)
from concord.domain.coverage import Coverage, CoverageUnit
from concord.domain.kpi import TOTAL, Dimension
from concord.domain.period import MeasurementPeriod
from concord.domain.source import Source
from tests.builders import CALENDAR, at_site, cell, period, source

WEEK = period("2026-W41")
MONDAY, TUESDAY, SUNDAY = "2026-10-05", "2026-10-06", "2026-10-11"
CEBU, MANILA = at_site("cebu"), at_site("manila")

BY_PERIOD = source()
BY_PERIOD_AND_SITE = source(coverage=Coverage(for_each=("site",)))
BY_DAY = source(coverage=Coverage(every=CoverageUnit.CALENDAR_DAY))
BY_DAY_AND_SITE = source(coverage=Coverage(every=CoverageUnit.CALENDAR_DAY, for_each=("site",)))
BY_BUSINESS_DAY = source(coverage=Coverage(every=CoverageUnit.BUSINESS_DAY, calendar=CALENDAR))


def in_week(*cells: DeliveredCell) -> list[DeliveredCell]:
    """Return the cells as the week's."""
    return [
        DeliveredCell(
            period=WEEK, day=c.day, values=c.values, accepted=c.accepted, invalid=c.invalid
        )
        for c in cells
    ]


def whole_week(site: str | None = None) -> list[DeliveredCell]:
    days = [day.isoformat() for day in WEEK.days()]
    return in_week(*(cell(day=d) if site is None else cell(day=d, site=site) for d in days))


def share(
    source_: Source, cells: Sequence[DeliveredCell], dimension: Dimension = TOTAL
) -> Fraction:
    return completeness(source_, WEEK, [dimension], cells)[dimension]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([], 0),
        ([cell()], 1),
        ([cell(accepted=5, site="manila")], 1),
        ([cell(accepted=0, invalid=1)], 0),
        ([cell(accepted=5, invalid=1)], 0),
    ],
)
def test_by_period_one_accepted_row_suffices_and_an_invalid_one_spoils(
    cells: list[DeliveredCell], expected: int
) -> None:
    assert share(BY_PERIOD, in_week(*cells)) == expected


def test_all_service_levels_of_a_period_are_told_the_same_share() -> None:
    delivered = DeliveredPeriod(BY_DAY, WEEK, in_week(cell(day=MONDAY), cell(day=TUESDAY)))
    assert [delivered.share(TOTAL) for _ in range(2)] == [Fraction(2, 7)] * 2


def test_an_invalid_row_spoils_only_the_dimension_it_belongs_to() -> None:
    cells = in_week(
        cell(site="manila"), cell(site="cebu"), cell(accepted=0, invalid=1, site="cebu")
    )
    found = completeness(BY_PERIOD, WEEK, [TOTAL, MANILA, CEBU], cells)
    assert found == {TOTAL: 0, MANILA: 1, CEBU: 0}


def test_an_invalid_row_without_a_site_may_be_any_site_s() -> None:
    cells = in_week(cell(site="manila"), cell(accepted=0, invalid=1, site=None))
    assert share(BY_PERIOD, cells, MANILA) == 0


def test_of_a_site_without_rows_nothing_is_there() -> None:
    assert share(BY_PERIOD, in_week(cell(site="manila")), CEBU) == 0
    assert share(BY_DAY, whole_week("manila"), CEBU) == 0


def test_rows_without_a_site_are_a_group_of_their_own() -> None:
    assert share(BY_PERIOD, in_week(cell(site=None)), at_site("")) == 1


def test_each_declared_site_must_deliver_where_the_coverage_says_so() -> None:
    cells = in_week(cell(site="manila"), cell(site="elsewhere"))
    found = completeness(BY_PERIOD_AND_SITE, WEEK, [TOTAL, MANILA, CEBU], cells)
    assert found == {TOTAL: Fraction(1, 2), MANILA: 1, CEBU: 0}


def test_every_day_must_be_there() -> None:
    assert share(BY_DAY, whole_week()) == 1
    assert share(BY_DAY, whole_week()[1:]) == Fraction(6, 7)


def test_days_and_sites_multiply() -> None:
    cells = [*whole_week("manila"), *whole_week("cebu")[:3]]
    found = completeness(BY_DAY_AND_SITE, WEEK, [TOTAL, MANILA, CEBU], cells)
    assert found == {TOTAL: Fraction(10, 14), MANILA: 1, CEBU: Fraction(3, 7)}


def test_only_business_days_are_expected_where_it_says_so() -> None:
    assert share(BY_BUSINESS_DAY, whole_week()[:5]) == 1
    assert share(BY_BUSINESS_DAY, in_week(cell(day=SUNDAY))) == 0


def test_where_nothing_is_expected_nothing_lacks() -> None:
    assert completeness(BY_BUSINESS_DAY, period(SUNDAY), [TOTAL, CEBU], []) == {TOTAL: 1, CEBU: 1}


def test_days_that_do_not_count_are_not_expected() -> None:
    tuesday, weekdays = date(2026, 10, 6), WEEK.days()[:5]
    without = frozenset({tuesday})
    cells = [c for c in whole_week() if c.day != tuesday]
    assert completeness(BY_DAY, WEEK, [TOTAL], cells)[TOTAL] == Fraction(6, 7)
    assert completeness(BY_DAY, WEEK, [TOTAL], cells, without)[TOTAL] == 1
    assert missing_cells(BY_DAY, WEEK, TOTAL, cells, without) == ()
    nothing_else = frozenset(weekdays)
    assert completeness(BY_BUSINESS_DAY, WEEK, [TOTAL], [], nothing_else)[TOTAL] == 1
    assert completeness(BY_PERIOD, WEEK, [TOTAL], [], nothing_else)[TOTAL] == 0
    assert completeness(BY_PERIOD, WEEK, [TOTAL], [], frozenset(WEEK.days()))[TOTAL] == 1


@pytest.mark.parametrize(
    ("bad", "expected"),
    [
        (cell(0, 1, MONDAY, site="cebu"), (Fraction(13, 14), 1, Fraction(6, 7))),
        (cell(0, 1, None, site="cebu"), (Fraction(1, 2), 1, 0)),
        (cell(0, 1, MONDAY, site=None), (Fraction(12, 14), Fraction(6, 7), Fraction(6, 7))),
        (cell(0, 1, None, site=None), (0, 0, 0)),
        (cell(1, 1, TUESDAY, site="manila"), (Fraction(13, 14), Fraction(6, 7), 1)),
        (cell(0, 1, MONDAY, site="elsewhere"), (1, 1, 1)),
    ],
)
def test_what_cannot_be_read_counts_against_every_cell_it_may_belong_to(
    bad: DeliveredCell, expected: tuple[Fraction, Fraction, Fraction]
) -> None:
    cells = [*whole_week("manila"), *whole_week("cebu"), *in_week(bad)]
    found = completeness(BY_DAY_AND_SITE, WEEK, [TOTAL, MANILA, CEBU], cells)
    assert (found[TOTAL], found[MANILA], found[CEBU]) == expected


def test_another_period_s_rows_do_not_count() -> None:
    assert share(BY_PERIOD, [cell()]) == 0


DAYS = [WEEK.start + timedelta(days=n) for n in range(7)]
CELLS = st.lists(
    st.builds(
        lambda day, site, team, accepted, invalid: DeliveredCell(
            period=WEEK,
            day=day,
            values=(("site", site), ("team", team)),
            accepted=accepted,
            invalid=invalid,
        ),
        st.sampled_from([*DAYS, None]),
        st.sampled_from(["manila", "cebu", "elsewhere", None]),
        st.sampled_from(["red", "blue", None]),
        st.integers(0, 2),
        st.integers(0, 1),
    ),
    max_size=20,
)


def oracle(source_: Source, dimension: Dimension, cells: Sequence[DeliveredCell]) -> Fraction:
    """Return the share cell by cell, as the rule is told."""
    by_day = source_.coverage.every is not CoverageUnit.PERIOD
    asked = dict(dimension)
    sites: list[str | None] = ["manila", "cebu"] if source_.coverage.for_each else [None]
    sites = [asked["site"]] if "site" in asked and source_.coverage.for_each else sites
    coverage = source_.coverage
    days: Sequence[date | None] = [None]
    if by_day:
        days = [day for day in WEEK.days() if coverage.expects(day, [])]
    expected = list(product(days, sites))
    if not any(
        c.accepted and all((dict(c.values)[k] or "") == v for k, v in dimension) for c in cells
    ):
        return Fraction(0)

    def at(c: DeliveredCell, day: date | None, site: str | None, *, perhaps: bool) -> bool:
        days_match = not by_day or c.day == day or (perhaps and c.day is None)
        found = dict(c.values)["site"]
        return days_match and (site is None or found == site or (perhaps and found is None))

    def may_be_asked(c: DeliveredCell) -> bool:
        return all(dict(c.values)[k] in {v, None} for k, v in dimension)

    counted = [
        any(c.accepted and at(c, *slot, perhaps=False) for c in cells)
        and not any(c.invalid and may_be_asked(c) and at(c, *slot, perhaps=True) for c in cells)
        for slot in expected
    ]
    return Fraction(sum(counted), len(expected))


@given(
    CELLS,
    st.sampled_from([BY_PERIOD, BY_PERIOD_AND_SITE, BY_DAY, BY_DAY_AND_SITE, BY_BUSINESS_DAY]),
    st.sampled_from([TOTAL, CEBU, (("team", "red"),), (("site", "cebu"), ("team", "red"))]),
)
def test_the_index_counts_as_one_would_by_hand(
    cells: list[DeliveredCell], source_: Source, dimension: Dimension
) -> None:
    assert share(source_, cells, dimension) == oracle(source_, dimension, cells)


def test_what_is_missing_is_named_cell_by_cell() -> None:
    cells = in_week(
        *(c for c in whole_week("manila") if c.day != date.fromisoformat(MONDAY)),
        *(c for c in whole_week("cebu") if c.day != date.fromisoformat(TUESDAY)),
        cell(accepted=1, invalid=1, day=SUNDAY, site="cebu"),
    )
    monday, tuesday, sunday = (date.fromisoformat(d) for d in (MONDAY, TUESDAY, SUNDAY))
    assert missing_cells(BY_DAY_AND_SITE, WEEK, TOTAL, cells) == (
        MissingCell(day=monday, values=MANILA, unreadable=False),
        MissingCell(day=tuesday, values=CEBU, unreadable=False),
        MissingCell(day=sunday, values=CEBU, unreadable=True),
    )
    assert missing_cells(BY_DAY_AND_SITE, WEEK, MANILA, cells) == (
        MissingCell(day=monday, values=MANILA, unreadable=False),
    )


def test_nothing_missing_is_whole_and_nothing_delivered_is_all_missing() -> None:
    assert missing_cells(BY_DAY, WEEK, TOTAL, whole_week()) == ()
    assert missing_cells(BY_PERIOD, WEEK, TOTAL, []) == (
        MissingCell(day=None, values=(), unreadable=False),
    )


@given(st.data())
def test_what_is_missing_is_what_completeness_lacks(data: st.DataObject) -> None:
    sites = st.sampled_from(["manila", "cebu", None])
    days = st.sampled_from([MONDAY, TUESDAY, None])
    cells = data.draw(
        st.lists(
            st.builds(
                lambda good, bad, day, site: in_week(cell(good, bad, day, site=site))[0],
                st.integers(0, 1),
                st.integers(0, 1),
                days,
                sites,
            )
        )
    )
    for source_, dimension in product((BY_DAY_AND_SITE, BY_PERIOD_AND_SITE), (TOTAL, MANILA)):
        expected = len(missing_cells(source_, WEEK, dimension, []))
        missing = len(missing_cells(source_, WEEK, dimension, cells))
        assert share(source_, cells, dimension) == 1 - Fraction(missing, expected)


def test_thousands_of_dimensions_take_no_thousand_passes() -> None:
    """36 months of 236 providers, as large a breakdown as one partner is known to have."""
    names = [f"site {n}" for n in range(236)]
    cells = [*(cell(site=name) for name in names), cell(0, 1, site="site 1")]
    dimensions = [TOTAL, *(at_site(name) for name in names)]
    october = MeasurementPeriod.parse("2026-10")
    started = perf_counter()
    found = [completeness(BY_PERIOD, october, dimensions, cells) for _ in range(36)][-1]
    assert perf_counter() - started < 2
    assert [d for d, delivered in found.items() if delivered != 1] == [TOTAL, at_site("site 1")]
