"""KPIs that the counts of a table give."""

from concord.domain.proposal.marks import Mark
from concord.domain.proposal.printed_rates import PrintedRate, printed_rates
from concord.domain.proposal.proposed import ProposedKpi
from concord.domain.proposal.ratio_kpis import counts_of, largest_finished, ratio_kpis
from tests.proposals import DAILY, Line, typed


def kpis(*lines: Line, printed: tuple[PrintedRate, ...] = ()) -> list[ProposedKpi]:
    return list(ratio_kpis(typed(*lines), printed))


def formulas(*lines: Line) -> list[tuple[str, str]]:
    return [(kpi.numerator, kpi.denominator) for kpi in kpis(*lines)]


def test_the_standard_service_level_is_proposed_once() -> None:
    level, rate = kpis(*DAILY)
    assert level.service_level == {
        "within": "20 s",
        "abandons": "all_hurt",
        "answered_in": "answered_20_s",
        "answered": "answered",
        "offered": "calls_offered",
    }
    assert level.note.mark is Mark.CONFIRM
    assert (rate.numerator, rate.denominator) == ("sum(answered)", "sum(calls_offered)")


def test_abandoned_calls_belong_to_the_service_level() -> None:
    level = kpis(("Offered", "Answered in 20s", "Abandoned"), (10, 8, 1))[0]
    assert level.service_level["abandoned"] == "abandoned"
    assert "answered" not in level.service_level


def test_an_answer_in_time_without_a_whole_is_no_service_level() -> None:
    assert kpis(("Team", "Answered in 20s"), ("a", 8)) == []


def test_what_is_wrong_is_left_out_of_the_whole_or_shown_as_its_share() -> None:
    assert formulas(("Geprüft", "Mit Fehler"), (30, 2)) == [
        ("sum(geprueft) - sum(mit_fehler)", "sum(geprueft)")
    ]
    assert formulas(("Calls", "Abandoned"), (30, 2)) == [("sum(abandoned)", "sum(calls)")]


def test_a_part_that_often_exceeds_is_none() -> None:
    assert formulas(("Due", "Done"), (10, 12), (12, 10)) == []


def test_a_printed_rate_names_its_counts() -> None:
    lines: list[Line] = [
        ("Red", "Blue", "Answered in 20s", "Offered", "Quote", "Level"),
        (9, 10, 9, 12, "10 %", "75 %"),
        (17, 23, 17, 34, "26 %", "50 %"),
        (40, 61, 30, 90, "34 %", "33 %"),
    ]
    printed = printed_rates(typed(*lines))
    found = kpis(*lines, printed=printed)
    assert [(k.id, k.numerator) for k in found if not k.service_level] == [
        ("blue_without_red", "sum(blue) - sum(red)"),
    ]


def test_work_an_hour() -> None:
    assert formulas(("Erledigt", "Stunden"), (60, "7.5")) == [("sum(erledigt)", "sum(stunden)")]
    assert formulas(("Red", "Stunden"), (60, "7.5")) == []
    assert formulas(("Completed hours", "Team"), (60, "a")) == []


def test_scores_and_numbers_of_cases_are_no_counts() -> None:
    table = typed(("Ticket No", "CSAT", "Calls"), (1, 5, 9))
    assert [c.column.name for c in counts_of(table)] == ["calls"]
    assert largest_finished(table.columns) is None


def test_a_whole_counts_where_its_part_is_there() -> None:
    among = "sum(due) filter (where in_time is not null)"
    assert formulas(("Due", "In time"), (10, 9), (10, None)) == [("sum(in_time)", among)]
    among = "sum(calls) filter (where errors is not null)"
    assert formulas(("Calls", "Errors"), (10, 9), (10, None)) == [
        (f"{among} - sum(errors)", among)
    ]
