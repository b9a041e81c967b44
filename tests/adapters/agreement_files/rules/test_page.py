"""The rules as a page, and one of them explained."""

import re

import pytest

from concord.adapters.agreement_files.rules import RULES, TOPICS
from concord.adapters.agreement_files.rules.page import (
    explanation,
    findings_page,
    found_lines,
    nearest_rule,
)


@pytest.fixture(scope="module")
def page() -> str:
    return findings_page()


def test_the_page_has_a_section_for_every_rule_in_the_order_of_its_contents(page: str) -> None:
    titles = re.findall(r"^### (\S+)$", page, re.MULTILINE)
    assert titles == list(RULES)
    assert re.findall(r"\[(\S+)\]\(#\1\)", page) == titles


def test_the_links_of_the_contents_lead_to_their_topics(page: str) -> None:
    headings = re.findall(r"^#{2,3} (.*)$", page, re.MULTILINE)
    anchors = {re.sub(r"[^\w-]", "", h.lower().replace(" ", "-")) for h in headings}
    assert set(re.findall(r"\(#([^)]*)\)", page)) <= anchors
    assert all(f"## {topic.title}\n" in page for topic in TOPICS)


def test_the_page_shows_what_is_really_found(page: str) -> None:
    lines = found_lines(RULES["duplicate-key"])
    assert lines[0].endswith("contract.end (duplicate-key)")
    assert "\n".join(lines) in page


def test_no_place_of_the_machine_that_made_it_is_on_the_page(page: str) -> None:
    assert "/tmp" not in page  # noqa: S108 - looked for, not used


@pytest.mark.parametrize("name", RULES)
def test_an_explanation_has_the_words_the_example_and_its_finding(name: str) -> None:
    rule, printed = RULES[name], explanation(name)
    text = " ".join(printed.split())
    assert printed.startswith(f"{name} (")
    assert rule.meaning in text
    assert rule.mend in text
    assert f"({name})" in text


def test_an_unknown_rule_has_no_explanation_and_perhaps_a_near_one() -> None:
    with pytest.raises(KeyError):
        explanation("duplicate-keys")
    assert nearest_rule("duplicate-keys") == "duplicate-key"
    assert nearest_rule("zzzz") == ""
