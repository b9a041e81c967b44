"""Read the services an agreement buys; without any there is one by default."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.amendments import check_amendment, report_overlap
from concord.adapters.agreement_files.currencies import currency
from concord.adapters.agreement_files.ids import check_id
from concord.adapters.agreement_files.model.places import CHARGES, CHARGES_REVISION, SERVICE
from concord.adapters.agreement_files.people import A_PERSON
from concord.adapters.agreement_files.section import Section
from concord.adapters.agreement_files.sites import read_service_hours
from concord.domain.charges import ChargeRate, ChargeTerms
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
        charges=ChargeTerms(rates=_charges(section, around.amendments)),
        hours=read_service_hours(section, around.zone),
        owner=section.reference("owner", around.people, "unknown-person", A_PERSON),
    )


def _charges(service: Section, amendments: Collection[str]) -> tuple[ChargeRate, ...]:
    """Return the charges by the day from which they hold."""
    table = service.table_of("charges")
    if table is None:
        return ()
    section = Section(table, service.remarks, CHARGES)
    fixed = section.read("fixed", quantities.not_negative)
    found = [] if fixed is None else [ChargeRate(since=None, fixed=fixed)]
    for revised in section.tables("revisions"):
        revision = Section(revised, service.remarks, CHARGES_REVISION)
        charges = _revised(revision, found, amendments)
        if charges is not None:
            found.append(charges)
    return tuple(found)


def _revised(
    revision: Section, before: Sequence[ChargeRate], amendments: Collection[str]
) -> ChargeRate | None:
    revision.require("from", "the first day of the revised charges")
    revision.require("fixed", "the revised charges of a month")
    since = revision.read("from", quantities.day)
    fixed = revision.read("fixed", quantities.not_negative)
    check_amendment(revision, amendments)
    if since is None or fixed is None or _overlaps(revision, since, before):
        return None
    return ChargeRate(since=since, fixed=fixed, amendment=revision.text("amendment"))


def _overlaps(revision: Section, since: date, before: Sequence[ChargeRate]) -> bool:
    latest = before[-1].since if before else None
    if latest is None or latest < since:
        return False
    report_overlap(revision, latest)
    return True


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
