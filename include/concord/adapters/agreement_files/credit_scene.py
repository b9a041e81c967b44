"""What credit regimes refer to: services, service levels, bands and units."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from concord.adapters.agreement_files.currencies import currency
from concord.adapters.agreement_files.nodes import Text
from concord.adapters.agreement_files.section import Section
from concord.adapters.agreement_files.services import service_of
from concord.domain.service import Service
from concord.domain.service_level import ServiceLevel

A_SERVICE_LEVEL = "the id of one of the agreement's service levels"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What stands in the file around the regimes.

    `declared_levels` and `bands` are all that are named, readable or not; `service_keys` are
    the keys that each service has; `units` are those of the KPIs.
    """

    services: Mapping[str, Service]
    service_keys: Mapping[str, Collection[str]]
    levels: Mapping[str, ServiceLevel]
    declared_levels: Collection[str]
    bands: Collection[str]
    units: Mapping[str, str]
    amendments: Collection[str]

    def unit(self, level: ServiceLevel) -> str:
        """Return the unit of a service level's KPI."""
        return self.units[level.kpi]

    def level(self, section: Section, written: Text | None) -> ServiceLevel | None:
        """Return the service level that is named, or None; only an unknown one is reported."""
        if written is None:
            return None
        known = sorted(self.declared_levels)
        name = section.choice(written, known, "unknown-service-level", A_SERVICE_LEVEL)
        level = None if name is None else self.levels.get(name)
        if level is not None and not level.bears_money:
            section.remarks.warning(
                written.place,
                "no-money",
                found=level.id,
                expected="a service level that bears money: it says `money: none`",
            )
        return level


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """Whose service a regime is about, and in which currency its credits are."""

    service: str
    currency: str


def read_owed(
    section: Section,
    scene: Scene,
    level: ServiceLevel | None = None,
    *,
    of_charges: bool = True,
) -> Owed | None:
    """Return a regime's service and currency; of a service level those of its service.

    Credits `of_charges` are a percentage of what the service costs.
    """
    inherited = None if level is None else level.service
    name = service_of(section, tuple(scene.services), inherited)
    service = scene.services.get(name or "")
    stated = section.read("currency", currency)
    if service is None:
        return None
    if level is not None and service.id != level.service:
        section.remarks.error(
            section.place_of("service"),
            "does-not-fit",
            found=service.id,
            expected=f"{level.service}: {level.id} is a service level of that",
        )
    keys = scene.service_keys.get(service.id, ())
    if "currency" not in section and "currency" not in keys:
        section.require("currency", "a currency such as GBP, here or at the service")
    _check_charges(section, service, stated, has_charges="charges" in keys or not of_charges)
    found = stated or service.currency
    return None if found is None else Owed(service=service.id, currency=found)


def _check_charges(
    section: Section, service: Service, stated: str | None, *, has_charges: bool
) -> None:
    """Warn of credits in another currency than the charges, and of charges that are not there."""
    if stated is not None and service.currency is not None and stated != service.currency:
        section.remarks.warning(
            section.place_of("currency"),
            "other-currency",
            found=stated,
            expected=f"{service.currency}, in which {service.id} is charged",
        )
    if not has_charges:
        section.remarks.warning(
            section.place,
            "no-charges",
            found=f"no fixed charges of {service.id}",
            expected="the monthly charges that credits are a percentage of",
        )
