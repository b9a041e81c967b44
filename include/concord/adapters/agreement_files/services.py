"""Read the services an agreement buys; without any there is one by default."""

from __future__ import annotations

from collections.abc import Collection

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.model.places import CHARGES, SERVICE
from concord.adapters.agreement_files.nodes import Table
from concord.adapters.agreement_files.people import A_PERSON
from concord.adapters.agreement_files.section import Section
from concord.domain.agreement import DEFAULT_SERVICE, Service
from concord.domain.quantity import parse_currency


def read_services(root: Section, people: Collection[str]) -> tuple[Service, ...]:
    """Return the declared services, or the default one."""
    found = tuple(_service(root, n, table, people) for n, table in root.named_tables("services"))
    if found or "services" in root:
        return found
    return (Service(id=DEFAULT_SERVICE, name=DEFAULT_SERVICE),)


def _service(root: Section, name: str, table: Table, people: Collection[str]) -> Service:
    section = Section(table, root.remarks, SERVICE)
    check_id(root, "services", name)
    charges = section.table_of("charges")
    fixed = None
    if charges is not None:
        terms = Section(charges, root.remarks, CHARGES)
        fixed = terms.read("fixed", quantities.not_negative)
    return Service(
        id=name,
        name=section.text("name", name),
        currency=section.read("currency", parse_currency),
        fixed_charges=fixed,
        owner=section.reference("owner", people, "unknown-person", A_PERSON),
    )


def check_id(root: Section, section: str, name: str) -> None:
    """Report a name of `section` that cannot be an id."""
    try:
        quantities.identifier(name)
    except quantities.NotThatError as error:
        table = root.node(section)
        place = table.key_places[name] if isinstance(table, Table) else root.place
        root.remarks.error(place, error.rule, found=name, expected=error.expected)


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
