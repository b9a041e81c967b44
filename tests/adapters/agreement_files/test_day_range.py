"""Two days of which the second may not lie before the first."""

import pytest

from tests.agreement_texts import changed, findings_of


@pytest.mark.parametrize(
    ("until", "found"),
    [
        ("2026-12-31", [("info", "not-yet", "check_ins")]),
        ("2026-07-01", [("info", "not-yet", "check_ins")]),
        (
            "2026-06-30",
            [
                ("info", "not-yet", "check_ins"),
                ("error", "upside-down", "check_ins.0.until"),
            ],
        ),
    ],
)
def test_the_second_day_is_not_before_the_first(
    until: str, found: list[tuple[str, str, str]]
) -> None:
    series = (
        "check_ins:\n  - {series: review, every: week on Tuesday 10:00, "
        f"attend: [vendor_manager, operations_manager], starts: 2026-07-01, until: {until}}}\n"
    )
    assert findings_of(changed("escalation: standard\n", series)) == found
