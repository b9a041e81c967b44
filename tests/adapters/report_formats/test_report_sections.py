"""The report in words: tones, counts and points."""

from dataclasses import replace
from decimal import Decimal

import pytest

from concord.adapters.report_formats.report_sections import (
    counted_points,
    quality_counts,
    report_tone,
    score_change_words,
    sections,
    tone_of,
)
from concord.domain.letter import Tone
from concord.domain.monthly_report import monthly_report
from concord.domain.people import Side
from concord.domain.service_level import OutcomeKind
from tests.builders_report import OCTOBER, report_facts

REPORT = monthly_report(report_facts(), OCTOBER, Side.CLIENT, None)
ROW = REPORT.service_levels[0]


@pytest.mark.parametrize(
    ("kind", "band", "tone"),
    [
        (OutcomeKind.MET, None, Tone.GOOD),
        (OutcomeKind.MISSED, "minor", Tone.WARNING),
        (OutcomeKind.MISSED, "serious", Tone.WARNING),
        (OutcomeKind.MISSED, "severe", Tone.BAD),
        (OutcomeKind.MISSED, "threshold", Tone.BAD),
        (OutcomeKind.MISSED, None, Tone.WARNING),
        (OutcomeKind.DEFAULTED, None, Tone.BAD),
        (OutcomeKind.INCOMPLETE, None, Tone.NEUTRAL),
        (OutcomeKind.RELIEVED, None, Tone.NEUTRAL),
    ],
)
def test_the_tone_of_an_outcome(kind: OutcomeKind, band: str | None, tone: Tone) -> None:
    row = replace(ROW, kind=kind, band=band)
    assert tone_of(row) is tone
    assert report_tone(replace(REPORT, service_levels=(row,))) is tone


def test_the_month_has_the_tone_of_its_worst_outcome() -> None:
    assert report_tone(REPORT) is Tone.BAD
    assert report_tone(replace(REPORT, service_levels=REPORT.service_levels[1:])) is Tone.WARNING


def test_deliveries_are_counted_once_each() -> None:
    [came, late] = REPORT.deliveries
    rows = (came, late, replace(late, usable=False), replace(came, verdict="missing"))
    assert dict(quality_counts(replace(REPORT, deliveries=rows))) == {
        "On time": 1,
        "Late": 1,
        "Rejected or held back": 1,
        "Missing": 1,
    }


@pytest.mark.parametrize(
    ("points", "words"), [("1", "1 point"), ("9", "9 points"), ("2.50", "2.5 points")]
)
def test_points_in_words(points: str, words: str) -> None:
    assert counted_points(replace(REPORT.credits[0], points=Decimal(points))) == words


def test_a_capped_credit_says_so() -> None:
    report = replace(REPORT, credits=(replace(REPORT.credits[0], capped=True),))
    words = [
        cell.text for s in sections(report) for g in s.grids for row in g.rows for cell in row
    ]
    assert "Credit for 9 points, capped" in words


@pytest.mark.parametrize(
    ("regime", "is_bonus", "words"),
    [
        ("flat:phone", False, "Credit by flat, phone"),
        ("pool", False, "Credit by pool"),
        ("bonus:points", True, "Bonus"),
    ],
)
def test_a_credit_without_points_names_its_regime(
    regime: str,
    is_bonus: bool,  # noqa: FBT001 - a column of the table
    words: str,
) -> None:
    credit = replace(REPORT.credits[0], regime=regime, points=None, is_bonus=is_bonus)
    report = replace(REPORT, credits=(credit,))
    found = [
        cell.text for s in sections(report) for g in s.grids for row in g.rows for cell in row
    ]
    assert words in found
    assert counted_points(credit) == ""


def test_without_a_month_before_the_score_has_no_change() -> None:
    assert score_change_words(replace(REPORT, score_change=None)) == ""


@pytest.mark.parametrize(("hidden", "said"), [(0, ""), (1, "1 part of"), (3, "3 parts of")])
def test_parts_of_too_few_people_are_counted(hidden: int, said: str) -> None:
    (found,) = (
        each
        for each in sections(replace(REPORT, hidden_parts=hidden))
        if each.title == "Breakdown"
    )
    assert found.sentences[1:] == ((f"{said} too few people left out.",) if said else ())
