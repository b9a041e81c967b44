"""A problem becomes a finding at its place, quoted."""

from concord.domain.finding import Severity
from concord.domain.reading.problem import BadCellError, Problem

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
