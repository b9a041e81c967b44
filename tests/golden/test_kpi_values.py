"""KPI values: the variants of a service level, and ratios of sums over sites."""

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from tests.golden.desk import Desk, is_near

pytestmark = pytest.mark.journey

AGREEMENT = """\
partner: acme
people:
  - {id: kim, side: client, name: Kim Lee, role: vendor_manager, email: kim@client.example}
sources:
  daily:
    files: "d_{period:%Y-%m}.csv"
    covers: month
    due: 3 business days after period end at 17:00
    timezone: Europe/London
    key: [date, site]
    columns:
      date: {type: date}
      site: {type: text}
COLUMNS
kpis:
  quality: KPI
service_levels:
  - {id: quality, kpi: quality, target: at least 80 %}
"""
CALLS = ("offered", "answered", "answered_in", "abandoned", "abandoned_in", "abandoned_short")
KPI = (
    "{standard: service_level, within: 20 s, abandons: VARIANT, offered: offered, "
    "answered: answered, answered_in: answered_in, abandoned: abandoned, "
    "abandoned_in: abandoned_in, abandoned_short: abandoned_short}"
)


def measured(desk: Desk, kpi: str, columns: tuple[str, ...], *rows: str) -> list[Decimal | None]:
    """Return the total of each month for rows such as `2026-07-01,a,300,234`."""
    declared = "\n".join(f"      {name}: {{type: count}}" for name in columns)
    agreement = desk.folder / "acme.yaml"
    agreement.write_text(AGREEMENT.replace("COLUMNS", declared).replace("KPI", kpi), "utf-8")
    drive = desk.folder / "files"
    drive.mkdir()
    for month in sorted({row[:7] for row in rows}):
        lines = [f"date,site,{','.join(columns)}", *(r for r in rows if r.startswith(month))]
        Path(drive / f"d_{month}.csv").write_text("\n".join(lines) + "\n", "utf-8")
    found = desk.run(agreement, drive, "2026-11-20T09:00")
    values = [value["value"] for value in found["values"] if not value["dimension"]]
    return [None if value is None else Decimal(value) for value in values]


def to_cents(value: Decimal | None) -> str:
    assert value is not None
    return str(value.quantize(Decimal("0.01"), ROUND_HALF_UP))


@pytest.mark.parametrize(
    ("variant", "expected", "source"),
    [
        ("met", "83.02", "call-centre trade press, worked example"),
        ("ignored", "86.00", "the same"),
        ("all_hurt", "81.13", "the same"),
        ("in_time_excluded", "82.69", "the same"),
        ("short_credited", "82.08", "derived"),
        ("short_excluded", "81.90", "derived"),
    ],
)
def test_six_ways_to_count_abandoned_calls(
    desk: Desk, variant: str, expected: str, source: str
) -> None:
    kpi, row = KPI.replace("VARIANT", variant), "2026-07-01,a,1060,1000,860,60,20,10"
    (value,) = measured(desk, kpi, CALLS, row)
    assert to_cents(value) == expected, source


RATIO = '{numerator: "sum(good)", denominator: "sum(handled)", by: [site]}'
COUNTS = ("good", "handled")


@pytest.mark.parametrize(
    ("rows", "expected", "source"),
    [
        (["a,234,300", "b,1020,1200"], "83.60", "trade press, worked example: ratio of sums"),
        (["a,725,1092", "b,37,74"], "65.35", "derived from published counts"),
        (["a,0,0", "b,1020,1200"], "85.00", "derived: a site without volume weighs nothing"),
    ],
)
def test_sites_are_pooled_and_never_averaged(
    desk: Desk, rows: list[str], expected: str, source: str
) -> None:
    (value,) = measured(desk, RATIO, COUNTS, *(f"2026-07-01,{row}" for row in rows))
    assert to_cents(value) == expected, source


def test_days_are_pooled_exactly(desk: Desk) -> None:
    days = [f"2026-07-{day:02d},a,{day},{3 * day}" for day in range(1, 32)]
    (value,) = measured(desk, RATIO, COUNTS, *days)
    assert value is not None
    assert is_near(value, Decimal(100) / 3)


def test_nothing_out_of_nothing_is_no_value(desk: Desk) -> None:
    assert measured(desk, RATIO, COUNTS, "2026-07-01,a,0,0") == [None]
