"""The responsibility matrix: one line a duty, with people who are there."""

import pytest

from concord.domain.responsibility import Duty
from tests.agreement_texts import agreement_of, changed, findings_of

DUTY = "{duty: Daily file, responsible: ana, accountable: joel, informed: [kim, kim]}"


def with_duties(duties: str) -> str:
    """Return the valid agreement with a responsibility matrix."""
    return changed("escalation: standard\n", f"responsibilities: [{duties}]\n")


def test_a_duty_is_kept_with_its_people() -> None:
    assert findings_of(with_duties(DUTY)) == []
    assert agreement_of(with_duties(DUTY)).duties == (
        Duty(duty="Daily file", responsible=("ana",), accountable="joel", informed=("kim",)),
    )


@pytest.mark.parametrize(
    ("old", "new", "rule", "path"),
    [
        ("duty: Daily file, ", "", "missing-key", "0.duty"),
        ("responsible: ana, ", "", "missing-key", "0.responsible"),
        (
            "responsible: ana",
            "responsible: [ana, an]",
            "unknown-person",
            "0.responsible.1",
        ),
        ("accountable: joel, ", "", "missing-key", "0.accountable"),
        ("accountable: joel", "accountable: [joel, ana]", "not-a-text", "0.accountable"),
        ("informed: [kim, kim]", "told: kim", "unknown-key", "0.told"),
    ],
)
def test_a_duty_is_read_strictly(old: str, new: str, rule: str, path: str) -> None:
    found = findings_of(with_duties(DUTY.replace(old, new)))
    assert found == [("error", rule, f"responsibilities.{path}")]


def test_a_duty_has_one_line() -> None:
    assert findings_of(with_duties(f"{DUTY}, {DUTY}")) == [
        ("error", "duplicate-id", "responsibilities.1.duty")
    ]
