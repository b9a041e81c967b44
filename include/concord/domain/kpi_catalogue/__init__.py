"""The catalogue of standard KPIs: an agreement names one and maps its columns."""

from concord.domain.kpi_catalogue.contacts import CONTACTS
from concord.domain.kpi_catalogue.customers import CUSTOMERS
from concord.domain.kpi_catalogue.standard import (
    Better,
    Formula,
    Role,
    Standard,
    Variant,
    taken_apart,
    with_columns,
)
from concord.domain.kpi_catalogue.work import WORK
from concord.domain.kpi_catalogue.workforce import WORKFORCE

CATALOGUE: dict[str, Standard] = {
    standard.id: standard
    for standard in sorted((*CONTACTS, *CUSTOMERS, *WORK, *WORKFORCE), key=lambda s: s.id)
}

__all__ = [
    "CATALOGUE",
    "Better",
    "Formula",
    "Role",
    "Standard",
    "Variant",
    "taken_apart",
    "with_columns",
]
