"""Patterns of file names, and the period that a file covers."""

from datetime import date, timedelta

import pytest

from concord.domain.period import PeriodLength
from concord.domain.proposal.file_names import Days, file_names
from concord.domain.proposal.marks import Mark
from concord.domain.source import FilePattern

OCTOBER = [date(2026, 10, 1) + timedelta(days=n) for n in range(31)]


def pattern(names: list[str], days: Days | None = None) -> tuple[str, PeriodLength, Mark]:
    found = file_names(names, days or {})
    assert all(FilePattern(text=found.pattern).matches(name) for name in names)
    return found.pattern, found.covers, found.covers_note.mark


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["NW_daily_2026-10.xlsx", "NW_daily_2026-09.xlsx"], "NW_daily_{period:%Y-%m}*.xlsx"),
        (["A_2026-10.xlsx", "A_2026-10_neu.xlsx"], "A_{period:%Y-%m}*.xlsx"),
        (["2026-10 North.csv", "2026-09 South.csv"], "{period:%Y-%m}*.csv"),
        (["2026-10_kpi.csv", "2026-09_kpi.csv"], "{period:%Y-%m}_kpi*.csv"),
        (["North_kpi_2026-10.csv", "South_kpi_2026-09.csv"], "*th_kpi_{period:%Y-%m}*.csv"),
        (["A_2026-10_20261103.csv", "A_2026-09_20261003.csv"], "A_{period:%Y-%m}*.csv"),
        (["{a}_2026-10.csv", "{a}_2026-09.csv"], "?a?_{period:%Y-%m}*.csv"),
        (["a\udcff_2026-10.csv", "a\udcff_2026-09.csv"], "a?_{period:%Y-%m}*.csv"),
        (["A_2026-10.XLSX", "A_2026-09.csv"], "A_{period:%Y-%m}*.*"),
        (["A_2026-10.dat", "A_2026-09.dat"], "A_{period:%Y-%m}*.*"),
        (["A_2026-10", "A_2026-09"], "A_{period:%Y-%m}*"),
    ],
)
def test_the_pattern_is_what_names_have_in_common(names: list[str], expected: str) -> None:
    assert pattern(names)[:2] == (expected, PeriodLength.MONTH)


def test_the_days_in_a_file_tell_which_date_of_its_name_is_the_period() -> None:
    name = "A_2026-11-03_2026-10.xlsx"
    assert pattern([name], {name: OCTOBER}) == (
        "A_2026-11-03_{period:%Y-%m}*.xlsx",
        PeriodLength.MONTH,
        Mark.GUESS,
    )


@pytest.mark.parametrize(
    ("days", "covers", "mark"),
    [
        (["2026-10-01", "2026-11-01", "2027-01-01"], PeriodLength.MONTH, Mark.GUESS),
        (["2026-10-05", "2026-10-12", "2026-10-26"], PeriodLength.WEEK, Mark.GUESS),
        (["2026-10-05", "2026-10-06"], PeriodLength.DAY, Mark.GUESS),
        (["2026-10-01"], PeriodLength.MONTH, Mark.CONFIRM),
        (["2026-10-05"], PeriodLength.DAY, Mark.CONFIRM),
    ],
)
def test_how_far_apart_files_named_by_a_day_are(
    days: list[str], covers: PeriodLength, mark: Mark
) -> None:
    assert pattern([f"A_{day}.csv" for day in days])[1:] == (covers, mark)


def test_a_file_named_by_a_day_covers_all_its_days() -> None:
    name = "A_2026-10-01.csv"
    assert pattern([name], {name: OCTOBER})[1:] == (PeriodLength.MONTH, Mark.GUESS)


def test_a_year_without_days_is_for_a_person_to_confirm() -> None:
    assert pattern(["A_2024.csv"]) == ("A_{period:%Y}*.csv", PeriodLength.YEAR, Mark.CONFIRM)


def test_without_a_date_in_the_names_the_rows_tell_the_period() -> None:
    names = ["calls north.csv", "calls south.csv"]
    days = {"calls north.csv": OCTOBER, "calls south.csv": OCTOBER[:3]}
    assert pattern(names, days) == ("calls *th*.csv", PeriodLength.MONTH, Mark.CONFIRM)


def test_days_over_years_are_taken_for_a_year() -> None:
    days = {"calls.csv": [date(2020, 1, 1), date(2026, 1, 1)]}
    assert pattern(["calls.csv"], days)[1] is PeriodLength.YEAR


def test_without_any_day_a_name_with_a_period_is_proposed() -> None:
    found = file_names(["calls.csv"], {})
    assert found.pattern == "calls{period:%Y-%m}*.csv"
    assert found.pattern_note.mark is found.covers_note.mark is Mark.CONFIRM


def test_a_date_that_says_nothing_of_the_rows_is_no_period() -> None:
    name = "calls 2026-10 v20261103.csv"
    days = {name: [date(2024, 5, 1), date(2024, 5, 2)]}
    assert pattern([name], days) == ("calls * v*.csv", PeriodLength.WEEK, Mark.CONFIRM)
