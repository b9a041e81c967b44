"""Read the services an agreement buys; without any there is one by default."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.charges import read_charges
from concord.adapters.agreement_files.currencies import currency
from concord.adapters.agreement_files.ids import check_id
from concord.adapters.agreement_files.model.places import SERVICE
from concord.adapters.agreement_files.people import A_PERSON
from concord.adapters.agreement_files.section import Section
from concord.adapters.agreement_files.sites import read_service_hours
from concord.domain.charges import ChargeTerms
from concord.domain.service import DEFAULT_SERVICE, Service


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What services refer to, and the clock they keep if they do not say."""

    people: Collection[str]
    amendments: Collection[str]
    zone: ZoneInfo


def read_services(root: Section, around: Around) -> tuple[Service, ...]:
    """Return the declared services, or the default one."""
    found = []
    for name, table in root.named_tables("services"):
        check_id(root, "services", name)
        found.append(_service(Section(table, root.remarks, SERVICE), name, around))
    if found or "services" in root:
        return tuple(found)
    return (Service(id=DEFAULT_SERVICE, name=DEFAULT_SERVICE),)


def _service(section: Section, name: str, around: Around) -> Service:
    return Service(
        id=name,
        name=section.text("name", name),
        sow=section.text("sow"),
        currency=section.read("currency", currency),
        charges=_charges(section, around.amendments),
        hours=read_service_hours(section, around.zone),
        owner=section.reference("owner", around.people, "unknown-person", A_PERSON),
    )


def _charges(section: Section, amendments: Collection[str]) -> ChargeTerms:
    first, last = section.read("from", quantities.day), section.read("until", quantities.day)
    if first is not None and last is not None and last < first:
        section.remarks.error(
            section.place_of("until"),
            "does-not-fit",
            found=section.text("until"),
            expected=f"a day from {first} on, on which the service begins",
        )
    return replace(read_charges(section, amendments), first=first, last=last)


def service_of(section: Section, services: Collection[str], inherited: str | None) -> str | None:
    """Return the service an item belongs to: named, else inherited, else the only one."""
    if "service" in section:
        return section.reference(
            "service", services, "unknown-service", "one of the agreement's services"
        )
    if inherited is not None:
        return inherited
    if len(services) == 1:
        return next(iter(services))
    if services:
        section.require("service", "one of " + ", ".join(services) + ": there are several")
    return None
