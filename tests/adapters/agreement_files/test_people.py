"""People: who they are and how they are reached."""

from decimal import Decimal

import pytest

from concord.domain.quantity import Money
from tests.agreement_texts import agreement_of, changed, findings_of

CASES = [
    ("email: joel@acme.example", "email: joel", "error not-an-address", "people.joel.email"),
    (", email: joel@acme.example", "", "error missing-key", "people.joel.email"),
    ("role: account_director", "role: [a, b]", "error not-a-text", "people.joel.role"),
    ("deputy: joel", "deputy: jol", "error unknown-person", "people.ana.deputy"),
    ("deputy: joel", "deputy: ana", "error own-deputy", "people.ana.deputy"),
    ("deputy: joel", "topics: data", "info not-yet", "people.ana.topics"),
    ("side: client", "side: theirs", "error unknown-word", "people.kim.side"),
    ("from: 2024-04-01}", "from: today}", "error not-a-quantity", "people.joel.from"),
    ("from: 2024-04-01}", "limit: 500}", "error not-a-quantity", "people.joel.limit"),
    ("from: 2024-04-01}", "limit: GBP -1}", "error not-a-quantity", "people.joel.limit"),
    ("from: 2024-04-01}", "language: x-1}", "error not-a-language", "people.joel.language"),
]


@pytest.mark.parametrize(("old", "new", "rule", "path"), CASES)
def test_people_are_read_strictly(old: str, new: str, rule: str, path: str) -> None:
    assert findings_of(changed(old, new)) == [(*rule.split(" "), path)]


def test_what_somebody_may_decide_is_read_with_its_currency() -> None:
    agreement = agreement_of(changed("from: 2024-04-01}", "limit: 'GBP 5,000.00'}"))
    joel = agreement.person("joel")
    assert joel is not None
    assert joel.limit == Money(amount=Decimal("5000.00"), currency="GBP")


def test_an_id_is_taken_once() -> None:
    text = changed("{id: ana, name: Ana Reyes", "{id: joel, name: Ana Reyes")
    assert ("error", "duplicate-id", "people.joel.id") in findings_of(text)


def test_nobody_leaves_before_they_come() -> None:
    text = changed("from: 2024-04-01}", "from: 2024-04-01, until: 2024-03-31}")
    assert findings_of(text) == [("error", "upside-down", "people.joel.until")]


def test_a_person_needs_an_id() -> None:
    found = findings_of(changed("{id: kim, side", "{side"))
    assert found[0] == ("error", "unknown-person", "services.voice.owner")
    assert ("error", "missing-key", "people.0.id") in found
