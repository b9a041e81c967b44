"""One-to-ones: a person's figures, their course, and the median of a group that is no secret."""

from dataclasses import replace
from fractions import Fraction

import pytest

from concord.domain.agreement import Agreement
from concord.domain.kpi import Dimension, Measurement
from concord.domain.one_to_one import OneToOneSheet, PersonFigure, one_to_one_sheets
from concord.domain.privacy import PersonalKpis, Privacy
from concord.domain.source import ColumnType
from concord.domain.trend import Course
from tests.builders import agreement, column, kpi, measurement, months, period, source

AGENT = column("agent", ColumnType.TEXT, personal=True)
DAILY = replace(source(), columns=(*source().columns, AGENT))
ALLOWED = Privacy(
    personal_kpis=PersonalKpis.PSEUDONYMS,
    purpose="Coaching",
    legal_basis="Works agreement 7",
    smallest_group=3,
)
OCTOBER = period("2026-10")


def northwind(*by: tuple[str, ...], **changes: object) -> Agreement:
    default = agreement(sources=(DAILY,), kpis=(kpi(by=by or (("agent",),)),), privacy=ALLOWED)
    return replace(default, **changes)  # type: ignore[arg-type] # as in the builders, a wrong name raises


def measured(
    value: str | None, agent: str, month: str = "2026-10", site: str | None = None
) -> Measurement:
    group: Dimension = () if site is None else (("site", site),)
    return measurement(value, dimension=(*group, ("agent", agent)), period=period(month))


def sheets(*measurements: Measurement, of: Agreement | None = None) -> tuple[OneToOneSheet, ...]:
    return one_to_one_sheets(of or northwind(), measurements, OCTOBER)


def figure(found: tuple[OneToOneSheet, ...], person: str) -> PersonFigure:
    (sheet,) = (each for each in found if each.person == person)
    (only,) = sheet.figures
    return only


def test_a_person_is_set_against_the_median_of_all() -> None:
    found = sheets(measured("70", "p-a"), measured("80", "p-b"), measured("95", "p-c"))
    assert [sheet.person for sheet in found] == ["p-a", "p-b", "p-c"]
    own = figure(found, "p-a")
    assert (own.value, own.median, own.people) == (Fraction(70), Fraction(80), 3)
    assert own.against_median == -10
    assert own.group == ()


def test_the_median_of_too_few_is_not_shown_nor_how_few_they_are() -> None:
    own = figure(sheets(measured("70", "p-a"), measured("80", "p-b")), "p-a")
    assert (own.value, own.median, own.people, own.against_median) == (
        Fraction(70),
        None,
        None,
        None,
    )


def test_people_without_a_figure_make_no_group() -> None:
    found = sheets(measured("70", "p-a"), measured("80", "p-b"), measured(None, "p-c"))
    assert figure(found, "p-a").people is None
    assert figure(found, "p-c").value is None


def test_teams_are_set_apart_and_a_small_one_hides_another() -> None:
    of = northwind(("site", "agent"))
    manila = [measured(str(value), f"p-m{value}", site="manila") for value in (60, 70, 80)]
    cebu = [measured("90", "p-c", site="cebu")]
    alone = sheets(*manila, of=of)
    assert figure(alone, "p-m60").median == 70
    both = sheets(*manila, *cebu, of=of)
    assert {sheet.figures[0].median for sheet in both} == {None}
    assert figure(both, "p-c").group == (("site", "cebu"),)


@pytest.mark.parametrize(
    ("values", "course"),
    [
        ("80 80 80 90 90 90", Course.IMPROVING),
        ("90 90 90 80 80 80", Course.WORSENING),
        ("80 80 80 80 80", None),
    ],
)
def test_the_course_is_seen_from_the_target(values: str, course: Course | None) -> None:
    told = values.split()
    past = [
        measured(value, "p-a", month)
        for value, month in zip(told, months(f"2026-{11 - len(told):02d}", len(told)), strict=True)
    ]
    own = figure(sheets(*past), "p-a")
    assert own.course is course
    assert [value for _, value in own.history] == [Fraction(value) for value in told]


def test_without_a_service_level_nothing_tells_what_is_better() -> None:
    past = [measured("80", "p-a", f"2026-{month:02d}") for month in range(1, 11)]
    own = figure(sheets(*past, of=northwind(service_levels=())), "p-a")
    assert own.course is None
    assert len(own.history) == 10


def test_the_past_has_gaps_and_twelve_periods_at_most() -> None:
    past = [measured("80", "p-a", month) for month in ("2024-01", "2026-08", "2026-10")]
    own = figure(sheets(*past), "p-a")
    assert len(own.history) == 12
    assert [value for _, value in own.history[-3:]] == [80, None, 80]


def test_who_has_no_figure_in_the_period_has_no_sheet() -> None:
    assert sheets(measured("80", "p-a", "2026-09"), measured("80", "p-b", "2026-11")) == ()
    assert sheets(measured("80", "p-a", "2026-W40")) == ()


def test_figures_of_groups_and_other_kpis_are_nobodys() -> None:
    by_site = measurement("80", dimension=(("site", "cebu"),))
    assert sheets(measurement("80"), by_site, replace(measured("80", "p-a"), kpi="other")) == ()


def test_where_it_is_not_allowed_there_are_no_sheets() -> None:
    assert sheets(measured("80", "p-a"), of=northwind(privacy=Privacy())) == ()
