"""Personal columns: whose names may stand in them, and which figures tell of single people."""

from dataclasses import replace

import pytest

from concord.domain.personal_columns import (
    is_personal,
    named_as_allowed,
    personal_columns,
    personal_groupings,
    uncounted_groups,
)
from concord.domain.privacy import PersonalKpis, Privacy
from concord.domain.source import ColumnType
from tests.builders import agreement, column, kpi, service_level, source

AGENT = column("agent", ColumnType.TEXT, personal=True)
DAILY = replace(source(), columns=(*source().columns, AGENT))
BY_AGENT = kpi(by=(("site",), ("agent",), ("site", "agent")))
NORTHWIND = agreement(sources=(DAILY,), kpis=(BY_AGENT,))


def allowing(how: PersonalKpis, purpose: str = "Coaching") -> Privacy:
    return Privacy(personal_kpis=how, purpose=purpose, legal_basis="Works agreement 7")


@pytest.mark.parametrize(
    ("privacy", "is_hidden"),
    [
        (Privacy(), True),
        (allowing(PersonalKpis.PSEUDONYMS), True),
        (allowing(PersonalKpis.NAMES), False),
        (allowing(PersonalKpis.NAMES, purpose=""), True),
    ],
)
def test_names_are_kept_only_where_that_was_agreed_with_reasons(
    privacy: Privacy,
    is_hidden: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert named_as_allowed(DAILY, privacy).hides_people == is_hidden


def test_a_source_without_people_stays_as_it_is() -> None:
    assert named_as_allowed(source(), allowing(PersonalKpis.NAMES)) is not None
    assert named_as_allowed(source(), allowing(PersonalKpis.NAMES)) == source()


def test_which_figures_tell_of_single_people() -> None:
    assert personal_columns(NORTHWIND, BY_AGENT) == {"agent"}
    assert personal_groupings(NORTHWIND, BY_AGENT) == (("agent",), ("site", "agent"))
    assert is_personal(("site", "agent"), NORTHWIND, BY_AGENT)
    assert not is_personal(("site",), NORTHWIND, BY_AGENT)


@pytest.mark.parametrize(
    ("by", "for_each", "uncounted"),
    [
        ((("site",), ("agent",)), ("site",), (("site",),)),
        ((("site",), ("site", "agent")), ("site",), ()),
        ((("site",), ("agent",)), (), ()),
    ],
)
def test_groups_whose_people_nobody_counts(
    by: tuple[tuple[str, ...], ...],
    for_each: tuple[str, ...],
    uncounted: tuple[tuple[str, ...], ...],
) -> None:
    counting = agreement(sources=(DAILY,), kpis=(kpi(by=by),))
    level = service_level(for_each=for_each)
    assert uncounted_groups(counting, level) == uncounted
    assert uncounted_groups(agreement(), level) == ()


def test_a_kpi_without_a_source_tells_of_nobody() -> None:
    assert personal_columns(NORTHWIND, kpi(source="")) == frozenset()
