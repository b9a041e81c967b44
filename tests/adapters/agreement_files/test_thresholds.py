"""What is asked of a figure: one target, two thresholds, or a target of a share of days."""

from decimal import Decimal

import pytest

from concord.domain.quantity import Direction
from tests.agreement_texts import agreement_of, changed, findings_of

TARGET = "target: at most 6 min"
LEVEL = "service_levels.1"


@pytest.mark.parametrize(
    ("written", "direction"),
    [
        ("expected: 5 min, minimum: 360 s", Direction.AT_MOST),
        ("expected: at most 5 min, minimum: 6 min", Direction.AT_MOST),
        ("expected: 5 min, minimum: at most 6 min", Direction.AT_MOST),
        ("expected: 6 min, minimum: 5 min", Direction.AT_LEAST),
        ("expected: at least 6 min, minimum: at least 5 min", Direction.AT_LEAST),
    ],
)
def test_two_thresholds_show_by_their_order_what_is_better(
    written: str, direction: Direction
) -> None:
    text = changed(TARGET, written)
    assert findings_of(text) == []
    (terms,) = agreement_of(text).service_levels[1].terms
    assert terms.minimum is not None
    assert terms.target.direction is terms.minimum.direction is direction
    assert {terms.target.limit, terms.minimum.limit} == {300, 360}


@pytest.mark.parametrize(
    ("written", "rule", "path"),
    [
        ("expected: 5 min, minimum: 5 min", "upside-down", "minimum"),
        ("expected: at least 5 min, minimum: 6 min", "upside-down", "minimum"),
        ("expected: at least 5 min, minimum: at most 4 min", "upside-down", "minimum"),
        ("expected: 5 min, minimum: 6", "not-a-quantity", "minimum"),
        ("expected: within 5–6 min, minimum: 6 min", "not-a-quantity", "expected"),
        ("expected: 5 min", "missing-key", "minimum"),
        ("expected: 5 min, minimum: 6 min, target: at most 6 min", "does-not-fit", "target"),
        ("expected: 5 min, minimum: 6 min, nth: 0", "not-a-quantity", "nth"),
        ("expected: 5 min, minimum: 6 min, window: 0 months", "not-a-quantity", "window"),
    ],
)
def test_two_thresholds_are_read_strictly(written: str, rule: str, path: str) -> None:
    found = findings_of(changed(TARGET, written))
    assert [f for f in found if f[0] == "error"] == [("error", rule, f"{LEVEL}.{path}")]


def test_a_minimum_alone_lacks_what_is_expected() -> None:
    found = findings_of(changed(TARGET, "minimum: 6 min"))
    assert found == [("error", "missing-key", f"{LEVEL}.expected")]


@pytest.mark.parametrize(
    "written",
    [
        "target: 95 % of days at most 6 min",
        "target: 95% of days at most 360 s",
        "target: at most 6 min, share_of_days: 95 %",
    ],
)
def test_a_target_of_a_share_of_days_is_one_of_single_days(written: str) -> None:
    text = changed(TARGET, written)
    assert findings_of(text) == []
    (terms,) = agreement_of(text).service_levels[1].terms
    assert terms.share_of_days == Decimal(95)
    assert terms.target.limit == Decimal(360)
    assert (terms.rated_target.direction, terms.rated_target.limit) == ("at_least", Decimal(95))


@pytest.mark.parametrize(
    ("bands", "findings"),
    [
        ("{minor: 90 %, threshold: beyond}", []),
        ("{minor: 96 %, threshold: beyond}", [("error", "band-order", f"{LEVEL}.bands.minor")]),
        (
            "{minor: 7 min, threshold: beyond}",
            [("error", "not-a-quantity", f"{LEVEL}.bands.minor")],
        ),
    ],
)
def test_bands_of_a_share_of_days_are_shares(
    bands: str, findings: list[tuple[str, str, str]]
) -> None:
    text = changed(TARGET, f"target: 95 % of days at most 6 min, bands: {bands}")
    assert findings_of(text) == findings


@pytest.mark.parametrize(("stretch", "fits"), [("at least 98 %", True), ("at least 94 %", False)])
def test_beyond_a_share_of_days_lies_a_greater_share(
    stretch: str,
    fits: bool,  # noqa: FBT001 - a column of the table
) -> None:
    text = changed(TARGET, f"target: 95 % of days at most 6 min, stretch: {stretch}")
    rules = [rule for severity, rule, _ in findings_of(text) if severity == "error"]
    assert rules == ([] if fits else ["does-not-fit"])


@pytest.mark.parametrize(
    ("written", "rule", "path"),
    [
        ("target: 195 % of days at most 6 min", "not-a-quantity", "target"),
        ("target: most of days at most 6 min", "not-a-quantity", "target"),
        ("target: 95 % of days under 6 min", "not-a-quantity", "target"),
        ("target: 9 % of days at most 6 min, share_of_days: 9 %", "does-not-fit", "share_of_days"),
        ("target: at most 6 min, share_of_days: 0.95", "not-a-quantity", "share_of_days"),
    ],
)
def test_shares_of_days_are_read_strictly(written: str, rule: str, path: str) -> None:
    found = findings_of(changed(TARGET, written))
    assert [f for f in found if f[0] == "error"] == [("error", rule, f"{LEVEL}.{path}")]
