"""Plans: changes to come, continuity and exit, read strictly and kept."""

from datetime import date, timedelta

import pytest

from concord.domain.people import Side
from concord.domain.quantity import parse_span
from concord.domain.relationship import (
    ChangeKind,
    ChangeStep,
    ContinuityPlan,
    ExitPlan,
    PlannedChange,
)
from tests.agreement_texts import agreement_of, changed, findings_of

CHANGE = (
    "{id: crm, what: A new CRM, from: 2027-03-01, until: 2027-03-31, kind: system, side: client, "
    "announced: 2027-01-15, notice: 30 days, owner: kim, audience: [ana], service_levels: phone, "
    "steps: [{what: Training, owner: ana, by: 2027-02-15}]}"
)
CONTINUITY = (
    "{owner: ana, plan: drive, recovery_time: 4 hours, recovery_point: 1 hour, "
    "tested: 2026-01-31, test_every: 1 year, call: [kim, ana]}"
)
EXIT = (
    "{owner: kim, plan: drive, tested: 2026-01-31, test_every: 1 year, help_for: 6 months, "
    "hand_over: [procedures], access_removed_within: 1 day, data_returned_within: 30 days, "
    "destruction_certificate: true}"
)


def planning(key: str, text: str) -> str:
    """Return the valid agreement with a plan."""
    return changed("escalation: standard\n", f"{key}: {text}\n")


def test_plans_are_read_in_full_and_wait_with_one_finding() -> None:
    text = planning("changes", f"[{CHANGE}]\ncontinuity: {CONTINUITY}\nexit: {EXIT}")
    assert [found[1:] for found in findings_of(text)] == [
        ("not-yet", "changes"),
        ("not-yet", "continuity"),
        ("not-yet", "exit"),
    ]
    kept = agreement_of(text).relationship
    assert kept.changes == (
        PlannedChange(
            id="crm",
            what="A new CRM",
            since=date(2027, 3, 1),
            until=date(2027, 3, 31),
            kind=ChangeKind.SYSTEM,
            side=Side.CLIENT,
            announced=date(2027, 1, 15),
            notice=parse_span("30 days"),
            owner="kim",
            audience=("ana",),
            service_levels=("phone",),
            steps=(ChangeStep(what="Training", owner="ana", by=date(2027, 2, 15)),),
        ),
    )
    assert kept.continuity == ContinuityPlan(
        owner="ana",
        plan="drive",
        recovery_time=timedelta(hours=4),
        recovery_point=timedelta(hours=1),
        tested=date(2026, 1, 31),
        test_every=parse_span("1 year"),
        call=("kim", "ana"),
    )
    assert kept.exit == ExitPlan(
        owner="kim",
        plan="drive",
        tested=date(2026, 1, 31),
        test_every=parse_span("1 year"),
        help_for=parse_span("6 months"),
        hand_over=("procedures",),
        access_removed_within=parse_span("1 day"),
        data_returned_within=parse_span("30 days"),
        destruction_certificate=True,
    )


def test_a_change_is_the_partners_unless_it_says_otherwise() -> None:
    text = planning("changes", "{id: crm, what: A new CRM, from: 2027-03-01}")
    (change,) = agreement_of(text).relationship.changes
    assert (change.side, change.kind) == (Side.PARTNER, ChangeKind.OTHER)


@pytest.mark.parametrize(
    ("key", "whole", "old", "new", "rule", "path"),
    [
        ("changes", CHANGE, "id: crm", "id: c r m", "not-an-id", "id"),
        ("changes", CHANGE, "what: A new CRM, ", "", "missing-key", "what"),
        ("changes", CHANGE, "until: 2027-03-31", "until: 2027-02-28", "upside-down", "until"),
        ("changes", CHANGE, "2027-01-15", "2027-05-15", "upside-down", "from"),
        ("changes", CHANGE, "what: Training, ", "", "missing-key", "steps.what"),
        ("changes", CHANGE, "side: client", "side: us", "unknown-word", "side"),
        ("changes", CHANGE, "phone", "fone", "unknown-service-level", "service_levels"),
        ("continuity", CONTINUITY, "4 hours", "4 h m", "not-a-quantity", "recovery_time"),
        ("continuity", CONTINUITY, "call", "told", "unknown-key", "told"),
        ("continuity", "[]", "x", "x", "not-a-mapping", ""),
        ("exit", EXIT, "owner: kim", "owner: kym", "unknown-person", "owner"),
        (
            "exit",
            EXIT,
            "certificate: true",
            "certificate: on",
            "not-a-flag",
            "destruction_certificate",
        ),
        ("exit", "[]", "x", "x", "not-a-mapping", ""),
    ],
)
def test_plans_are_read_strictly(
    key: str, whole: str, old: str, new: str, rule: str, path: str
) -> None:
    found = findings_of(planning(key, whole.replace(old, new)))
    assert [(f[0], f[1]) for f in found] == [("info", "not-yet"), ("error", rule)]
    assert found[1][2].replace(".0", "") == f"{key}.{path}".rstrip(".")
