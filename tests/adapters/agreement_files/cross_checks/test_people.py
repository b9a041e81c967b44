"""Those who answer for something stand on the right side, and are still there."""

from datetime import date

import pytest

from tests.agreement_texts import changed, findings_of

TODAY = date(2026, 11, 23)
DUTY = "responsibilities: [{duty: Calls, responsible: ana, accountable: joel}]\n"
OWED = "  obligations: [{id: audit, what: Audit, due: 2027-01-31, owner: joel}]\n"


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("  owner: kim\n", "  owner: ana\n", "contract.owner"),
        ("backup_owner: lee", "backup_owner: ana", "contract.backup_owner"),
    ],
)
def test_owners_of_the_contract_are_the_clients(old: str, new: str, path: str) -> None:
    assert findings_of(changed(old, new)) == [("warning", "owner-on-the-wrong-side", path)]


@pytest.mark.parametrize(
    ("until", "found"), [("2026-11-23", 0), ("2026-11-22", 3), ("2027-01-01", 0)]
)
def test_an_owner_who_has_left_is_found_everywhere(until: str, found: int) -> None:
    text = changed("email: kim@client.example", f"email: kim@client.example, until: {until}")
    findings = [f for f in findings_of(text, TODAY) if f[1] == "left-without-deputy"]
    assert (
        findings
        == [
            ("warning", "left-without-deputy", "services.voice.owner"),
            ("warning", "left-without-deputy", "people.kim.until"),
            ("warning", "left-without-deputy", "contract.owner"),
        ][:found]
    )


def test_one_for_whom_somebody_stands_in_is_worth_knowing() -> None:
    gone = "email: kim@client.example, until: 2026-11-22, deputy: lee"
    found = findings_of(changed("email: kim@client.example", gone), TODAY)
    assert {(severity, rule) for severity, rule, _ in found} == {("info", "left-with-deputy")}


def test_obligations_and_duties_are_not_left_behind() -> None:
    text = changed("from: 2024-04-01}", "until: 2026-01-31}")
    text = text.replace("  reviews:", f"{OWED}  reviews:") + DUTY
    assert findings_of(text, TODAY) == [
        ("warning", "left-without-deputy", "people.joel.until"),
        ("warning", "left-without-deputy", "contract.obligations.audit.owner"),
        ("warning", "left-without-deputy", "responsibilities.0.accountable"),
    ]


def test_whom_an_escalation_asks_is_there() -> None:
    gone = "email: kim@client.example, until: 2026-11-22"
    text = changed("email: kim@client.example", gone).replace("owner: kim", "owner: lee")
    text = text.replace("to: [kim, ana]", "to: ana")
    policy = "{levels: {people: [kim, ana], respond_within: 1 business hour}}"
    assert findings_of(text, TODAY) == [("warning", "left-without-deputy", "people.kim.until")]
    text = text.replace("escalation: standard", f"escalation: {policy}")
    assert findings_of(text, TODAY) == [("warning", "left-without-deputy", "escalation")]


def test_a_role_that_somebody_else_has_as_well_is_not_left() -> None:
    gone = "email: kim@client.example, until: 2026-11-22"
    text = changed("email: kim@client.example", gone).replace("owner: kim", "owner: lee")
    text = text.replace("to: [kim, ana]", "to: ana")
    text = text.replace("role: contract_manager", "role: vendor_manager")
    assert findings_of(text, TODAY) == []


def test_without_a_contract_nobody_owns_it() -> None:
    people = "people: [{id: kim, side: client, role: sponsor, email: k@c.example}]\n"
    found = findings_of(f"partner: acme\n{people}services: {{voice: {{name: A}}}}\n", TODAY)
    assert found == [("info", "no-contract", "contract")]
