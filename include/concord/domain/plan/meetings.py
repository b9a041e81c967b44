"""The plan's check-ins: when each is held, and who attends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from concord.domain.agreement import Agreement
from concord.domain.contract import current_term_end
from concord.domain.escalation_policy import CONTRACT_OWNER
from concord.domain.meeting import Meeting, MeetingSeries, meetings
from concord.domain.people import Side, with_role
from concord.domain.plan.entry import PlanKind, PlannedEntry


def held_meetings(agreement: Agreement, first: date, last: date) -> Iterator[PlannedEntry]:
    """Yield the meetings of every series while the contract runs."""
    ours = agreement.organisation.calendar
    for series in agreement.check_ins:
        for meeting in meetings(series, ours, agreement.calendar, first, last):
            if _runs(agreement, meeting.day):
                yield _entry(agreement, meeting)


def _runs(agreement: Agreement, day: date) -> bool:
    contract = agreement.contract
    if contract is None:
        return True
    end = current_term_end(contract, agreement.organisation.calendar, day)
    return contract.start <= day <= end


def _entry(agreement: Agreement, meeting: Meeting) -> PlannedEntry:
    moved = f" ({meeting.moved})" if meeting.moved else ""
    return PlannedEntry(
        partner=agreement.partner,
        kind=PlanKind.MEETING,
        identity=meeting.identity,
        day=meeting.day,
        what=f"{meeting.series.series}{moved}",
        who=attendees(agreement, meeting.series),
        at=meeting.begins,
    )


def attendees(agreement: Agreement, series: MeetingSeries) -> tuple[str, ...]:
    """Return the ids of those who have one of the roles that attend, on either side."""
    found: list[str] = []
    for role in series.attend:
        if role == CONTRACT_OWNER and agreement.owner is not None:
            found.append(agreement.owner)
        for side in Side:
            found.extend(person.id for person in with_role(agreement.people, side, role))
    return tuple(dict.fromkeys(found))
