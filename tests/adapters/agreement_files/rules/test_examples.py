"""The examples of rules hold: the wrong piece is found by its rule, and the right one is not."""

import pytest

from concord.adapters.agreement_files.rules import RULES, Rule
from concord.adapters.agreement_files.rules.examples import (
    Way,
    base_text,
    changed,
    findings_of,
)
from concord.adapters.agreement_files.rules.rule import Document, Piece
from concord.domain.finding import Severity

every_rule = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)


@every_rule
def test_the_wrong_piece_yields_its_rule_in_its_severity_and_no_other_error(rule: Rule) -> None:
    findings = findings_of(rule.example, Way.WRONG)
    assert {f.severity for f in findings if f.rule == rule.id} == {rule.severity}
    errors = {f.rule for f in findings if f.severity is Severity.ERROR}
    assert errors - {rule.id} == set(rule.example.also)


@every_rule
def test_the_right_piece_yields_no_finding_of_the_rule(rule: Rule) -> None:
    assert [f for f in findings_of(rule.example, Way.RIGHT) if f.rule == rule.id] == []


@every_rule
def test_the_right_piece_of_a_sample_yields_no_error_at_all(rule: Rule) -> None:
    findings = findings_of(rule.example, Way.RIGHT)
    assert [f for f in findings if f.severity is Severity.ERROR] == []


def test_the_sample_is_an_agreement_without_errors() -> None:
    name = base_text("northwind.yaml")
    findings = findings_of(Document(wrong=name, right=name), Way.RIGHT)
    assert {f.severity for f in findings} <= {Severity.INFO}


def test_a_piece_that_does_not_stand_in_the_sample_is_no_example() -> None:
    with pytest.raises(ValueError, match="stands 0 times"):
        changed(Piece(wrong="a", right="nowhere in the sample"), Way.RIGHT)
