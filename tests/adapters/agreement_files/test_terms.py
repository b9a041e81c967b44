"""Terms of a service level, and how amendments revise them."""

from datetime import date
from decimal import Decimal

import pytest

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
            "{from: 2026-07-01, target: at least 82 %, applies: last day}",
            "info not-yet",
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
