"""The standards of this part are in the catalogue, each under its own id."""

from concord.domain.kpi_catalogue import CATALOGUE
from concord.domain.kpi_catalogue.customers import CUSTOMERS


def test_its_standards_are_in_the_catalogue() -> None:
    assert [CATALOGUE[standard.id] for standard in CUSTOMERS] == list(CUSTOMERS)
