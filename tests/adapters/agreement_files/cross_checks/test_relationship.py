"""Consent, notice and appetite are kept to."""

import pytest

from tests.agreement_texts import changed, findings_of

RISK = "what: Typhoon, owner: ana, likelihood: 4, impact: 4"
CHANGE = "id: crm, what: CRM, from: 2026-12-31, notice: 2 days"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (
            "subcontractors: [{name: Cebu Staffing}]",
            [("warning", "no-consent", "subcontractors.0.consent")],
        ),
        ("subcontractors: [{name: Cebu Staffing, consent: 2026-01-31}]", []),
        (
            f"changes: [{{{CHANGE}, announced: 2026-12-30}}]",
            [("warning", "short-notice", "changes.crm.announced")],
        ),
        (f"changes: [{{{CHANGE}, announced: 2026-12-29}}]", []),
        (
            f"risks: {{appetite: 15, register: [{{id: storm, {RISK}}}]}}",
            [("info", "risk-over-appetite", "risks.register.storm.likelihood")],
        ),
        (f"risks: {{appetite: 16, register: [{{id: storm, {RISK}}}]}}", []),
    ],
)
def test_what_was_not_kept_to_is_told(said: str, found: list[tuple[str, str, str]]) -> None:
    told = findings_of(changed("escalation: standard\n", f"{said}\n"))
    assert [finding for finding in told if finding[1] != "not-yet"] == found
