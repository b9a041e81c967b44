"""The catalogue of standard KPIs: an agreement names one and maps its columns."""

from concord.domain.kpi_catalogue.contacts import CONTACTS
from concord.domain.kpi_catalogue.customers import CUSTOMERS
from concord.domain.kpi_catalogue.deliveries import DELIVERIES
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
"""The standards that are computed from the columns of a source."""

DELIVERY_STANDARDS: dict[str, Standard] = {standard.id: standard for standard in DELIVERIES}
"""Those that count deliveries."""

STANDARDS: dict[str, Standard] = dict(sorted((CATALOGUE | DELIVERY_STANDARDS).items()))

__all__ = [
    "CATALOGUE",
    "DELIVERY_STANDARDS",
    "STANDARDS",
    "Better",
    "Formula",
    "Role",
    "Standard",
    "Variant",
    "taken_apart",
    "with_columns",
]
