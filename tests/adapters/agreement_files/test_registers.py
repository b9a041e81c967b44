"""Registers: subcontractors, documents and risks, read strictly and kept."""

from datetime import date

import pytest

from concord.domain.quantity import parse_span
from concord.domain.relationship import Document, Risk, RiskRegister, Subcontractor
from tests.agreement_texts import agreement_of, changed, findings_of

SUBCONTRACTOR = (
    "{name: Cebu Staffing, does: Night shift, services: voice, consent: 2026-01-31, "
    "flow_down: [privacy], contact: ana, review: 2027-01-31, from: 2026-02-01, until: 2027-01-31}"
)
DOCUMENT = (
    "{id: policy, name: Security policy, kind: policy, owner: kim, version: 1.4, where: drive, "
    "review: 2027-01-31, review_every: 1 year, read_by: [ana, joel]}"
)
RISK = (
    "{id: typhoon, what: No power, likelihood: 3, impact: 4, owner: ana, mitigation: generators, "
    "review: 2027-01-31, shared: true}"
)


def registering(key: str, text: str) -> str:
    """Return the valid agreement with a register."""
    return changed("escalation: standard\n", f"{key}: {text}\n")


def test_registers_are_read_in_full_and_wait_with_one_finding() -> None:
    text = registering("subcontractors", f"[{SUBCONTRACTOR}]\ndocuments: [{DOCUMENT}]")
    text += f"risks: {{appetite: 11, register: [{RISK}]}}\n"
    assert [found[1:] for found in findings_of(text)] == [
        ("not-yet", "subcontractors"),
        ("not-yet", "documents"),
        ("not-yet", "risks"),
        ("risk-over-appetite", "risks.register.typhoon.likelihood"),
    ]
    kept = agreement_of(text).relationship
    assert kept.subcontractors == (
        Subcontractor(
            name="Cebu Staffing",
            does="Night shift",
            services=("voice",),
            consent=date(2026, 1, 31),
            flow_down=("privacy",),
            contact="ana",
            review=date(2027, 1, 31),
            since=date(2026, 2, 1),
            until=date(2027, 1, 31),
        ),
    )
    assert kept.documents == (
        Document(
            id="policy",
            name="Security policy",
            kind="policy",
            owner="kim",
            version="1.4",
            where="drive",
            review=date(2027, 1, 31),
            review_every=parse_span("1 year"),
            read_by=("ana", "joel"),
        ),
    )
    risk = Risk(
        id="typhoon",
        what="No power",
        likelihood=3,
        impact=4,
        owner="ana",
        mitigation="generators",
        review=date(2027, 1, 31),
        shared=True,
    )
    assert kept.risks == RiskRegister(risks=(risk,), appetite=11)


def test_a_document_is_named_by_its_id_at_least() -> None:
    (document,) = agreement_of(registering("documents", "{id: policy}")).relationship.documents
    assert document == Document(id="policy", name="policy")


@pytest.mark.parametrize(
    ("key", "whole", "old", "new", "rule", "path"),
    [
        ("subcontractors", SUBCONTRACTOR, "name: Cebu Staffing, ", "", "missing-key", "name"),
        ("subcontractors", SUBCONTRACTOR, "until: 2027", "until: 2025", "upside-down", "until"),
        ("subcontractors", SUBCONTRACTOR, "voice", "vois", "unknown-service", "services"),
        ("subcontractors", SUBCONTRACTOR, "ana", "anna", "unknown-person", "contact"),
        ("documents", DOCUMENT, "id: policy", "id: a b", "not-an-id", "id"),
        ("documents", DOCUMENT, "kind: policy", "kind: polcy", "unknown-word", "kind"),
        ("documents", DOCUMENT, "[ana, joel]", "jo", "unknown-person", "read_by"),
        ("risks.register", RISK, "what: No power, ", "", "missing-key", "what"),
        ("risks.register", RISK, "likelihood: 3", "likelihood: 6", "not-a-quantity", "likelihood"),
        ("risks.register", RISK, "impact: 4", "impact: bad", "not-a-quantity", "impact"),
        ("risks.register", RISK, "owner: ana, ", "", "missing-key", "owner"),
        ("risks.register", RISK, "shared: true", "shared: yes", "not-a-flag", "shared"),
    ],
)
def test_registers_are_read_strictly(
    key: str, whole: str, old: str, new: str, rule: str, path: str
) -> None:
    item = whole.replace(old, new)
    root, _, inner = key.partition(".")
    found = findings_of(registering(root, f"{{{inner}: {item}}}" if inner else item))
    assert [(f[0], f[1]) for f in found] == [("info", "not-yet"), ("error", rule)]
    assert found[1][2] == f"{key}.{path}"


@pytest.mark.parametrize(
    ("risks", "rule", "path"),
    [
        ("{appetite: 26, register: []}", "not-a-quantity", "risks.appetite"),
        ("{appetite: 5}", "missing-key", "risks.register"),
        ("[]", "not-a-mapping", "risks"),
    ],
)
def test_a_risk_register_says_what_is_borne(risks: str, rule: str, path: str) -> None:
    assert ("error", rule, path) in findings_of(registering("risks", risks))
