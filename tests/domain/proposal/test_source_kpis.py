"""The KPIs of a source, each once."""

from concord.domain.proposal.grouping import grouped
from concord.domain.proposal.proposed_source import proposed_source, typed_group
from concord.domain.proposal.source_kpis import kpis_of
from tests.proposals import DAILY, Line, found


def kpi_ids(*lines: Line) -> list[str]:
    (group,) = grouped([(found(*lines), None)])
    typed = typed_group(group)
    source = proposed_source(typed, ())
    kpis = list(kpis_of(typed.table, source))
    assert all(kpi.source == source.id for kpi in kpis)
    return [kpi.id for kpi in kpis]


def test_a_daily_summary() -> None:
    assert kpi_ids(*DAILY) == [
        "service_level",
        "answered_of_calls_offered",
        "average_handle_time_s",
    ]


def test_a_log_by_its_ids_or_its_moments() -> None:
    by_id = [("Call ID", "Wait (s)"), *((f"c{n}", 5) for n in range(5))]
    assert kpi_ids(*by_id) == ["answered_in_time", "average_wait_s"]
    by_moment = [("Start", "Wait (s)"), ("2026-10-01 07:00", 5), ("2026-10-01 07:00", 5)]
    assert kpi_ids(*by_moment) == ["answered_in_time", "average_wait_s"]


def test_what_counts_and_print_both_give_is_proposed_once() -> None:
    lines = [("Due", "In time", "Rate"), (10, 9, "90 %"), (23, 17, "74 %"), (61, 40, "66 %")]
    assert kpi_ids(*lines) == ["in_time_of_due"]
