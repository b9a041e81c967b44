"""Findings are kept in order, and none of a kind is lost among too many."""

from dataclasses import replace

from concord.domain.finding import Severity
from concord.domain.reading.problem import Problem
from concord.domain.reading.remarks import MAX_KEPT, Remarks

PROBLEM = Problem(rule="not-a-number", found="x", expected="a count", says="", remedy="")


def test_findings_stay_in_order_with_the_notes_behind() -> None:
    remarks = Remarks()
    remarks.note("number-as-text", "id", "Daily!A2", "42")
    remarks.note("number-as-text", "id", "Daily!A3", "43")
    remarks.note("digits-normalised", "offered", "Daily!C2", "٩")
    remarks.add(PROBLEM.at("Daily!C3"))
    found = remarks.all()
    assert [(f.rule, f.where) for f in found] == [
        ("not-a-number", "Daily!C3"),
        ("number-as-text", "Daily!A2"),
        ("digits-normalised", "Daily!C2"),
    ]
    assert "2 cells, first this one" in found[1].message
    assert "one cell" in found[2].message


def test_more_of_the_same_is_counted_and_another_kind_is_kept() -> None:
    remarks = Remarks()
    for number in range(MAX_KEPT + 3):
        remarks.add(PROBLEM.at(f"Daily!C{number}"))
    remarks.add(replace(PROBLEM, rule="exceeds").at("Daily!D1"))
    found = remarks.all()
    assert len(found) == MAX_KEPT + 2
    assert found[-2].rule == "exceeds"
    assert (found[-1].rule, found[-1].severity) == ("more-findings", Severity.INFO)
    assert "3 x not-a-number" in found[-1].message


def test_as_many_as_are_kept_need_no_closing_word() -> None:
    remarks = Remarks()
    for number in range(MAX_KEPT):
        remarks.add(PROBLEM.at(f"Daily!C{number}"))
    assert {finding.rule for finding in remarks.all()} == {"not-a-number"}
    remarks.add(PROBLEM.at("Daily!C999"))
    assert remarks.all()[-1].found == "1 more findings"


def test_what_is_not_listed_is_counted_by_its_rule_and_a_graver_kind_is_kept() -> None:
    remarks = Remarks()
    for rule in ("exceeds", "not-a-number"):
        for number in range(MAX_KEPT):
            remarks.add(replace(PROBLEM, rule=rule).at(f"Daily!C{number}"))
    remarks.add(replace(PROBLEM, rule="exceeds").at("Daily!C999"))
    remarks.add(replace(PROBLEM, severity=Severity.WARNING).at("Daily!C1000"))
    found = remarks.all()
    assert (found[-2].severity, found[-2].where) == (Severity.WARNING, "Daily!C1000")
    assert "1 x exceeds, 199 x not-a-number" in found[-1].message
