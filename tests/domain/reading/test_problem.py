"""A problem becomes a finding at its place, quoted."""

from dataclasses import replace

from concord.domain.finding import Severity
from concord.domain.reading.problem import BadCellError, Problem, without_content

PROBLEM = Problem(
    rule="not-a-number",
    found="9\n4",
    expected="a count",
    says="It is not a count.",
    remedy="Please enter a count.",
)


def test_a_problem_says_what_to_do_and_what_happens_meanwhile() -> None:
    finding = PROBLEM.at("Daily!D17")
    assert (finding.severity, finding.where) == (Severity.ERROR, "Daily!D17")
    assert finding.found == "'9\\n4'"
    assert finding.message == (
        "It is not a count. Please enter a count. Until then this row does not count."
    )


def test_the_error_names_its_rule() -> None:
    assert str(BadCellError(PROBLEM)) == "not-a-number"


def test_of_a_person_nothing_is_quoted() -> None:
    finding = without_content(replace(PROBLEM, found="Ana", says="'Ana' is not a count.")).at(
        "D17"
    )
    assert (finding.rule, finding.found) == ("not-a-number", "''")
    assert "Ana" not in finding.message
