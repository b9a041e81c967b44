"""What the sections of a relationship refer to, as the rest of the agreement declares it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from concord.adapters.agreement_files.remarks import one_of
from concord.adapters.agreement_files.section import Section

A_KPI = "a KPI of this agreement"
A_SERVICE_LEVEL = "a service level of this agreement"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownNames:
    """Ids of people, services, sites, KPIs (with their units) and service levels.

    Those that cannot be read are among them, so that a mistake is reported once.
    """

    people: Collection[str]
    services: Collection[str] = ()
    sites: Collection[str] = ()
    kpis: Collection[str] = ()
    units: Mapping[str, str] = field(default_factory=dict)
    service_levels: Collection[str] = ()

    def services_of(self, section: Section) -> tuple[str, ...]:
        """Return the services that a section names."""
        expected = one_of(self.services) if self.services else "a service of this agreement"
        return section.references("services", self.services, "unknown-service", expected)

    def sites_of(self, section: Section) -> tuple[str, ...]:
        """Return the sites that a section names."""
        expected = one_of(self.sites) if self.sites else "a site of this agreement"
        return section.references("sites", self.sites, "unknown-site", expected)

    def kpis_of(self, section: Section) -> tuple[str, ...]:
        """Return the KPIs that a section names."""
        return section.references("kpis", self.kpis, "unknown-kpi", A_KPI)

    def levels_of(self, section: Section) -> tuple[str, ...]:
        """Return the service levels that a section names."""
        known = self.service_levels
        return section.references(
            "service_levels", known, "unknown-service-level", A_SERVICE_LEVEL
        )
