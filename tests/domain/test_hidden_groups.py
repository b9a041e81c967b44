"""Hidden groups: what is known of their size, and whose figures are left out."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pytest

from concord.domain.agreement import Agreement
from concord.domain.assessment import Assessment
from concord.domain.hidden_groups import NOT_SHOWN, hidden_groups, is_hidden
from concord.domain.kpi import Dimension, Measurement
from concord.domain.monthly_report import ReportFacts, monthly_report
from concord.domain.people import Side
from concord.domain.period import MeasurementPeriod
from concord.domain.privacy import PersonalKpis, Privacy
from concord.domain.raising import missed_service_levels
from concord.domain.recurring_failure import recurring_failures
from concord.domain.report_rows import service_level_rows
from concord.domain.service_level import Outcome, OutcomeKind
from concord.domain.source import ColumnType
from tests.builders import agreement, at_site, column, kpi, measurement, outcome, period, source

AGENT = column("agent", ColumnType.TEXT, personal=True)
DAILY = replace(source(), columns=(*source().columns, AGENT))
AUGUST, SEPTEMBER, OCTOBER = (period(f"2026-{month}") for month in ("08", "09", "10"))


def northwind(*by: tuple[str, ...], smallest: int = 3) -> Agreement:
    privacy = Privacy(
        personal_kpis=PersonalKpis.PSEUDONYMS,
        purpose="Coaching",
        legal_basis="Works agreement 7",
        smallest_group=smallest,
    )
    handling = kpi(id="aht", by=by or (("site", "agent"),))
    return agreement(sources=(DAILY,), kpis=(kpi(), handling), privacy=privacy)


def of_agents(people: Mapping[str, int]) -> list[Measurement]:
    return [
        measurement("80", kpi="aht", dimension=(*at_site(site), ("agent", f"p-{number}")))
        for site, count in people.items()
        for number in range(count)
    ]


def assessed(measurements: Iterable[Measurement], *outcomes: Outcome) -> Assessment:
    return Assessment(
        partner="northwind",
        period=OCTOBER,
        inputs="inputs",
        agreement="a" * 64,
        measurements=tuple(measurements),
        outcomes=outcomes,
    )


def hidden_sites(of: Agreement, people: Mapping[str, int]) -> set[str]:
    hidden = hidden_groups(of, [assessed(of_agents(people))])
    assert {kpi_id for kpi_id, _, _ in hidden} in (set(), {"answer_rate", "aht"})
    assert {each for _, each, _ in hidden} in (set(), {OCTOBER})
    return {value for _, _, group in hidden for _, value in group}


@pytest.mark.parametrize(
    ("people", "hidden"),
    [
        ({"manila": 3, "cebu": 4}, set()),
        ({"manila": 2, "cebu": 4, "davao": 5}, {"manila", "cebu"}),
        ({"manila": 1, "cebu": 2, "davao": 5}, {"manila", "cebu"}),
        ({}, set()),
    ],
)
def test_groups_of_few_people_hide_their_figures_of_every_kpi_of_the_source(
    people: Mapping[str, int], hidden: set[str]
) -> None:
    assert hidden_sites(northwind(), people) == hidden


def test_where_no_kpi_counts_people_within_a_group_nothing_is_known() -> None:
    assert hidden_sites(northwind(("agent",), smallest=9), {"manila": 2}) == set()
    assert hidden_groups(agreement(), [assessed(of_agents({"manila": 1}))]) == frozenset()


def test_another_source_has_groups_of_its_own() -> None:
    apart = northwind()
    elsewhere = replace(apart.kpis[0], source="weekly")
    other = replace(apart, kpis=(elsewhere, apart.kpis[1]))
    found = hidden_groups(other, [assessed(of_agents({"manila": 1}))])
    assert {kpi_id for kpi_id, _, _ in found} == {"aht"}


def _of(assessment: Assessment, month: MeasurementPeriod) -> tuple[Outcome, ...]:
    return tuple(replace(each, period=month) for each in assessment.outcomes)


def a_miss(where: Dimension) -> Outcome:
    return outcome(kind=OutcomeKind.MISSED, band="minor", dimension=where)


def test_the_breakdown_and_the_issue_leave_them_out() -> None:
    of = northwind()
    everywhere = [a_miss(()), *(a_miss(at_site(site)) for site in ("manila", "cebu", "davao"))]
    few = assessed(of_agents({"manila": 1, "cebu": 2, "davao": 5}), *everywhere)
    totals, parts = service_level_rows(of, OCTOBER, [few])
    assert (len(totals), [row.dimension for row in parts]) == (1, ["site davao"])
    facts = ReportFacts(agreement=of, assessments=[few])
    assert monthly_report(facts, OCTOBER, Side.PARTNER, None).hidden_parts == 2
    (issue,) = missed_service_levels(of, [few])
    told = dict(issue.facts)
    assert (told["site manila"], told["site cebu"]) == (NOT_SHOWN, NOT_SHOWN)
    assert told["site davao"] == told["Total"] == "82 %, minor"
    again = [replace(few, period=each, outcomes=_of(few, each)) for each in (AUGUST, SEPTEMBER)]
    (recurring,) = recurring_failures(of, [few, *again])
    told = dict(recurring.facts)
    assert told["site cebu"] == NOT_SHOWN
    assert told["site davao"].startswith("2026-08 (minor), ")
    assert is_hidden(a_miss(at_site("manila")), hidden_groups(of, [few]))
