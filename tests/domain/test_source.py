"""Sources: which files belong to them, and when and for which days they are due."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.period import MeasurementPeriod, PeriodLength
from concord.domain.quantity import parse_due_rule
from concord.domain.source import ColumnType, FilePattern
from tests.agreement_texts import VALID, agreement_of

SOURCE = agreement_of(VALID).source("daily")
MONTH = PeriodLength.MONTH


@pytest.mark.parametrize(
    ("pattern", "name", "period"),
    [
        ("NW_{period:%Y-%m}*.xlsx", "NW_2026-10 final.xlsx", "2026-10"),
        ("NW_{period:%Y-%m}*.xlsx", "nw_2026-10.XLSX", "2026-10"),
        ("NW_{period:%Y-%m}*.xlsx", "NW_2026-13.xlsx", None),
        ("NW_{period:%Y-%m}*.xlsx", "other_2026-10.xlsx", None),
        ("NW_{period:%Y-%m}*.xlsx", "NW_2026-10.xlsx.bak", None),
        ("{period:%B %Y}.csv", "October 2026.csv", "2026-10"),
        ("{period:%b%y}.csv", "oct26.csv", "2026-10"),
        ("a{period:%Y%m%d}.csv", "a20261031.csv", "2026-10"),
        ("a{period:%Y%m%d}.csv", "a20260230.csv", None),
        ("a{period:%Y}-Q{period:%q}.csv", "a2026-Q4.csv", "2026-10"),
        ("a{period:%Y}.csv", "a2026.csv", "2026-01"),
        ("a{period:%m}.csv", "a10.csv", None),
        ("a?.csv", "ab.csv", None),
        ("(a+b).{period:%Y-%m}.csv", "(a+b).2026-10.csv", "2026-10"),
        ("Café_{period:%Y-%m}.csv", "Cafe\u0301_2026-10.csv", "2026-10"),
    ],
)
def test_the_name_of_a_file_states_its_period(pattern: str, name: str, period: str | None) -> None:
    found = FilePattern(text=pattern).period_of(name, MONTH)
    assert (None if found is None else str(found)) == period


def test_a_file_belongs_to_a_source_by_its_name() -> None:
    assert SOURCE.files.matches("daily_2026-10 v2.xlsx")
    assert not SOURCE.files.matches("weekly_2026-10.xlsx")
    assert SOURCE.files.names_period
    assert not FilePattern(text="daily.csv").names_period


@pytest.mark.parametrize(
    ("rule", "final"),
    [(None, None), ("10 business days after period end", "2026-11-13T23:59:00+00:00")],
)
def test_a_delivery_is_final_some_time_after_its_period(
    rule: str | None, final: str | None
) -> None:
    source = replace(SOURCE, final_after=None if rule is None else parse_due_rule(rule))
    found = source.final_at(MeasurementPeriod.parse("2026-10"))
    assert (found and found.isoformat()) == final


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)))
def test_a_period_survives_being_in_a_name(day: date) -> None:
    pattern = FilePattern(text="x_{period:%Y-%m-%d}_*.csv")
    found = pattern.period_of(f"x_{day.isoformat()}_1.csv", PeriodLength.DAY)
    assert found == MeasurementPeriod.containing(day, PeriodLength.DAY)


@given(st.text(max_size=30))
def test_any_name_matches_or_not(name: str) -> None:
    pattern = FilePattern(text="*{period:%Y-%m}*")
    assert pattern.period_of(name, MONTH) is None or pattern.matches(name)


def test_a_column_is_found_by_its_name() -> None:
    assert SOURCE.column("offered").type is ColumnType.COUNT
    with pytest.raises(KeyError):
        SOURCE.column("nothing")


def test_only_measures_can_be_added() -> None:
    numeric = {kind for kind in ColumnType if kind.is_numeric}
    assert numeric == {"count", "number", "percent", "duration"}


def test_a_delivery_is_due_in_the_sources_zone() -> None:
    due = SOURCE.due_at(MeasurementPeriod.parse("2026-10"))
    assert due is not None
    assert due.isoformat() == "2026-11-04T17:00:00+00:00"
    summer = SOURCE.due_at(MeasurementPeriod.parse("2026-06"))
    assert summer is not None
    assert summer.isoformat() == "2026-07-03T17:00:00+01:00"


def test_where_nothing_is_agreed_nothing_is_due() -> None:
    assert replace(SOURCE, due=None).due_at(MeasurementPeriod.parse("2026-10")) is None


@pytest.mark.parametrize("name", ["NW_9999-12.csv", "NW_1899-12.csv", "NW_0001-01.csv"])
def test_a_period_in_a_year_that_cannot_be_meant_is_none(name: str) -> None:
    pattern = FilePattern(text="NW_{period:%Y-%m}.csv")
    assert pattern.matches(name)
    assert pattern.period_of(name, PeriodLength.MONTH) is None
