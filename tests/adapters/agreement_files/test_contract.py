"""The contract: what it must say, and what is remarked on."""

from datetime import date

import pytest

from tests.agreement_texts import agreement_of, changed, findings_of

CASES = [
    ("reference: MSA-1", "reference: ", "error empty-value", "contract.reference"),
    ("  start: 2024-04-01\n  end", "  end", "error missing-key", "contract.start"),
    ("end: 2027-03-31", "end: 2023-03-31", "error upside-down", "contract.end"),
    ("end: 2027-03-31", "end: 2027-02-30", "error not-a-quantity", "contract.end"),
    ("end: 2027-03-31", "end: 31/03/2027", "error not-a-quantity", "contract.end"),
    ("notice: {period: 90 days, ", "notice: {", "error missing-key", "contract.notice.period"),
    ("period: 90 days", "period: ninety days", "error not-a-quantity", "contract.notice.period"),
    ("reading: ordinary", "reading: odd", "error unknown-word", "contract.notice.reading"),
    ("to: joel}", "to: jol}", "error unknown-person", "contract.notice.to"),
    ("automatic: true,", "automatic: yes,", "error not-a-flag", "contract.renewal.automatic"),
    (", for: 12 months", "", "error missing-key", "contract.renewal.for"),
    ("for: 12 months", "for: 0 months", "error not-a-quantity", "contract.renewal.for"),
    ("every: 6 months, ", "", "error missing-key", "contract.reviews.every"),
    ("every: 6 months,", "dates: soon,", "error not-a-quantity", "contract.reviews.dates"),
    ("backup_owner: lee", "backup_owner: x", "error unknown-person", "contract.backup_owner"),
    (
        "reviews: {",
        "year_starts: 04-29\n  reviews: {",
        "error not-a-quantity",
        "contract.year_starts",
    ),
    (
        "signed: 2026-06-12",
        "signed: June",
        "error not-a-quantity",
        "contract.amendments.A-3.signed",
    ),
]


@pytest.mark.parametrize(("old", "new", "rule", "path"), CASES)
def test_a_contract_is_read_strictly(old: str, new: str, rule: str, path: str) -> None:
    assert findings_of(changed(old, new)) == [(*rule.split(" "), path)]


def test_a_contract_without_an_owner_is_a_warning() -> None:
    assert findings_of(changed("  owner: kim\n", "")) == [
        ("warning", "no-owner", "contract.owner")
    ]


@pytest.mark.parametrize(
    ("word", "reading"),
    [("ordinary", "ordinary"), ("clear days", "clear_days"), ("clear_days", "clear_days")],
)
def test_a_reading_may_be_written_as_people_say_it(word: str, reading: str) -> None:
    contract = agreement_of(changed("reading: ordinary", f"reading: {word}")).contract
    assert contract is not None
    assert contract.notice is not None
    assert contract.notice.reading.value == reading


@pytest.mark.parametrize(
    ("written", "begins"), [("", "01-01"), ("  year_starts: 04-06\n", "04-06")]
)
def test_a_contract_year_begins_in_january_unless_it_says_otherwise(
    written: str, begins: str
) -> None:
    contract = agreement_of(changed("  owner: kim\n", f"  owner: kim\n{written}")).contract
    assert contract is not None
    assert str(contract.year_start) == begins


def test_reviews_may_have_dates_of_their_own() -> None:
    text = changed("every: 6 months, lead: 30 days", "dates: [2026-09-30, 2026-03-31]")
    contract = agreement_of(text).contract
    assert contract is not None
    assert contract.reviews is not None
    assert contract.reviews.every is None
    assert contract.reviews.dates == (date(2026, 3, 31), date(2026, 9, 30))


@pytest.mark.parametrize("section", ["notice", "renewal", "reviews"])
def test_what_is_not_agreed_is_absent(section: str) -> None:
    text = "\n".join(
        line
        for line in changed("reference: MSA-1", "reference: MSA-2").splitlines()
        if not line.startswith(f"  {section}:")
    )
    contract = agreement_of(text).contract
    assert contract is not None
    assert getattr(contract, section) is None


def test_a_contract_that_ends_by_itself_needs_no_next_term() -> None:
    contract = agreement_of(
        changed("automatic: true, for: 12 months", "automatic: false")
    ).contract
    assert contract is not None
    assert contract.renewal is not None
    assert not contract.renewal.automatic
