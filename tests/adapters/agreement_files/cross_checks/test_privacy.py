"""Figures of single people: only where a purpose and a legal basis are recorded."""

import pytest

from concord.domain.source import Column
from tests.agreement_texts import VALID, agreement_of, findings_of

REASONS = "purpose: Coaching, legal_basis: Works agreement 7"
PERSONAL = "      offered:  "


def with_agents(privacy: str = "", by: str = "[agent]", column: str = "personal: true") -> str:
    """Return the valid agreement with a column of agents, and figures by it."""
    text = VALID.replace(PERSONAL, f"      agent:    {{type: text, {column}}}\n{PERSONAL}")
    text = text.replace('"sum(answered)"}\n', f'"sum(answered)", by: {by}}}\n')
    return text + (f"privacy: {{{privacy}}}\n" if privacy else "")


def errors(text: str) -> list[tuple[str, ...]]:
    return [found[1:] for found in findings_of(text) if found[0] == "error"]


def agent_column(text: str) -> Column:
    return agreement_of(text).source("daily").column("agent")


@pytest.mark.parametrize(
    ("privacy", "by", "expected"),
    [
        ("", "[agent]", [("personal-kpi", "kpis.aht")]),
        ("", "[[site, agent]]", [("personal-kpi", "kpis.aht")]),
        ("", "[site]", []),
        ("personal_kpis: off", "[agent]", [("personal-kpi", "kpis.aht")]),
        (f"personal_kpis: pseudonyms, {REASONS}", "[agent]", []),
        (f"personal_kpis: names, {REASONS}", "[agent]", []),
    ],
)
def test_figures_of_people_need_a_reason(
    privacy: str, by: str, expected: list[tuple[str, str]]
) -> None:
    assert errors(with_agents(privacy, by)) == expected


def test_a_service_level_never_rates_single_people() -> None:
    allowed = f"personal_kpis: pseudonyms, {REASONS}"
    text = with_agents(allowed).replace("at most 6 min}", "at most 6 min, for_each: [agent]}")
    assert errors(text) == [("personal-level", "service_levels")]


@pytest.mark.parametrize(
    ("by", "privacy", "warned"),
    [
        ("[agent]", f"personal_kpis: pseudonyms, {REASONS}", True),
        ("[[site, agent]]", f"personal_kpis: pseudonyms, {REASONS}", False),
        ("[site]", f"personal_kpis: pseudonyms, {REASONS}", True),
        ("[site]", "", False),
    ],
)
def test_groups_of_unknown_size_are_warned_of_where_they_could_be_counted(
    by: str,
    privacy: str,
    warned: bool,  # noqa: FBT001 - a column of the table
) -> None:
    found = [rule for _, rule, _ in findings_of(with_agents(privacy, by))]
    assert ("unknown-group-size" in found) == warned


@pytest.mark.parametrize(
    ("privacy", "is_hidden"),
    [
        ("", True),
        (f"personal_kpis: pseudonyms, {REASONS}", True),
        (f"personal_kpis: names, {REASONS}", False),
    ],
    ids=["off", "pseudonyms", "names"],
)
def test_people_are_hidden_unless_their_names_are_allowed(
    privacy: str,
    is_hidden: bool,  # noqa: FBT001 - a column of the table
) -> None:
    column = agent_column(with_agents(privacy, "[site]"))
    assert (column.personal, column.is_hidden) == (True, is_hidden)


@pytest.mark.parametrize(
    ("column", "path"),
    [
        ("personal: true, one_of: [ana, joel]", "one_of"),
        ("personal: perhaps", "personal"),
    ],
)
def test_a_personal_column_is_read_strictly(column: str, path: str) -> None:
    found = errors(with_agents("", "[site]", column))
    assert [where for _, where in found] == [f"sources.daily.columns.agent.{path}"]


def test_only_texts_are_people() -> None:
    text = with_agents("", "[site]").replace("agent:    {type: text", "agent:    {type: count")
    assert errors(text) == [("does-not-fit", "sources.daily.columns.agent.personal")]
