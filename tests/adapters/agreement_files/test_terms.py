"""Terms of a service level, and how amendments revise them."""

from datetime import date
from decimal import Decimal

import pytest

from concord.domain.service_level import Applies
from tests.agreement_texts import agreement_of, changed, findings_of

OLD = "{from: 2026-07-01, target: at least 82 %, amendment: A-3}"
PATH = "service_levels.phone.revisions.0"


@pytest.mark.parametrize(
    ("revision", "rule", "path"),
    [
        ("{target: at least 82 %}", "error missing-key", "from"),
        ("{from: 2024-04-01, target: at least 82 %}", "error overlapping-revisions", "from"),
        ("{from: 2026-07-01}", "error missing-key", "target"),
        ("{from: 2026-07-01, target: 82}", "error not-a-quantity", "target"),
        (
            "{from: 2026-07-01, target: at least 82 %, amendment: A-4}",
            "warning unknown-amendment",
            "amendment",
        ),
        (
            "{from: 2026-07-01, target: at least 82 %, bands: {minor: 83 %, threshold: beyond}}",
            "error band-order",
            "bands.minor",
        ),
        (
            "{from: 2026-07-01, target: at least 82 %, applies: first day}",
            "error unknown-word",
            "applies",
        ),
        (
            "{from: 2026-07-01, target: at most 82 %, applies: pro rata by day}",
            "error does-not-fit",
            "applies",
        ),
        (
            "{from: 2026-07-01, target: 90 % of days at least 82 %, applies: pro rata by day}",
            "error does-not-fit",
            "applies",
        ),
    ],
)
def test_revisions_are_read_strictly(revision: str, rule: str, path: str) -> None:
    assert findings_of(changed(OLD, revision)) == [(*rule.split(" "), f"{PATH}.{path}")]


@pytest.mark.parametrize(
    ("revision", "target", "bands"),
    [
        ("target: at least 82 %", 82, ("minor", "serious", "threshold")),
        ("target: at least 76 %", 76, ("serious", "threshold")),
        ("target: at least 78 %", 78, ("serious", "threshold")),
        ("target: at most 82 %", 82, ("threshold",)),
        ("target: within 70–80 %", 70, ("minor", "serious", "threshold")),
        ("bands: {worst: beyond}", 80, ("worst",)),
    ],
)
def test_bands_at_or_better_than_a_new_target_fall_away(
    revision: str, target: int, bands: tuple[str, ...]
) -> None:
    text = changed(OLD, "{from: 2026-07-01, " + revision + "}")
    revised = agreement_of(text).service_levels[0].terms[1]
    assert (revised.target.limit, revised.bands.names) == (Decimal(target), bands)


def test_terms_hold_from_the_contracts_start_unless_they_say_so() -> None:
    levels = agreement_of(
        changed("target: at most 6 min", "target: at most 6 min, in_force: 2025-01-01")
    ).service_levels
    assert [level.terms[0].since for level in levels] == [date(2024, 4, 1), date(2025, 1, 1)]


def test_terms_apply_by_the_last_day_unless_pro_rata() -> None:
    text = changed(OLD, OLD.replace("amendment", "applies: pro rata by day, amendment"))
    terms = agreement_of(text).service_levels[0].terms
    assert findings_of(text) == []
    assert [agreed.applies for agreed in terms] == [Applies.LAST_DAY, Applies.PRO_RATA]
    assert (
        findings_of(changed(OLD, OLD.replace("amendment", "applies: last day, amendment"))) == []
    )


def test_two_thresholds_are_revised_one_by_one() -> None:
    text = changed(
        "target: at most 6 min",
        "expected: 5 min, minimum: 6 min, revisions: [{from: 2026-07-01, minimum: 7 min}, "
        "{from: 2026-08-01, expected: 4 min}, {from: 2026-09-01, bands: {worst: beyond}}]",
    )
    terms = agreement_of(text).service_levels[1].terms
    expected = [int(agreed.target.limit) for agreed in terms]
    minimum = [int(agreed.minimum.limit) for agreed in terms if agreed.minimum]
    assert (expected, minimum) == ([300, 300, 240, 240], [360, 420, 420, 420])


def test_a_share_of_days_is_revised_with_its_target() -> None:
    text = changed(
        "target: at most 6 min",
        "target: 95 % of days at most 6 min, revisions: [{from: 2026-07-01, "
        "target: at most 5 min, share_of_days: 96 %}, {from: 2026-08-01, target: at most 4 min}]",
    )
    level = agreement_of(text).service_levels[1]
    assert [t.share_of_days for t in level.terms] == [95, 96, None]


def test_two_revisions_of_one_day_are_told_and_one_that_says_both_is_right() -> None:
    first = "{from: 2026-07-01, target: at least 82 %, amendment: A-3}"
    second = "{from: 2026-07-01, bands: {worst: beyond}, amendment: A-3}"
    found = findings_of(changed(OLD, f"{first}, {second}"))
    path = "service_levels.phone.revisions.1.from"
    assert [f for f in found if f[0] == "error"] == [("error", "overlapping-revisions", path)]
    both = "{from: 2026-07-01, target: at least 82 %, bands: {worst: beyond}, amendment: A-3}"
    (_, revised) = agreement_of(changed(OLD, both)).service_levels[0].terms
    assert (revised.target.limit, revised.bands.names) == (Decimal(82), ("worst",))
