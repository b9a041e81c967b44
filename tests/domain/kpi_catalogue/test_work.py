"""The standards of this part are in the catalogue, each under its own id."""

from concord.domain.kpi_catalogue import CATALOGUE
from concord.domain.kpi_catalogue.work import WORK


def test_its_standards_are_in_the_catalogue() -> None:
    assert [CATALOGUE[standard.id] for standard in WORK] == list(WORK)
