"""Whether anybody hears of a miss, and the roles of both sides mirror each other."""

import pytest

from tests.agreement_texts import changed, findings_of

LEVEL = "{roles: {client: vendor_manger}, people: [kim, ana], respond_within: 1 business hour}"


def test_a_side_without_anybody_to_escalate_to_is_a_warning() -> None:
    text = changed("role: operations_manager", "role: clerk")
    text = text.replace("role: account_director", "role: clerk")
    assert findings_of(text) == [("warning", "nobody-to-escalate-to", "people")]


def test_a_policy_that_names_people_reaches_them() -> None:
    text = changed("escalation: standard", f"escalation: {{levels: {LEVEL}}}")
    assert findings_of(text) == [("warning", "role-nobody-has", "escalation")]


def test_a_policy_that_asks_one_side_alone_is_a_warning() -> None:
    level = "{people: kim, respond_within: 1 business hour}"
    text = changed("escalation: standard", f"escalation: {{levels: {level}}}")
    assert findings_of(text) == [("warning", "nobody-to-escalate-to", "people")]


def test_levels_of_a_severity_are_looked_at_as_well() -> None:
    own = "levels: {people: [kim, ana], respond_within: 1 business hour}"
    text = changed(
        "escalation: standard", f"escalation: {{{own}, by_severity: {{critical: {LEVEL}}}}}"
    )
    assert findings_of(text) == [("warning", "role-nobody-has", "escalation")]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("role: contract_manager", "role: sponsor", ["role-without-mirror"]),
        ("role: vendor_manager", "role: clerk", ["role-without-mirror"]),
        ("role: operations_manager", "role: clerk", ["role-without-mirror"]),
        ("role: account_director", "role: clerk", []),
    ],
)
def test_a_role_without_its_mirror_on_the_other_side_is_worth_knowing(
    old: str, new: str, found: list[str]
) -> None:
    assert [rule for _, rule, _ in findings_of(changed(old, new))] == found


def test_people_who_cannot_be_read_are_not_missed_as_well() -> None:
    text = changed("email: ana@acme.example", "email: ana")
    assert [rule for _, rule, _ in findings_of(text)] == ["not-an-address"]
