"""Every language says everything, with the same names filled in, and advises on real rules."""

from pathlib import Path
from string import Formatter

import pytest

import concord
from concord.domain.answer_texts.text import Text
from concord.domain.answer_texts.wording import CATALOGUES, Language

ENGLISH, _ = CATALOGUES[Language.ENGLISH]
PACKAGE = Path(concord.__file__).parent
TRANSLATED = [language for language in Language if language is not Language.ENGLISH]
LONGEST_SHEET_NAME = 31
MOST_COMMON = {
    "not-a-number",
    "missing-value",
    "not-a-date",
    "not-one-of",
    "formula-error",
    "formula-without-value",
    "number-format-unclear",
    "exceeds",
    "duplicate-key",
    "outside-period",
    "column-missing",
    "column-duplicated",
    "no-rows",
    "password-protected",
}


def names_in(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", Language)
def test_every_language_says_everything(language: Language) -> None:
    texts, _ = CATALOGUES[language]
    assert set(texts) == set(Text)
    assert all(text.strip() == text != "" for text in texts.values())


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_same_names_are_filled_in(language: Language) -> None:
    texts, _ = CATALOGUES[language]
    assert {t: names_in(texts[t]) for t in Text} == {t: names_in(ENGLISH[t]) for t in Text}


@pytest.mark.parametrize("language", Language)
def test_the_list_of_findings_has_a_name_that_a_sheet_can_bear(language: Language) -> None:
    texts, _ = CATALOGUES[language]
    name = texts[Text.SHEET]
    assert len(name) <= LONGEST_SHEET_NAME
    assert not set(name) & set("[]:*?/\\'")


@pytest.mark.parametrize("language", Language)
def test_a_year_has_twelve_months(language: Language) -> None:
    texts, _ = CATALOGUES[language]
    assert len(set(texts[Text.MONTHS].split())) == 12


@pytest.mark.parametrize("language", TRANSLATED)
def test_advice_is_given_on_the_rules_that_are_broken_most(language: Language) -> None:
    _, advice = CATALOGUES[language]
    assert set(advice) >= MOST_COMMON


def test_all_languages_advise_on_the_same_rules() -> None:
    given = [set(CATALOGUES[language][1]) for language in TRANSLATED]
    assert all(rules == given[0] for rules in given)


def test_advice_is_given_on_rules_that_there_are() -> None:
    parts = ("domain", "domain/reading", "adapters/workbook")
    sources = [path.read_text("utf-8") for part in parts for path in (PACKAGE / part).glob("*.py")]
    _, advice = CATALOGUES[Language.GERMAN]
    assert [rule for rule in advice if not any(f'"{rule}"' in text for text in sources)] == []
