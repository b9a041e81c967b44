"""KPIs of how long things take."""

from concord.domain.proposal.duration_kpis import duration_kpis
from concord.domain.proposal.marks import Mark
from tests.proposals import DAILY, Line, typed


def formulas(*lines: Line, is_log: bool = False) -> list[tuple[str, str]]:
    found = duration_kpis(typed(*lines), is_log=is_log)
    return [(kpi.numerator, kpi.denominator) for kpi in found]


def test_the_time_of_all_over_what_was_finished() -> None:
    (kpi,) = duration_kpis(typed(*DAILY), is_log=False)
    assert (kpi.numerator, kpi.denominator) == ("sum(handle_time_s)", "sum(answered)")
    assert (kpi.unit, kpi.note.mark) == ("seconds", Mark.CONFIRM)


def test_without_finished_work_over_the_whole() -> None:
    assert formulas(("Calls", "Wait (s)"), (5, 50)) == [("sum(wait_s)", "sum(calls)")]
    assert formulas(("Team", "Wait (s)"), ("a", 50)) == []


def test_an_average_is_not_averaged() -> None:
    assert formulas(("Calls", "Avg wait (s)"), (5, 50)) == []


def test_a_row_a_case_is_counted() -> None:
    assert formulas(("Call ID", "Wait (s)"), ("a", 50), is_log=True) == [
        ("sum(wait_s)", "count(wait_s)")
    ]
    lines = [("Answered", "Handle time (s)"), ("Y", 50), ("N", 0), ("N", None)]
    where = " filter (where answered = 'Y')"
    assert formulas(*lines, is_log=True) == [(f"sum(handle_time_s){where}", f"count(*){where}")]
