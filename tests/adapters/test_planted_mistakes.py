"""Planted mistakes: all of them are found, each in its line, and nothing else."""

import re
from pathlib import Path

from concord.adapters.agreement_files import load_agreement

FILE = Path(__file__).parents[1] / "agreements/mistakes/harbour.yaml"
_MARK = re.compile(r"# mistake: (?P<rule>[a-z0-9-]+)$")


def planted() -> list[tuple[int, str]]:
    """Return line and rule of each mistake, as the comment behind it names it."""
    lines = enumerate(FILE.read_text("utf-8").splitlines(), start=1)
    marks = ((number, _MARK.search(line)) for number, line in lines)
    return [(number, mark["rule"]) for number, mark in marks if mark]


def test_every_planted_mistake_is_found_in_its_line_and_nothing_else() -> None:
    found = load_agreement(FILE).findings
    assert [(finding.line, finding.rule) for finding in found] == planted()


def test_there_are_twenty_five_of_them_of_many_kinds() -> None:
    mistakes = planted()
    assert len(mistakes) == 25
    assert len({rule for _, rule in mistakes}) >= 15


def test_each_finding_says_what_was_found_and_what_is_expected() -> None:
    assert [f for f in load_agreement(FILE).findings if not (f.found and f.expected)] == []
