"""Read the check-ins: series of meetings, each with its rhythm and who attends."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.day_range import read_day_range
from concord.adapters.agreement_files.listed import read_listed
from concord.adapters.agreement_files.model.meetings import MEETING_SERIES
from concord.adapters.agreement_files.section import Section
from concord.domain.meeting import AN_HOUR, MeetingSeries
from concord.domain.quantity import (
    QuantityError,
    Recurrence,
    parse_duration,
    parse_recurrence,
    parse_time_of_day,
)

LONGEST = timedelta(hours=12)


def read_check_ins(root: Section, zone: ZoneInfo) -> tuple[MeetingSeries, ...]:
    """Return the series of meetings; their times are in `zone` unless they say otherwise."""
    if "check_ins" in root:
        root.remarks.not_yet(root.place_of("check_ins"), "invitations to meetings")
    return read_listed(root, "check_ins", MEETING_SERIES, lambda s: _series(s, zone), "series")


def _series(section: Section, zone: ZoneInfo) -> MeetingSeries | None:
    name, rhythm, attend = section.text("series"), _rhythm(section), section.words("attend")
    length = section.read("length", _length)
    own_zone = section.read("timezone", quantities.time_zone)
    pack_before = section.read("pack_before", quantities.span)
    starts, until = read_day_range(section, "starts", "until")
    if not name or rhythm is None or not attend:
        return None
    return MeetingSeries(
        series=name,
        rhythm=rhythm,
        zone=own_zone or zone,
        attend=attend,
        length=length or AN_HOUR,
        quorum=section.words("quorum"),
        where=section.text("where"),
        agenda=section.text("agenda"),
        pack_before=pack_before,
        minutes=section.flag("minutes", default=True),
        starts=starts,
        until=until,
    )


def _rhythm(section: Section) -> Recurrence | None:
    """Return how it comes round; day and time may stand beside `every` or within it."""
    rhythm = section.read("every", parse_recurrence)
    day, at = section.read("day", quantities.day_of_period), section.read("at", parse_time_of_day)
    if rhythm is None:
        return None
    said = {"day": (rhythm.on, day), "at": (rhythm.at, at)}
    for key, (within, beside) in said.items():
        if within is not None and beside is not None:
            section.remarks.error(
                section.place_of(key),
                "said-twice",
                found=section.text(key),
                expected=f"no `{key}` of its own, since `every` says it",
            )
            return None
    whole = replace(rhythm, on=day or rhythm.on, at=at or rhythm.at)
    # Read once more as a whole: a week has no third business day.
    key = "every" if day is None else "day"
    return section.read(key, lambda _: parse_recurrence(str(whole)))


def _length(text: str) -> timedelta:
    found = parse_duration(text)
    if timedelta(0) < found <= LONGEST:
        return found
    raise QuantityError(text, "a length of more than 0 min and at most 12 hours")
