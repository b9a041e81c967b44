"""What was agreed on people's data."""

import pytest

from concord.domain.privacy import PersonalKpis, Privacy
from concord.domain.quantity import parse_span
from tests.agreement_texts import VALID, agreement_of, changed, findings_of

WHOLE = (
    "{personal_kpis: pseudonyms, purpose: coaching, legal_basis: contract, smallest_group: 8, "
    "keep_files: 24 months, contact: kim}"
)


def private(privacy: str) -> str:
    """Return the valid agreement with what was agreed on people's data."""
    return changed("escalation: standard\n", f"privacy: {privacy}\n")


def test_it_is_read_in_full() -> None:
    assert findings_of(private(WHOLE)) == []
    assert agreement_of(private(WHOLE)).privacy == Privacy(
        personal_kpis=PersonalKpis.PSEUDONYMS,
        purpose="coaching",
        legal_basis="contract",
        smallest_group=8,
        keep_files=parse_span("24 months"),
        contact="kim",
    )


@pytest.mark.parametrize("text", [VALID, private("{personal_kpis: off}"), private("{}")])
def test_by_default_nothing_is_shown_of_single_people(text: str) -> None:
    assert agreement_of(text).privacy == Privacy()


@pytest.mark.parametrize(
    ("old", "new", "rule", "path"),
    [
        ("purpose: coaching, ", "", "missing-key", "privacy.purpose"),
        ("legal_basis: contract, ", "", "missing-key", "privacy.legal_basis"),
        ("pseudonyms", "pseudonym", "unknown-word", "privacy.personal_kpis"),
        ("smallest_group: 8", "smallest_group: 0", "not-a-quantity", "privacy.smallest_group"),
        ("24 months", "24", "not-a-quantity", "privacy.keep_files"),
        ("contact: kim", "contact: kym", "unknown-person", "privacy.contact"),
    ],
)
def test_it_is_read_strictly(old: str, new: str, rule: str, path: str) -> None:
    found = findings_of(private(WHOLE.replace(old, new)))
    assert found == [("error", rule, path)]
