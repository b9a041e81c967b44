"""How figures, dates and amounts are written."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain import notation
from concord.domain.period import CALENDAR_YEAR, MeasurementPeriod
from concord.domain.quantity import PERCENT, SECONDS, Target
from concord.domain.service_level import OutcomeKind
from tests.builders_report import at_least, at_most, within


@pytest.mark.parametrize(
    ("period", "name", "short"),
    [
        ("2026-10-31", "31 Oct 2026", "31 Oct 2026"),
        ("2026-W45", "week of 2 Nov 2026", "week of 2 Nov 2026"),
        ("2026-10", "October 2026", "Oct 2026"),
        ("2026-Q4", "Q4 2026", "Q4 2026"),
        ("2026-H2", "H2 2026", "H2 2026"),
        ("2026", "2026", "2026"),
        ("FY2026-Q2", "Q2 FY2026", "Q2 FY2026"),
        ("FY2026", "FY2026", "FY2026"),
        ("2026-10/P3M", "3 months to October 2026", "3 months to Oct 2026"),
    ],
)
def test_periods(period: str, name: str, short: str) -> None:
    parsed = MeasurementPeriod.parse(period, CALENDAR_YEAR)
    assert (notation.period_name(parsed), notation.short_period(parsed)) == (name, short)


def test_dates_and_moments() -> None:
    assert notation.day(date(2026, 5, 1)) == "1 May 2026"
    summer = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    assert notation.moment(summer, "Europe/Berlin") == "2 Jul 2026 00:30"


@pytest.mark.parametrize(
    ("value", "unit", "target", "text"),
    [
        (None, PERCENT, None, "–"),
        ("79.9951", PERCENT, None, "80.00 %"),
        ("79.9951", PERCENT, at_least("80"), "79.995 %"),
        ("80", PERCENT, at_least("80"), "80.00 %"),
        ("5.0004", PERCENT, at_most("5"), "5.0004 %"),
        ("79.9999999999", PERCENT, at_least("80"), "80.00000000 %"),
        ("342.46", SECONDS, None, "342.5 s"),
        ("12000", "calls", None, "12,000 calls"),
        ("-4.5", "points", None, f"{notation.MINUS}4.5 points"),
        ("7", "", None, "7"),
    ],
)
def test_figures_show_on_which_side_of_the_target_they_lie(
    value: str | None, unit: str, target: Target | None, text: str
) -> None:
    exact = None if value is None else Fraction(value)
    assert notation.figure(exact, unit, target) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (None, PERCENT, "–"),
        ("1.2", PERCENT, "+1.20 pp"),
        ("-1.2", PERCENT, f"{notation.MINUS}1.20 pp"),
        ("0", PERCENT, "±0.00 pp"),
        ("3", "calls", "+3 calls"),
        ("1/3", "calls", "+0.33 calls"),
    ],
)
def test_changes_carry_their_sign(value: str | None, unit: str, text: str) -> None:
    assert notation.change(None if value is None else Fraction(value), unit) == text


@pytest.mark.parametrize(
    ("target", "unit", "text"),
    [
        (at_least("80.50"), PERCENT, "at least 80.5 %"),
        (at_most("1200"), SECONDS, "at most 1,200 s"),
        (within("-5", "5"), "points", f"within {notation.MINUS}5 to 5 points"),
    ],
)
def test_targets(target: Target, unit: str, text: str) -> None:
    assert notation.target_words(target, unit) == text


@pytest.mark.parametrize(
    ("limit", "text"),
    [
        ("81.93333333", "at least 81.93333333 %"),
        ("81.933333333333333", "at least 81.9333 %"),
        ("80.999999999999999", "at least 81 %"),
    ],
)
def test_of_a_mean_over_days_the_first_digits_are_shown(limit: str, text: str) -> None:
    assert notation.target_words(at_least(limit), "percent") == text


@pytest.mark.parametrize(
    ("value", "text"),
    [("1", "100 %"), ("0", "0 %"), ("14/30", "46.6 %"), ("9999/10000", "99.9 %")],
)
def test_a_share_is_never_rounded_up_to_the_whole(value: str, text: str) -> None:
    assert notation.share(Fraction(value)) == text


@pytest.mark.parametrize(
    ("currency", "text"), [("GBP", "1,234.50"), ("JPY", "1,235"), ("KWD", "1,234.500")]
)
def test_money_has_the_places_of_its_currency(currency: str, text: str) -> None:
    assert notation.money(Decimal("1234.5"), currency) == f"{currency} {text}"


@given(amount=st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_money_keeps_every_cent(amount: Decimal) -> None:
    text = notation.money(amount, "GBP")
    plain = text.removeprefix("GBP ").replace(",", "").replace(notation.MINUS, "-")
    assert Decimal(plain) == amount


@pytest.mark.parametrize(
    ("kind", "band", "text"),
    [
        (OutcomeKind.MET, None, "Met"),
        (OutcomeKind.MISSED, "severe", "Missed (severe)"),
        (OutcomeKind.MISSED, None, "Missed"),
        (OutcomeKind.OPEN, None, "Still open"),
    ],
)
def test_results_in_words(kind: OutcomeKind, band: str | None, text: str) -> None:
    assert notation.result_words(kind, band) == text


def test_every_outcome_has_its_words() -> None:
    assert len({notation.result_words(kind) for kind in OutcomeKind}) == len(OutcomeKind)


@pytest.mark.parametrize(
    ("count", "text"),
    [(1, "first"), (9, "ninth"), (10, "10th"), (11, "11th"), (12, "12th"), (22, "22nd"),
     (21, "21st"), (23, "23rd"), (113, "113th")],
)  # fmt: skip
def test_ordinals(count: int, text: str) -> None:
    assert notation.ordinal(count) == text


def test_counted_things() -> None:
    assert notation.counted(1, "file") == "1 file"
    assert notation.counted(1200, "file") == "1,200 files"
    assert notation.counted(2, "thing is", "things are") == "2 things are"


def test_content_of_files_is_shown_without_tricks() -> None:
    assert notation.shown("a\u202eb\nc") == "a\\u202eb\\nc"
    assert notation.shown("x" * 99, 10) == "x" * 9 + "…"
    assert notation.named("late-file_of") == "late file of"
