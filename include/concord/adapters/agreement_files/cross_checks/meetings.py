"""Whether those who are to meet are there, and at work at the same time."""

from __future__ import annotations

from datetime import date, timedelta

from concord.adapters.agreement_files.cross_checks.entries import entry, text_of
from concord.adapters.agreement_files.cross_checks.escalation import are_all_read, roles_of
from concord.adapters.agreement_files.remarks import nearest
from concord.adapters.agreement_files.section import Section
from concord.domain.agreement import Agreement
from concord.domain.business_calendar import BusinessCalendar
from concord.domain.meeting import Meeting, MeetingSeries, fits, has_common_hours, meetings
from concord.domain.notation import day as day_text
from concord.domain.people import Side

A_YEAR = timedelta(days=365)
"""So long are meetings looked at: summer time comes and goes on each side within it."""


def check_meetings(root: Section, agreement: Agreement, today: date | None) -> None:
    """Warn of roles that nobody has, and of meetings outside the hours of either side."""
    everybody = are_all_read(root)
    for series in agreement.check_ins:
        section = entry(root, "check_ins", "series", series.series) or root
        if everybody:
            _check_roles(section, agreement, series)
        _check_hours(section, agreement, series, today)


def _check_roles(section: Section, agreement: Agreement, series: MeetingSeries) -> None:
    known = {role for side in Side for role in roles_of(agreement, side)}
    for role in series.attend:
        if role not in known:
            section.remarks.warning(
                text_of(section, "attend", role),
                "role-nobody-has",
                found=role,
                expected=f"a role that somebody has: {', '.join(sorted(known)) or 'none'}",
                hint=nearest(role, known),
            )
    for role in series.quorum:
        if role not in series.attend:
            section.remarks.warning(
                text_of(section, "quorum", role),
                "quorum-does-not-attend",
                found=role,
                expected=f"one of those who attend: {', '.join(series.attend)}",
                hint=nearest(role, series.attend),
            )


def _check_hours(
    section: Section, agreement: Agreement, series: MeetingSeries, today: date | None
) -> None:
    """Warn of the first meeting that is outside somebody's working hours.

    One of each month of a year is looked at: clocks change on either side, days do not.
    """
    first = today or series.starts or (agreement.contract.start if agreement.contract else None)
    if first is None:
        return
    ours = agreement.organisation.calendar
    held = meetings(series, ours, agreement.calendar, first, first + A_YEAR)
    # The last of a month: it is the one after a change of clocks.
    for meeting in {(each.day.year, each.day.month): each for each in held}.values():
        if not _is_in_hours(agreement, meeting):
            _remark_on_hours(section, agreement, meeting)
            return


def _theirs(agreement: Agreement) -> tuple[BusinessCalendar, ...]:
    """Return the calendars of which one must fit: the partner's, and those of its sites."""
    return (agreement.calendar, *(site.calendar for site in agreement.sites))


def _is_in_hours(agreement: Agreement, meeting: Meeting) -> bool:
    begins, length = meeting.begins, meeting.series.length
    if begins is None:
        return _can_meet(agreement, meeting)
    ours = agreement.organisation.calendar
    theirs = any(fits(calendar, begins, length) for calendar in _theirs(agreement))
    return fits(ours, begins, length) and theirs


def _can_meet(agreement: Agreement, meeting: Meeting) -> bool:
    ours, length = agreement.organisation.calendar, meeting.series.length
    return any(
        has_common_hours(ours, theirs, meeting.day, length) for theirs in _theirs(agreement)
    )


def _remark_on_hours(section: Section, agreement: Agreement, meeting: Meeting) -> None:
    on, minutes = day_text(meeting.day), int(meeting.series.length.total_seconds()) // 60
    if not _can_meet(agreement, meeting):
        section.remarks.warning(
            section.place_of("every"),
            "no-common-hours",
            found=f"{meeting.series.series}: on {on} both sides are never at work together "
            f"for {minutes} min",
            expected="working hours that overlap for so long; a site may have hours of its own",
        )
        return
    section.remarks.warning(
        section.place_of("every"),
        "meeting-outside-hours",
        found=f"{meeting.series.series} on {on}: it does not lie within the working hours of both",
        expected="a time and a length that do, in summer and in winter",
    )
