"""The escalation policy: the standard one, or levels of one's own."""

from datetime import timedelta

import pytest

from concord.adapters.agreement_files.document import compose
from concord.adapters.agreement_files.organisation import read_organisation
from concord.adapters.agreement_files.remarks import Remarks
from concord.domain.escalation_policy import (
    STANDARD,
    EscalationLevel,
    EscalationPolicy,
    Recurrence,
)
from concord.domain.issue import IssueSeverity
from concord.domain.people import Side
from tests.agreement_texts import agreement_of, changed, findings_of

FIRST = (
    "{roles: {client: vendor_manager, partner: operations_manager}, "
    "respond_within: 4 business hours}"
)
SECOND = "{people: [joel, kim], respond_within: 1 business hour, channels: [task, mail]}"


def escalating(policy: str) -> str:
    """Return the valid agreement with a policy of its own."""
    return changed("escalation: standard", f"escalation: {policy}")


def test_levels_of_ones_own_ask_roles_and_people() -> None:
    text = escalating(
        f"{{levels: [{FIRST}, {SECOND}], by_severity: {{critical: {SECOND}}}, repeat_last: 2}}"
    )
    assert findings_of(text) == []
    first = EscalationLevel(
        roles=((Side.CLIENT, "vendor_manager"), (Side.PARTNER, "operations_manager")),
        respond_within=timedelta(hours=4),
    )
    second = EscalationLevel(
        roles=(), named=("joel", "kim"), respond_within=timedelta(hours=1), repeats=2
    )
    assert agreement_of(text).escalation == EscalationPolicy(
        name="own",
        levels=(first, second),
        by_severity=((IssueSeverity.CRITICAL, (second,)),),
    )


@pytest.mark.parametrize(
    ("said", "failed", "of"),
    [("", 3, 6), (", recurring: 2 of 2", 2, 2), (", recurring: 4 of 12", 4, 12)],
)
def test_how_often_is_too_often_can_be_said(said: str, failed: int, of: int) -> None:
    policy = agreement_of(escalating(f"{{levels: [{FIRST}]{said}}}")).escalation
    assert policy.recurring == Recurrence(failed=failed, of=of)


@pytest.mark.parametrize(("levels", "steps"), [(1, 4), (3, 6), (4, 6), (6, 6)])
def test_the_last_level_is_repeated_as_far_as_there_is_room(levels: int, steps: int) -> None:
    text = escalating(f"{{levels: [{', '.join([FIRST] * levels)}]}}")
    assert len(agreement_of(text).escalation.steps()) == steps


@pytest.mark.parametrize(
    ("policy", "severity", "rule", "path"),
    [
        ("{}", "error", "missing-key", "levels"),
        ("{levels: []}", "error", "empty-value", "levels"),
        ("standart", "error", "unknown-word", ""),
        ("[standard]", "error", "not-a-text", ""),
        (f"{{levels: [{FIRST}], steps: 2}}", "error", "unknown-key", "steps"),
        (f"{{levels: [{FIRST}], repeat_last: often}}", "error", "not-a-quantity", "repeat_last"),
        (f"{{levels: [{FIRST}], recurring: often}}", "error", "not-a-quantity", "recurring"),
        (f"{{levels: [{FIRST}], recurring: 1 of 6}}", "error", "not-a-quantity", "recurring"),
        (f"{{levels: [{FIRST}], recurring: 7 of 6}}", "error", "not-a-quantity", "recurring"),
        (f"{{levels: [{FIRST}], recurring: 3 of 37}}", "error", "not-a-quantity", "recurring"),
        (f"{{levels: [{FIRST}], repeat_last: 6}}", "error", "too-many-levels", "levels"),
        (f"{{levels: [{', '.join([FIRST] * 7)}]}}", "error", "too-many-levels", "levels"),
        ("{levels: {respond_within: 1 business hour}}", "error", "missing-key", "levels.roles"),
        ("{levels: {people: kim}}", "error", "missing-key", "levels.respond_within"),
        (
            "{levels: {people: kym, respond_within: 1 business hour}}",
            "error",
            "unknown-person",
            "levels.people",
        ),
        (
            "{levels: {roles: {}, respond_within: 1 business hour}}",
            "error",
            "empty-value",
            "levels.roles",
        ),
        (
            "{levels: {people: kim, respond_within: 0 business hours}}",
            "error",
            "not-a-quantity",
            "levels.respond_within",
        ),
        (
            "{levels: " + SECOND.replace("mail]", "mail, chat]") + "}",
            "info",
            "not-yet",
            "levels.channels.2",
        ),
        (
            "{levels: {people: kim, respond_within: 1 business hour, channels: mail}}",
            "info",
            "not-yet",
            "levels.channels",
        ),
        (
            "{levels: " + SECOND.replace("mail]", "mail, fax]") + "}",
            "error",
            "unknown-word",
            "levels.channels.2",
        ),
    ],
)
def test_a_policy_is_read_strictly(policy: str, severity: str, rule: str, path: str) -> None:
    found = [f for f in findings_of(escalating(policy)) if f[0] != "warning"]
    assert found == [(severity, rule, f"escalation.{path}".rstrip("."))]


@pytest.mark.parametrize(
    ("said", "asked"), [("", ["kim"]), ("escalation: standard\n", STANDARD.levels[0].named)]
)
def test_an_agreement_that_names_no_policy_has_the_organisations(
    said: str, asked: list[str]
) -> None:
    remarks = Remarks("organisation.yaml")
    table = compose(
        "people: [{id: kim, role: sponsor, email: k@c.example}]\n"
        "escalation: {levels: {people: kim, respond_within: 2 business hours}}\n",
        remarks,
    )
    assert table is not None
    organisation = read_organisation(table, remarks)
    assert remarks.findings == []
    agreement = agreement_of(f"partner: acme\n{said}", organisation)
    assert list(agreement.escalation.levels[0].named) == list(asked)
