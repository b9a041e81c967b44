"""Days of the week: single ones, lists and ranges, which may go over the weekend."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.quantity import QuantityError, Weekdays, parse_weekday, parse_weekdays
from concord.domain.quantity.weekday import WEEKDAYS
from tests.builders_quantity import slips

SETS = st.builds(Weekdays, days=st.frozensets(st.integers(0, 6), min_size=1))


@pytest.mark.parametrize(
    ("text", "days", "words"),
    [
        ("mon-sun", {0, 1, 2, 3, 4, 5, 6}, "mon-sun"),
        ("sat-fri", {0, 1, 2, 3, 4, 5, 6}, "mon-sun"),
        ("mon-fri", {0, 1, 2, 3, 4}, "mon-fri"),
        ("Mon – Fri", {0, 1, 2, 3, 4}, "mon-fri"),
        ("monday-friday", {0, 1, 2, 3, 4}, "mon-fri"),
        ("sat", {5}, "sat"),
        ("Saturday", {5}, "sat"),
        ("mon, wed, fri", {0, 2, 4}, "mon, wed, fri"),
        ("fri,wed , mon", {0, 2, 4}, "mon, wed, fri"),
        ("fri-mon", {4, 5, 6, 0}, "fri-mon"),
        ("sun-mon", {6, 0}, "sun-mon"),
        ("sat, sun", {5, 6}, "sat-sun"),
        ("mon-wed, sat", {0, 1, 2, 5}, "mon, tue, wed, sat"),
    ],
)
def test_weekdays_are_read(text: str, days: set[int], words: str) -> None:
    weekdays = parse_weekdays(text)
    assert weekdays == Weekdays(days=frozenset(days))
    assert str(weekdays) == words


@pytest.mark.parametrize(
    "text",
    [
        "",
        ",",
        "mon,",
        ",mon",
        "mon;tue",
        "mon tue",
        "mon and tue",
        "mon/tue",
        "mon-",
        "-fri",
        "mon-mon",
        "mon-wed-fri",
        "mon--fri",
        "mon\N{EM DASH}fri",
        "mon to fri",
        "monfri",
        "weekdays",
        "mond",
        "MON",
        "mo",
        "Lundi",
        "0-4",
        "1",
        "m\N{CYRILLIC SMALL LETTER O}n",
        "\N{LATIN SMALL LETTER LONG S}at",
        "mon, mon",
        "mon-wed, tue",
    ],
)
def test_doubtful_weekdays_are_an_error_that_shows_how_to_write_them(text: str) -> None:
    with pytest.raises(QuantityError, match="such as mon-fri, sat or mon, wed, fri"):
        parse_weekdays(text)


def test_a_weekday_is_read_by_its_name() -> None:
    for number, name in enumerate(WEEKDAYS):
        for text in (name, name.lower(), name[:3], name[:3].lower()):
            assert parse_weekday(text) == number
        assert f"{date(2026, 11, 23) + timedelta(days=number):%A}" == name


@pytest.mark.parametrize("text", ["", "2", "Tu", "TUESDAY", "Tuesdays", "Dienstag"])
def test_another_name_is_an_error(text: str) -> None:
    with pytest.raises(QuantityError, match="such as Tuesday or tue"):
        parse_weekday(text)


@given(SETS)
def test_weekdays_survive_being_written(weekdays: Weekdays) -> None:
    assert parse_weekdays(str(weekdays)) == weekdays


@given(SETS, st.dates())
def test_a_day_is_among_its_weekdays(weekdays: Weekdays, day: date) -> None:
    assert (day in weekdays) is (day.weekday() in weekdays.days)


@given(st.integers(0, 6), st.integers(0, 6))
def test_a_range_begins_and_ends_as_it_says(first: int, last: int) -> None:
    text = f"{WEEKDAYS[first]}-{WEEKDAYS[last]}"
    if first == last:
        with pytest.raises(QuantityError):
            parse_weekdays(text)
        return
    days = parse_weekdays(text).days
    assert {first, last} <= days
    assert len(days) == (last - first) % 7 + 1


@given(slips(SETS.map(str)))
def test_a_slip_names_no_other_day_in_silence(text: str) -> None:
    try:
        weekdays = parse_weekdays(text)
    except QuantityError:
        return
    named = {number for number, name in enumerate(WEEKDAYS) if name[:3].lower() in text.lower()}
    assert named <= weekdays.days
    assert named == weekdays.days or "-" in text or "–" in text
