"""What falls due under a contract: read strictly, and known by an id."""

from datetime import date

import pytest

from concord.domain.contract import AgreedObligation, EvidenceKind
from concord.domain.quantity import parse_span
from tests.agreement_texts import agreement_of, changed, findings_of

OWED = (
    "{id: insurance, what: Indemnity certificate, due: 2027-01-31, every: 1 year, owner: joel, "
    "evidence: file, verified_by: kim}"
)


def owing(obligation: str) -> str:
    """Return the valid agreement with an obligation."""
    return changed(
        "  backup_owner: lee\n", f"  backup_owner: lee\n  obligations: [{obligation}]\n"
    )


def test_an_obligation_is_read_in_full_and_acted_on() -> None:
    assert findings_of(owing(OWED)) == []
    contract = agreement_of(owing(OWED)).contract
    assert contract is not None
    assert contract.obligations == (
        AgreedObligation(
            id="insurance",
            what="Indemnity certificate",
            due=date(2027, 1, 31),
            owner="joel",
            every=parse_span("1 year"),
            evidence=EvidenceKind.FILE,
            verified_by="kim",
        ),
    )


def test_what_is_owed_once_by_default_needs_no_evidence() -> None:
    contract = agreement_of(owing("{id: a, what: Audit, due: 2027-01-31, owner: kim}")).contract
    assert contract is not None
    (owed,) = contract.obligations
    assert (owed.every, owed.evidence, owed.verified_by) == (None, EvidenceKind.NONE, None)


@pytest.mark.parametrize(
    ("old", "new", "rule", "path"),
    [
        ("id: insurance, ", "", "missing-key", "0.id"),
        ("id: insurance", "id: a b", "not-an-id", "a b.id"),
        ("what: Indemnity certificate, ", "", "missing-key", "insurance.what"),
        ("due: 2027-01-31, ", "", "missing-key", "insurance.due"),
        ("due: 2027-01-31", "due: 2027-02-31", "not-a-quantity", "insurance.due"),
        ("every: 1 year", "every: 0 years", "not-a-quantity", "insurance.every"),
        ("owner: joel, ", "", "missing-key", "insurance.owner"),
        ("owner: joel", "owner: jol", "unknown-person", "insurance.owner"),
        ("evidence: file", "evidence: fax", "unknown-word", "insurance.evidence"),
        ("verified_by: kim", "verified_by: kym", "unknown-person", "insurance.verified_by"),
        ("owner: joel", "owner: joel, until: x", "unknown-key", "insurance.until"),
    ],
)
def test_an_obligation_is_read_strictly(old: str, new: str, rule: str, path: str) -> None:
    assert findings_of(owing(OWED.replace(old, new))) == [
        ("error", rule, f"contract.obligations.{path}")
    ]


def test_two_obligations_have_two_ids() -> None:
    twin = "{id: insurance, what: Another, due: 2027-01-31, owner: joel}"
    assert findings_of(owing(f"{OWED}, {twin}")) == [
        ("error", "duplicate-id", "contract.obligations.insurance.id")
    ]
