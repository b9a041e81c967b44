"""Read the organisation file: the company that buys, its zone, calendar and people."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.calendar_words import read_calendar
from concord.adapters.agreement_files.channels import read_channels
from concord.adapters.agreement_files.conversion import read_conversion
from concord.adapters.agreement_files.escalation import read_escalation
from concord.adapters.agreement_files.mail_delivery import read_mail_delivery
from concord.adapters.agreement_files.model.organisation import DEFAULTS, ORGANISATION
from concord.adapters.agreement_files.model.privacy import BRANDING
from concord.adapters.agreement_files.model.reports import FORMATS
from concord.adapters.agreement_files.nodes import Table
from concord.adapters.agreement_files.people import declared_ids, read_people
from concord.adapters.agreement_files.privacy import read_privacy
from concord.adapters.agreement_files.remarks import Remarks
from concord.adapters.agreement_files.section import Section
from concord.adapters.calendars import WEEKENDS, business_calendar
from concord.domain.agreement import Organisation
from concord.domain.branding import Branding
from concord.domain.channels import Channels
from concord.domain.people import Side
from concord.domain.quantity import parse_currency, parse_hours, parse_time_of_day

DEFAULT_NAME = "Client"


def default_organisation() -> Organisation:
    """Return the organisation of agreements that stand alone."""
    zone = ZoneInfo("UTC")
    return Organisation(name=DEFAULT_NAME, zone=zone, calendar=business_calendar(WEEKENDS, zone))


def read_organisation(table: Table, remarks: Remarks) -> Organisation:
    """Return what the organisation file says, with defaults for what cannot be read."""
    root = Section(table, remarks, ORGANISATION)
    zone = root.read("timezone", quantities.time_zone) or ZoneInfo("UTC")
    language = root.read("language", quantities.language_tag) or "en"
    fallback = default_organisation()
    people = read_people(root, Side.CLIENT, language)
    _check_defaults(root)
    declared = declared_ids(table)
    return Organisation(
        name=root.text("name", DEFAULT_NAME),
        zone=zone,
        calendar=read_calendar(root, "calendar", zone) or business_calendar(WEEKENDS, zone),
        people=people,
        sender=root.read("sender", quantities.mail_address) or fallback.sender,
        language=language,
        escalation=read_escalation(root, declared),
        privacy=read_privacy(root, declared, fallback.privacy),
        channels=read_channels(root, _of_everybody(root)),
        branding=_branding(root),
        conversion=read_conversion(root),
        delivery=read_mail_delivery(root, people),
    )


def _of_everybody(root: Section) -> Channels:
    """Return the channels as the root says them: the digest and the quiet hours of all."""
    return Channels(
        digest=root.read("digest", parse_time_of_day),
        quiet_hours=root.read("quiet_hours", parse_hours),
    )


def _branding(root: Section) -> Branding:
    table = root.table_of("branding")
    if table is None:
        return Branding()
    section = Section(table, root.remarks, BRANDING)
    return Branding(
        colour=section.read("colour", quantities.colour) or "",
        logo=section.text("logo"),
        footer=section.text("footer"),
    )


def _check_defaults(root: Section) -> None:
    """Read what agreements are to take over, strictly; nothing takes it over yet."""
    table = root.table_of("defaults")
    if table is None:
        return
    section = Section(table, root.remarks, DEFAULTS)
    section.read("currency", parse_currency)
    section.read("completeness", quantities.share)
    section.read("report_day", quantities.day_of_period)
    for written in section.texts("report_formats"):
        section.choice(written, FORMATS)
