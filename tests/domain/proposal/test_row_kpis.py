"""KPIs of tables with one row a case."""

from concord.domain.proposal.row_kpis import filter_of, literal, row_kpis
from tests.proposals import Line, typed


def formulas(*lines: Line, is_log: bool = True) -> list[tuple[str, str]]:
    return [(k.numerator, k.denominator) for k in row_kpis(typed(*lines), is_log=is_log)]


def test_the_share_of_rows_that_say_yes() -> None:
    assert formulas(("Met", "X"), ("Y", 1), ("N", 2)) == [
        ("count(*) filter (where met = 'Y')", "count(*)")
    ]


def test_rows_that_say_neither_are_left_out() -> None:
    among = "count(*) filter (where met in ('Y', 'N'))"
    assert formulas(("Met", "X"), ("Y", 1), ("N", 2), ("NA", 3))[0][1] == among
    assert formulas(("Met", "X"), ("Y", 1), ("N", 2), (None, 3))[0][1] == among


def test_answers_in_time_are_counted_by_row() -> None:
    lines: list[Line] = [("Answered", "Wait (s)"), ("Y", 5), ("N", 50)]
    assert ("count(*) filter (where answered = 'Y' and wait_s <= 20)", "count(*)") in formulas(
        *lines
    )
    assert len(formulas(*lines, is_log=False)) == 1
    assert formulas(("Team", "Wait (s)"), ("a", 5)) == [
        ("count(*) filter (where wait_s <= 20)", "count(*)")
    ]
    assert formulas(("Team", "Handle time (s)"), ("a", 5)) == []


def test_the_share_of_the_highest_score() -> None:
    assert formulas(("Team", "CSAT"), ("a", 5), ("a", None), ("a", 4)) == [
        ("count(*) filter (where csat = 5)", "count(csat)")
    ]
    assert formulas(("Team", "CSAT"), ("a", 5)) == []


def test_a_measure_of_some_rows_is_filtered() -> None:
    table = typed(("Met", "Team", "Wait (s)"), ("Y", "a", 5), ("N", "a", 6))
    assert filter_of(table, table.column("wait_s")) == ""


def test_a_text_in_an_expression_is_quoted() -> None:
    assert literal("o'clock") == "'o''clock'"
