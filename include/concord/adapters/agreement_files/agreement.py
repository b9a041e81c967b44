"""Read one partner's agreement, section by section, into a value of the domain."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.amendments import read_amendments
from concord.adapters.agreement_files.calendar_words import read_calendar
from concord.adapters.agreement_files.channels import read_channels
from concord.adapters.agreement_files.check_ins import read_check_ins
from concord.adapters.agreement_files.contract import read_contract
from concord.adapters.agreement_files.cross_checks import check_whole
from concord.adapters.agreement_files.declared_levels import declared_levels
from concord.adapters.agreement_files.escalation import read_escalation
from concord.adapters.agreement_files.known_names import KnownNames
from concord.adapters.agreement_files.kpis import ReadKpis, read_kpis
from concord.adapters.agreement_files.model.agreement import AGREEMENT
from concord.adapters.agreement_files.money import MoneyContext, with_money
from concord.adapters.agreement_files.nodes import Table
from concord.adapters.agreement_files.people import declared_ids, read_people
from concord.adapters.agreement_files.printed_kpis import with_printed_kpis
from concord.adapters.agreement_files.privacy import read_privacy
from concord.adapters.agreement_files.relationship import read_relationship
from concord.adapters.agreement_files.remarks import Remarks
from concord.adapters.agreement_files.reports import read_further_reports, read_monthly_report
from concord.adapters.agreement_files.responsibilities import read_responsibilities
from concord.adapters.agreement_files.section import Section
from concord.adapters.agreement_files.service_levels import Known, read_service_levels
from concord.adapters.agreement_files.services import Around, read_services
from concord.adapters.agreement_files.sites import read_sites
from concord.adapters.agreement_files.sources import Defaults, declared_names, read_sources
from concord.domain.agreement import Agreement, Organisation
from concord.domain.people import Side
from concord.domain.period import CALENDAR_YEAR


def read_agreement(
    table: Table,
    organisation: Organisation,
    version: str,
    remarks: Remarks,
    today: date | None = None,
) -> Agreement:
    """Return what the file says; what has errors is left out, and `remarks` tell of it.

    Where `today` is told, they also tell of what has passed.
    """
    root = Section(table, remarks, AGREEMENT)
    root.require("partner", "the partner's id")
    partner = root.read("partner", quantities.identifier) or ""
    zone = root.read("timezone", quantities.time_zone) or organisation.zone
    language = root.read("language", quantities.language_tag) or organisation.language
    theirs = read_people(root, Side.PARTNER, language, organisation.people)
    agreement = Agreement(
        partner=partner,
        name=root.text("name", partner),
        organisation=organisation,
        zone=zone,
        calendar=read_calendar(root, "calendar", zone) or organisation.calendar,
        version=version,
        people=(*organisation.people, *theirs),
        effects_from=root.read("effects_from", quantities.period),
        language=language,
    )
    whole = _with_terms(root, agreement)
    check_whole(root, whole, today)
    return whole


def _with_terms(root: Section, agreement: Agreement) -> Agreement:
    """Return the agreement with its contract, data, service levels, money and reports."""
    people = declared_ids(root.table) | {person.id for person in agreement.people}
    amendments = read_amendments(root)
    amended = frozenset(amendment.id for amendment in amendments)
    sites = read_sites(root, agreement.zone, agreement.calendar)
    services = read_services(root, Around(people=people, amendments=amended, zone=agreement.zone))
    service_ids = tuple(service.id for service in services)
    contract = read_contract(root, people, agreement.zone)
    defaults = Defaults(
        services=services, sites=sites, zone=agreement.zone, calendar=agreement.calendar
    )
    privacy = read_privacy(root, people, agreement.organisation.privacy)
    sources = {source.id: source for source in read_sources(root, defaults, privacy)}
    kpis = read_kpis(root, sources, declared_names(root, "sources"), service_ids)
    known = Known(
        kpis=kpis,
        sources=sources,
        services=service_ids,
        amendments=amended,
        in_force=date.min if contract is None else contract.start,
        year_start=CALENDAR_YEAR if contract is None else contract.year_start,
    )
    levels = read_service_levels(root, known)
    complete = replace(
        agreement,
        sites=sites,
        services=services,
        contract=None if contract is None else replace(contract, amendments=amendments),
        sources=with_printed_kpis(root, sources, kpis),
        kpis=kpis.kpis,
        service_levels=levels,
        monthly_report=read_monthly_report(root, people),
        escalation=read_escalation(root, people, agreement.organisation.escalation),
        duties=read_responsibilities(root, people),
        check_ins=read_check_ins(root, agreement.organisation.zone),
        further_reports=read_further_reports(root, people),
        relationship=read_relationship(root, _known_names(root, people, kpis, service_ids)),
        privacy=privacy,
        channels=read_channels(root, agreement.organisation.channels),
    )
    named = MoneyContext(people=people, amendments=amended, levels=levels)
    return with_money(root, complete, named)


def _known_names(
    root: Section, people: Collection[str], kpis: ReadKpis, services: Collection[str]
) -> KnownNames:
    return KnownNames(
        people=people,
        services=services,
        sites=declared_names(root, "sites"),
        kpis=declared_names(root, "kpis"),
        units={kpi.id: kpi.unit for kpi in kpis.kpis},
        service_levels=declared_levels(root),
    )
