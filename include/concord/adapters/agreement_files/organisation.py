"""Read the organisation file: the company that buys, its zone, calendar and people."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.calendar_words import read_calendar
from concord.adapters.agreement_files.escalation import read_escalation
from concord.adapters.agreement_files.model.organisation import ORGANISATION
from concord.adapters.agreement_files.nodes import Table
from concord.adapters.agreement_files.people import declared_ids, read_people
from concord.adapters.agreement_files.remarks import Remarks
from concord.adapters.agreement_files.section import Section
from concord.adapters.calendars import WEEKENDS, business_calendar
from concord.domain.agreement import Organisation
from concord.domain.people import Side

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
    return Organisation(
        name=root.text("name", DEFAULT_NAME),
        zone=zone,
        calendar=read_calendar(root, "calendar", zone) or business_calendar(WEEKENDS, zone),
        people=people,
        sender=root.read("sender", quantities.mail_address) or fallback.sender,
        language=language,
        escalation=read_escalation(root, declared_ids(table)),
    )
