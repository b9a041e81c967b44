"""Amendments, and the revisions that refer to them."""

from datetime import date

import pytest

from tests.agreement_texts import agreement_of, changed, findings_of

CHARGES = "charges: {fixed: 1000.00}"


def test_the_amendments_of_the_contract_are_kept() -> None:
    contract = agreement_of(changed("what: a better target", "what: better")).contract
    assert contract is not None
    (amendment,) = contract.amendments
    assert (amendment.id, amendment.signed, amendment.effective, amendment.what) == (
        *("A-3", date(2026, 6, 12), date(2026, 7, 1)),
        "better",
    )


def test_an_amendment_stands_once() -> None:
    twice = changed("amendments: [", "amendments: [{id: A-3}, ")
    assert findings_of(twice) == [("error", "duplicate-id", "contract.amendments.A-3.id")]


@pytest.mark.parametrize(
    ("revision", "rule", "path"),
    [
        ("{fixed: 1}", "error missing-key", "0.from"),
        ("{from: 2026-07-01}", "error missing-key", "0.fixed"),
        ("{from: 2026-07-01, fixed: -1}", "error not-a-quantity", "0.fixed"),
        (
            "{from: 2026-07-01, fixed: 1}, {from: 2026-07-01, fixed: 2}",
            "error overlapping-revisions",
            "1.from",
        ),
        (
            "{from: 2026-07-01, fixed: 1, amendment: A-4}",
            "warning unknown-amendment",
            "0.amendment",
        ),
    ],
)
def test_revisions_of_charges_are_read_strictly(revision: str, rule: str, path: str) -> None:
    text = changed(CHARGES, f"charges: {{fixed: 1000.00, revisions: [{revision}]}}")
    prefix = "services.voice.charges.revisions"
    assert findings_of(text) == [(*rule.split(" "), f"{prefix}.{path}")]


def test_charges_follow_their_revisions() -> None:
    revisions = "revisions: [{from: 2026-07-01, fixed: 1100, amendment: A-3}]"
    text = changed(CHARGES, f"charges: {{fixed: 1000.00, {revisions}}}")
    charges = agreement_of(text).services[0].charges
    assert [(c.since, c.amendment) for c in charges.rates] == [
        (None, ""),
        (date(2026, 7, 1), "A-3"),
    ]
