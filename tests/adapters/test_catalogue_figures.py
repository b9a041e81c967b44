"""Every standard KPI, worked out from delivered rows as the agreement maps them.

Two rows that differ in volume, so that a mean of ratios would show.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from concord.domain.kpi import TOTAL
from concord.domain.kpi_catalogue import CATALOGUE
from tests.agreement_texts import agreement_of
from tests.builders import period
from tests.fakes_observations import Row
from tests.stored_places import in_files

AGREEMENT = """\
partner: acme
sources:
  daily:
    files: "d_{{period:%Y-%m}}.csv"
    covers: month
    due: 1 day after period end
    columns: {{date: {{type: date}}, {columns}}}
kpis:
  figure: {{standard: {standard}, {settings}}}
"""
OCTOBER = period("2026-10")

# Settings, rows by column, and the figure worked out by hand.
CASES: list[tuple[str, str, dict[str, tuple[int, int]], Fraction]] = [
    ("asa", "waiting: w, answered: a", {"w": (300, 4000), "a": (10, 90)}, Fraction(43)),
    ("abandonment", "abandoned: b, offered: o", {"b": (1, 9), "o": (20, 80)}, Fraction(10)),
    ("abandonment", "abandoned: b, answered: a", {"b": (1, 9), "a": (19, 71)}, Fraction(10)),
    (
        "abandonment",
        "short_abandons: forgiven, abandoned: b, abandoned_short: s, offered: o",
        {"b": (1, 9), "s": (1, 1), "o": (20, 80)},
        Fraction(8),
    ),
    (
        "abandonment",
        "short_abandons: excluded, abandoned: b, abandoned_short: s, offered: o",
        {"b": (1, 9), "s": (1, 1), "o": (22, 80)},
        Fraction(8),
    ),
    ("aht", "handling: h, handled: n", {"h": (1000, 2600), "n": (4, 6)}, Fraction(360)),
    (
        "aht",
        "talking: t, holding: o, wrapping_up: w, handled: n",
        {"t": (700, 2000), "o": (100, 200), "w": (200, 400), "n": (4, 6)},
        Fraction(360),
    ),
    ("transfer_rate", "transferred: t, answered: a", {"t": (1, 2), "a": (10, 50)}, Fraction(5)),
    (
        "service_level",
        "abandons: all_hurt, within: 20 s, answered_in: i, answered: a, abandoned: b",
        {"i": (234, 1020), "a": (280, 1100), "b": (20, 100)},
        Fraction("83.6"),
    ),
    ("fcr", "resolved_first: r, matters: m", {"r": (7, 53), "m": (10, 70)}, Fraction(75)),
    ("csat", "satisfied: s, responses: r", {"s": (8, 10), "r": (10, 20)}, Fraction(60)),
    ("csat_mean", "scores: s, responses: r", {"s": (45, 90), "r": (10, 20)}, Fraction("4.5")),
    (
        "nps",
        "promoters: p, detractors: d, responses: r",
        {"p": (6, 20), "d": (1, 30), "r": (10, 90)},
        Fraction(-5),
    ),
    ("qa", "scored: s, possible: p", {"s": (90, 140), "p": (100, 200)}, Fraction(230, 3)),
    ("accuracy", "correct: c, checked: n", {"c": (95, 290), "n": (100, 300)}, Fraction("96.25")),
    (
        "accuracy",
        "counted: wrong, wrong: w, checked: n",
        {"w": (5, 10), "n": (100, 300)},
        Fraction("96.25"),
    ),
    (
        "turnaround",
        "in_time: i, due: d, within: 4 hours",
        {"i": (9, 81), "d": (10, 90)},
        Fraction(90),
    ),
    ("backlog", "waiting_items: w", {"w": (500, 42)}, Fraction(42)),
    (
        "cost_per_contact",
        "cost: c, contacts: n",
        {"c": (100, 260), "n": (20, 80)},
        Fraction("3.6"),
    ),
    (
        "forecast_accuracy",
        "actual: a, forecast: f",
        {"a": (90, 110), "f": (100, 100)},
        Fraction(90),
    ),
    ("adherence", "adhering: a, scheduled: s", {"a": (7, 83), "s": (10, 90)}, Fraction(90)),
    ("conformance", "worked: w, scheduled: s", {"w": (15, 90), "s": (10, 90)}, Fraction(105)),
    ("shrinkage", "unavailable: u, paid: p", {"u": (10, 20), "p": (40, 60)}, Fraction(30)),
    ("occupancy", "handling: h, waiting: w", {"h": (80, 0), "w": (15, 5)}, Fraction(80)),
    ("utilisation", "handling: h, paid: p", {"h": (30, 30), "p": (40, 60)}, Fraction(60)),
    ("attrition", "leavers: l, headcount: h", {"l": (1, 3), "h": (90, 110)}, Fraction(24)),
    (
        "attrition",
        "headcount_every: day, leavers: l, headcount: h",
        {"l": (1, 3), "h": (9000, 5600)},
        Fraction(10),
    ),
]


@pytest.mark.parametrize(("standard", "settings", "rows", "expected"), CASES)
def test_a_standard_kpi_gives_the_figure_worked_out_by_hand(
    tmp_path: Path,
    standard: str,
    settings: str,
    rows: dict[str, tuple[int, int]],
    expected: Fraction,
) -> None:
    columns = ", ".join(f"{name}: {{type: number}}" for name in rows)
    text = AGREEMENT.format(columns=columns, standard=standard, settings=settings)
    agreement = agreement_of(text)
    source, kpi = agreement.source("daily"), agreement.kpi("figure")
    place = in_files(tmp_path)
    delivered: list[Row] = [
        {"date": date(2026, 10, 1 + n)} | {name: Decimal(c[n]) for name, c in rows.items()}
        for n in range(2)
    ]
    file = place.keep(source, OCTOBER, delivered)
    (found,) = place.observations.measure(kpi, source, [file], [OCTOBER])
    assert (found.dimension, found.value, found.unit) == (TOTAL, expected, kpi.unit)
    assert kpi.unit == CATALOGUE[standard].unit


def test_no_standard_is_left_out() -> None:
    assert {case[0] for case in CASES} == CATALOGUE.keys()
