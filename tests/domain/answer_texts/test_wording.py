"""Wording: the reader's language, with its figures, days and months."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from concord.domain.answer_texts.text import Text
from concord.domain.answer_texts.wording import Language, Wording, language_of
from concord.domain.notation import MINUS
from concord.domain.period import MeasurementPeriod
from tests.domain.test_annotation import WORDS, finding

MANILA = ZoneInfo("Asia/Manila")


def in_(tag: str) -> Wording:
    return Wording(language=Language(tag))


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("en", Language.ENGLISH),
        ("de", Language.GERMAN),
        ("de-AT", Language.GERMAN),
        ("ES-mx", Language.SPANISH),
        ("fr", Language.FRENCH),
        ("tl", Language.ENGLISH),
        ("deu", Language.ENGLISH),
    ],
)
def test_a_language_not_spoken_here_is_answered_in_english(tag: str, language: Language) -> None:
    assert language_of(tag) is language


@pytest.mark.parametrize(
    ("tag", "whole", "exact"),
    [
        ("en", "1,234,567", MINUS + "1,234.5"),
        ("de", "1.234.567", MINUS + "1.234,5"),
        ("es", "1.234.567", MINUS + "1.234,5"),
        ("fr", "1\u202f234\u202f567", MINUS + "1\u202f234,5"),
    ],
)
def test_figures_have_the_readers_separators_and_no_needless_zeros(
    tag: str, whole: str, exact: str
) -> None:
    assert in_(tag).number(1_234_567) == whole
    assert in_(tag).number(Decimal("-1234.500000000000")) == exact
    assert in_(tag).number(Decimal(1200)) == in_(tag).number(1200)
    assert in_(tag).number(Decimal("1E+3")) == in_(tag).number(1000)


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("en", "4 Nov 2026 16:00 Asia/Manila"),
        ("de", "04.11.2026 16:00 Asia/Manila"),
        ("es", "04/11/2026 16:00 Asia/Manila"),
        ("fr", "04/11/2026 16:00 Asia/Manila"),
    ],
)
def test_moments_are_told_on_the_partners_clock(tag: str, told: str) -> None:
    assert in_(tag).moment(datetime(2026, 11, 4, 8, tzinfo=UTC), MANILA) == told


@pytest.mark.parametrize(
    ("period", "english", "german"),
    [
        ("2026-10", "October 2026", "Oktober 2026"),
        ("2026-10-05", "5 Oct 2026", "05.10.2026"),
        ("2026-W41", "week of 5 Oct 2026", "Woche vom 05.10.2026"),
        ("2026-10/P3M", "3 months to October 2026", "3 Monate bis Oktober 2026"),
        ("2026-Q4", "Q4 2026", "Q4 2026"),
    ],
)
def test_periods_have_names(period: str, english: str, german: str) -> None:
    parsed = MeasurementPeriod.parse(period)
    assert (in_("en").period(parsed), in_("de").period(parsed)) == (english, german)


def test_an_unknown_period_is_called_so() -> None:
    assert [in_(tag).period(None) for tag in ("en", "fr")] == ["not known", "inconnue"]


def test_a_day_is_written_as_the_language_does() -> None:
    assert in_("fr").day(date(2026, 1, 2)) == "02/01/2026"


def test_advice_no_one_translated_is_given_in_english() -> None:
    rare = replace(finding(), rule="a-rule-of-tomorrow")
    assert in_("de").advice(rare) == in_("en").advice(finding()) == "Write a whole number."
    assert in_("de").advice(finding()).startswith("Das ist keine Zahl")


def test_what_a_file_says_is_never_taken_for_a_name_to_fill_in() -> None:
    told = in_("en").say(Text.ACCEPTED_TITLE, partner="{file}", file="{partner.__class__}")
    assert told == "{file}: {partner.__class__} accepted"


def test_the_words_of_annotated_workbooks_are_the_languages_own() -> None:
    assert in_("en").sheet_words() == replace(WORDS, place="Where")
    assert in_("de").sheet_words().header[0] == "Art"
