"""Held terms: a reported period keeps the version its figures name until that is released."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from concord.domain.agreement import Agreement
from concord.domain.assessment import Assessment
from concord.domain.held_terms import held_terms, under_terms, with_kpis_of
from concord.domain.period import MeasurementPeriod
from tests import builders
from tests.builders import period
from tests.domain.test_agreement_version import log

TEXTS = {name: builders.agreement(version=name) for name in ("a", "b")}


def assessment(of: str, named: str) -> Assessment:
    return Assessment(
        partner="northwind",
        period=period(of),
        inputs="",
        agreement=named,
        measurements=(),
        outcomes=(),
    )


def held(lines: Iterable[str], known: Iterable[Assessment], *reported: str) -> dict[str, str]:
    found = held_terms(log(*lines), [period(p) for p in reported], tuple(known), TEXTS.get)
    return {str(p): terms.version for p, terms in found.items()}


@pytest.mark.parametrize("lines", [[], ["approve a"], ["approve a", "hold b", "release b"]])
def test_nothing_is_held_where_the_version_acts_on_everything(lines: list[str]) -> None:
    assert held(lines, [assessment("2026-10", "a")], "2026-10") == {}


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ([("2026-10", "a")], {"2026-10": "a"}),
        ([("2026-11", "a")], {}),
        ([("2026-10", "a"), ("2026-11", "b")], {"2026-10": "a"}),
        ([("2026-10", "b")], {"2026-10": "b"}),
        ([("2026-10", "lost")], {"2026-10": "a"}),
        ([("2026-W44", "a")], {}),
        ([("2026-W43", "a")], {"2026-W43": "a"}),
        ([("2026-Q4", "a")], {}),
    ],
    ids=[
        "reported",
        "not reported",
        "each its own",
        "reported under the new one",
        "a version that was not kept",
        "a week that ends in another month",
        "a week that ends in the month",
        "a quarter that ends later",
    ],
)
def test_a_period_of_a_reported_month_keeps_the_version_it_names(
    known: list[tuple[str, str]], expected: dict[str, str]
) -> None:
    assessments = [assessment(of, named) for of, named in known]
    assert held(["approve a", "hold b"], assessments, "2026-10") == expected


def test_without_any_text_of_before_nothing_can_be_held() -> None:
    assert held(["hold b"], [assessment("2026-10", "lost")], "2026-10") == {}
    assert held(["approve lost", "hold b"], [assessment("2026-10", "lost")], "2026-10") == {}


def test_earlier_terms_state_the_figures_and_today_says_who_reads_them() -> None:
    terms = builders.agreement(
        version="old", name="Old name", people=(), service_levels=(), effects_from=period()
    )
    today = builders.agreement(version="new")
    mixed = under_terms(today, terms)
    assert (mixed.version, mixed.service_levels) == ("old", ())
    assert (mixed.name, mixed.people) == (today.name, today.people)
    assert mixed.effects_from is None


def test_kpis_of_held_periods_keep_their_names() -> None:
    dropped = builders.kpi(id="dropped", name="Dropped")
    renamed = builders.kpi(name="Old name")
    terms = builders.agreement(kpis=(renamed, dropped))
    today = builders.agreement(kpis=(builders.kpi(name="New name"),))
    found: dict[MeasurementPeriod, Agreement] = {period(): terms}
    told = with_kpis_of(today, found)
    assert [kpi.name for kpi in told.kpis] == ["New name", "Dropped"]
    assert with_kpis_of(today, {}) == today
    assert replace(told, kpis=today.kpis) == today
