"""Targets that the delivered rows state, as agreements write them."""

from datetime import date

import pytest

from concord.domain.quantity import Direction
from tests.agreement_texts import agreement_of, changed, findings_of

TARGET = "    target: at least 80 %\n"
REVISION = "    revisions: [{from: 2026-07-01, target: at least 82 %, amendment: A-3}]\n"
PATH = "service_levels.phone"
COLUMNS = "      handle_s: {from: Handle, type: duration, unit: seconds}\n"
STATES = f"{COLUMNS}      agreed: {{type: percent}}\n      share: {{type: number}}\n"


def stating(target: str, bands: str = "{missed: beyond}") -> str:
    text = changed(COLUMNS, STATES)
    text = text.replace(TARGET, f"    target: {target}\n", 1).replace(REVISION, "", 1)
    return text.replace("{minor: 78 %, serious: 75 %, threshold: beyond}", bands, 1)


@pytest.mark.parametrize(
    ("target", "direction", "least"),
    [
        ("{at_least: agreed}", Direction.AT_LEAST, 'MIN("agreed")'),
        ("{at_most: agreed}", Direction.AT_MOST, 'MIN("agreed")'),
        ('{at_least: "share * 100"}', Direction.AT_LEAST, 'MIN("share" * 100)'),
    ],
)
def test_the_rows_may_state_the_target(target: str, direction: Direction, least: str) -> None:
    text = stating(target)
    assert [f for f in findings_of(text) if f[0] == "error"] == []
    level = agreement_of(text).service_levels[0]
    assert level.terms == ()
    assert level.stated is not None
    assert (level.stated.direction, level.stated.least.sql) == (direction, least)
    assert level.stated.different.sql == least.replace("MIN(", "COUNT(DISTINCT ")
    assert level.stated.stating.sql == least.replace("MIN(", "COUNT(")
    assert level.stated.since == date(2024, 4, 1)
    assert level.band_names == ("missed",)


@pytest.mark.parametrize(
    ("target", "rule", "path"),
    [
        ("{at_least: agred}", "unknown-column", "target.at_least"),
        ("{at_least: site}", "not-numeric", "target.at_least"),
        ("{at_least: handle_s}", "does-not-fit", "target.at_least"),
        ('{at_least: "agreed +"}', "expression-syntax", "target.at_least"),
        ('{at_least: "sum(agreed)"}', "nested-aggregate", "target.at_least"),
        ('{at_least: "agreed) + max(share"}', "not-a-sum", "target.at_least"),
        ("{}", "missing-key", "target.at_least"),
        ("{at_least: agreed, at_most: agreed}", "does-not-fit", "target.at_most"),
        ("{above: agreed}", "unknown-key", "target.above"),
        ("{at_least: [agreed]}", "not-a-text", "target.at_least"),
    ],
)
def test_stated_targets_are_read_strictly(target: str, rule: str, path: str) -> None:
    found = findings_of(stating(target))
    assert ("error", rule, f"{PATH}.{path}") in found


@pytest.mark.parametrize(
    "key",
    [
        "targets: {manila: at least 82 %}",
        "expected: 80 %",
        "minimum: 70 %",
        "nth: 3",
        "window: 6 months",
        "ramp: {from: 2024-04-01, months: [60 %]}",
        "stretch: at least 90 %",
        "share_of_days: 95 %",
        "revisions: [{from: 2026-07-01, target: at least 82 %}]",
    ],
)
def test_beside_a_stated_target_there_is_no_other(key: str) -> None:
    text = stating("{at_least: agreed}").replace(
        "    kpi: answer_rate\n", f"    kpi: answer_rate\n    {key}\n", 1
    )
    found = findings_of(text)
    assert ("error", "does-not-fit", f"{PATH}.{key.split(':', maxsplit=1)[0]}") in found


def test_bands_of_a_stated_target_have_no_edges() -> None:
    found = findings_of(stating("{at_least: agreed}", "{minor: 78 %, threshold: beyond}"))
    assert ("error", "does-not-fit", f"{PATH}.bands") in found


def test_without_a_source_that_can_be_read_nobody_is_told_twice() -> None:
    text = stating("{at_least: agreed}").replace("covers: month", "covers: moon", 1)
    assert not [f for f in findings_of(text) if f[2].startswith(f"{PATH}.target")]
