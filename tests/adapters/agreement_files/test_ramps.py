"""Ramps: easier targets for those who learn."""

from datetime import date

import pytest

from tests.agreement_texts import agreement_of, changed, findings_of

TARGET = "target: at most 6 min"
PATH = "service_levels.1"


def with_ramp(ramp: str, target: str = TARGET) -> str:
    return changed(TARGET, f"{target}, ramp: {{{ramp}}}")


def test_a_ramp_is_read_without_a_finding() -> None:
    text = with_ramp("from: 2024-04-15, months: [10 min, 8 min, 400 s]")
    assert findings_of(text) == []
    ramp = agreement_of(text).service_levels[1].ramp
    assert ramp is not None
    assert (ramp.since, ramp.shifts_bands) == (date(2024, 4, 15), False)
    assert [str(target.limit) for target in ramp.targets] == ["600", "480", "400"]


@pytest.mark.parametrize(
    ("target", "months"),
    [
        ("target: at most 6 min", "at most 10 min"),
        ("target: within 300–360 s", "[within 100–500 s, within 200 s to 400 s]"),
    ],
)
def test_a_month_may_be_written_as_a_whole_target(target: str, months: str) -> None:
    text = with_ramp(f"from: 2024-04-01, months: {months}, bands: shift with target", target)
    assert findings_of(text) == []
    ramp = agreement_of(text).service_levels[1].ramp
    assert ramp is not None
    assert ramp.shifts_bands


@pytest.mark.parametrize(
    ("ramp", "rule", "path"),
    [
        ("months: [10 min]", "error missing-key", "ramp.from"),
        ("from: 2024-04-01", "error missing-key", "ramp.months"),
        ("from: 2024-04-31, months: [10 min]", "error not-a-quantity", "ramp.from"),
        ("from: 2024-04-01, months: [10]", "error not-a-quantity", "ramp.months.0"),
        ("from: 2024-04-01, months: [10 %]", "error not-a-quantity", "ramp.months.0"),
        (
            "from: 2024-04-01, months: [at least 10 min]",
            "error not-a-quantity",
            "ramp.months.0",
        ),
        (
            "from: 2024-04-01, months: [10 min], bands: all",
            "error unknown-word",
            "ramp.bands",
        ),
        (
            f"from: 2024-04-01, months: [{', '.join(['10 min'] * 37)}]",
            "error does-not-fit",
            "ramp.months",
        ),
        ("from: 2024-03-01, months: [10 min]", "warning ramp-too-early", "ramp.from"),
        ("from: 2024-04-01, months: [8 min, 9 min]", "warning ramp-order", "ramp.months.0"),
        ("from: 2024-04-01, months: [8 min, 5 min]", "warning ramp-order", "ramp.months.1"),
    ],
)
def test_ramps_are_read_strictly(ramp: str, rule: str, path: str) -> None:
    assert findings_of(with_ramp(ramp)) == [(*rule.split(" "), f"{PATH}.{path}")]


def test_a_ramp_of_a_range_is_written_with_ranges() -> None:
    text = with_ramp("from: 2024-04-01, months: [500 s]", "target: within 300–360 s")
    assert findings_of(text) == [("error", "not-a-quantity", f"{PATH}.ramp.months.0")]


def test_a_ramp_leads_up_to_what_is_agreed_when_it_begins() -> None:
    revised = "target: at most 10 min, revisions: [{from: 2024-06-01, target: at most 6 min}]"
    assert findings_of(with_ramp("from: 2024-04-01, months: [9 min]", revised)) == [
        ("warning", "ramp-order", f"{PATH}.ramp.months.0")
    ]
    assert findings_of(with_ramp("from: 2024-06-01, months: [9 min]", revised)) == []


def test_the_ramp_of_a_level_without_a_readable_target_has_no_findings_of_its_own() -> None:
    text = with_ramp("from: 2024-04-01, months: [9 min]", "target: under 6 min")
    assert findings_of(text) == [("error", "not-a-quantity", f"{PATH}.target")]
