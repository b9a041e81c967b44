"""Amendments and the revisions that refer to them."""

import pytest

from tests.agreement_texts import changed, findings_of, read


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("effective: 2026-07-01", "effective: 2026-08-01", 1),
        (", effective: 2026-07-01", "", 0),
        ("from: 2026-07-01, target", "from: 2026-08-01, target", 1),
    ],
)
def test_a_revision_begins_when_its_amendment_takes_effect(old: str, new: str, found: int) -> None:
    assert (
        findings_of(changed(old, new))
        == [("warning", "amendment-on-another-day", "service_levels.phone.revisions.0.from")]
        * found
    )


def test_a_revision_whose_day_cannot_be_read_is_reported_once() -> None:
    found = findings_of(changed("from: 2026-07-01, target", "from: soon, target"))
    assert [rule for _, rule, _ in found] == ["not-a-quantity"]


def test_a_mention_that_is_no_revision_counts_as_use() -> None:
    _, findings = read(changed("{from: 2026-07-01, target", "{target"))
    assert "unused-amendment" not in {finding.rule for finding in findings}


def test_a_name_that_is_no_text_is_nobodys() -> None:
    text = changed("amendment: A-3}]", "amendment: [A-3]}]")
    _, findings = read(text.replace("effective: 2026-07-01", "effective: 2026-07-02"))
    assert "unused-amendment" in {finding.rule for finding in findings}


def test_an_amendment_on_whose_day_something_begins_is_of_use() -> None:
    text = changed(", amendment: A-3}]", "}]")
    assert rules(text) == set()
    assert rules(text.replace("effective: 2026-07-01", "effective: 2026-07-02")) == {
        "unused-amendment"
    }


def rules(text: str) -> set[str]:
    """Return the rules of all findings."""
    return {finding.rule for finding in read(text)[1]}
