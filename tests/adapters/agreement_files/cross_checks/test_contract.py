"""Whether a contract still runs, and what lies outside it."""

from datetime import date

import pytest

from tests.agreement_texts import changed, findings_of

ENDS = ("automatic: true, for: 12 months", "automatic: false")


@pytest.mark.parametrize(
    ("today", "found"),
    [
        ("2026-12-31", []),
        ("2027-01-01", ["notice-date-past"]),
        ("2027-03-31", ["notice-date-past"]),
        ("2027-04-01", ["term-renewed"]),
    ],
)
def test_a_contract_that_renews_by_itself(today: str, found: list[str]) -> None:
    findings = findings_of(changed("id: phone", "id: calls"), date.fromisoformat(today))
    assert [rule for _, rule, _ in findings] == found
    assert all(path == "contract.end" for _, _, path in findings)


@pytest.mark.parametrize(
    ("today", "found"),
    [
        ("2026-12-31", []),
        ("2027-01-01", ["notice-date-past"]),
        ("2027-04-01", ["contract-over"]),
    ],
)
def test_a_contract_that_ends(today: str, found: list[str]) -> None:
    findings = findings_of(changed(*ENDS), date.fromisoformat(today))
    assert [(severity, rule) for severity, rule, _ in findings] == [
        ("warning", rule) for rule in found
    ]


def test_a_contract_without_notice_just_runs() -> None:
    text = "\n".join(
        line for line in changed(*ENDS).splitlines() if not line.startswith("  notice:")
    )
    assert findings_of(text, date(2027, 3, 31)) == []


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        (
            "{kpi: aht, target: at most 6 min}",
            "{kpi: aht, target: at most 6 min, in_force: 2027-04-01}",
            "service_levels.1.in_force",
        ),
        (
            "    kpi: answer_rate\n",
            "    kpi: answer_rate\n    until: 2027-04-30\n",
            "service_levels.phone.until",
        ),
    ],
)
def test_a_service_level_in_force_after_the_end_is_a_warning(
    old: str, new: str, path: str
) -> None:
    assert findings_of(changed(*ENDS).replace(old, new)) == [
        ("warning", "in-force-after-the-end", path)
    ]
    assert findings_of(changed(old, new)) == []
