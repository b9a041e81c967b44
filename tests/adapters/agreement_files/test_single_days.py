"""A share of days needs single days: rows that lie in one, and a period of several."""

import pytest

from tests.agreement_texts import VALID, findings_of

LEVEL = "{kpi: aht, target: at most 6 min}"
DAYS = "{kpi: aht, target: 95 % of days at most 6 min"
NO_DAY = VALID.replace("      date:     {from: [Date, Fecha], type: date}\n", "").replace(
    "coverage: {every: calendar day, for_each: [site]}\n    key: [date, site]", "key: [site]"
)
BY_DAY = NO_DAY.replace("covers: month", "covers: day").replace("%Y-%m}", "%Y-%m-%d}")
DELIVERIES = VALID.replace(
    "  aht: {unit: seconds, ",
    "  files: {standard: punctuality}\n  aht: {unit: seconds, ",
)


@pytest.mark.parametrize(
    ("text", "level", "fits"),
    [
        (VALID, f"{DAYS}}}", True),
        (VALID, f"{DAYS}, period: week}}", True),
        (VALID, f"{DAYS}, period: day}}", False),
        (NO_DAY, LEVEL, True),
        (NO_DAY, f"{DAYS}}}", False),
        (BY_DAY, f"{DAYS}, period: month}}", True),
        (DELIVERIES, "{kpi: files, target: 95 % of days at least 90 %}", False),
        (DELIVERIES, "{kpi: files, target: at least 90 %}", True),
    ],
)
def test_single_days_are_there(
    text: str,
    level: str,
    fits: bool,  # noqa: FBT001 - a column of the table
) -> None:
    found = findings_of(text.replace(LEVEL, level))
    paths = [path for _, rule, path in found if rule == "period-does-not-fit"]
    assert len(paths) == (0 if fits else 1)
