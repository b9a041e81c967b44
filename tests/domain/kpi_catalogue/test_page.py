"""The catalogue as a page."""

from concord.domain.kpi_catalogue import CATALOGUE, STANDARDS
from concord.domain.kpi_catalogue.page import catalogue_page, formula_words


def test_every_standard_has_a_section_with_its_roles() -> None:
    page = catalogue_page(STANDARDS.values())
    for standard in STANDARDS.values():
        assert f"## `{standard.id}`: {standard.name}" in page
        assert all(f"| `{role.name}` |" in page for role in standard.roles)


def test_formulas_are_written_for_people() -> None:
    level, backlog = CATALOGUE["service_level"], CATALOGUE["backlog"]
    assert formula_words(level.variants[0]) == (
        "`(sum(answered_in) + sum(abandoned_in)) ÷ sum(offered)`"
    )
    assert formula_words(backlog.variants[0]) == "`sum(waiting_items)`"
