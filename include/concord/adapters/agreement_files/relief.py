"""Read what does not count against the partner: events, and standing rules."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import partial
from zoneinfo import ZoneInfo

from concord.adapters.agreement_files import moments, quantities
from concord.adapters.agreement_files.credit_scene import A_SERVICE_LEVEL
from concord.adapters.agreement_files.model.relief import EVENT, STANDING
from concord.adapters.agreement_files.people import A_PERSON
from concord.adapters.agreement_files.remarks import one_of
from concord.adapters.agreement_files.section import Section
from concord.domain.quantity import parse_hours, parse_recurrence
from concord.domain.relief import Drops, ReliefCause, ReliefEvent, ReliefRule, StandingRelief

_ALL_DAY = parse_hours("00:00-24:00")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliefContext:
    """Who may approve, which service levels there are, and the clock that events are on."""

    people: Collection[str]
    service_levels: Collection[str]
    zone: ZoneInfo


def read_relief(root: Section, context: ReliefContext) -> tuple[ReliefRule, ...]:
    """Return the events and standing rules, in the order of the file."""
    found: list[ReliefRule] = []
    lines: dict[str, int] = {}
    for table in root.tables("relief"):
        stands = "every" in table.entries
        section = Section(table, root.remarks, STANDING if stands else EVENT)
        shared = _shared(section, context)
        _check_unique(section, lines)
        if shared is not None:
            rule = _standing(section, shared) if stands else _event(section, shared, context.zone)
            found.extend(() if rule is None else (rule,))
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shared:
    """What every relief states, as far as it can be read."""

    id: str
    cause: ReliefCause
    service_levels: tuple[str, ...]
    approved_by: str | None
    approved_on: date | None
    evidence: str
    drops: Drops | None


def _shared(section: Section, context: ReliefContext) -> _Shared | None:
    section.require("id", "an id")
    section.require("cause", one_of(ReliefCause))
    relief_id = section.read("id", quantities.identifier)
    cause = section.word("cause", ReliefCause)
    levels = section.references(
        "service_levels", sorted(context.service_levels), "unknown-service-level", A_SERVICE_LEVEL
    )
    approved_by = section.reference("approved_by", context.people, "unknown-person", A_PERSON)
    if "approved_by" not in section:
        section.remarks.warning(
            section.place,
            "not-approved",
            found="nobody who approved it",
            expected="approved_by; until then nothing is left out",
        )
    drops = section.word("drops", Drops)
    named = "service_levels" in section
    if relief_id is None or cause is None or (named and not levels):
        return None
    return _Shared(
        id=relief_id,
        cause=cause,
        service_levels=levels,
        approved_by=approved_by,
        approved_on=section.read("approved_on", quantities.day),
        evidence=section.text("evidence"),
        drops=drops,
    )


def _check_unique(section: Section, lines: dict[str, int]) -> None:
    name = section.text("id")
    if name in lines:
        section.remarks.error(
            section.place_of("id"),
            "duplicate-id",
            found=name,
            expected=f"an id of its own; it stands in line {lines[name]} already",
        )
    elif name:
        lines[name] = section.place_of("id").line


def _event(section: Section, shared: _Shared, zone: ZoneInfo) -> ReliefEvent | None:
    section.require("from", "when it began")
    section.require("to", "when it was over")
    begins = section.read("from", partial(moments.beginning, zone=zone))
    ends = section.read("to", partial(moments.end, zone=zone))
    if begins is None or ends is None:
        return None
    if ends <= begins:
        _report_upside_down(section, "to", "a moment after `from`")
    return ReliefEvent(
        id=shared.id,
        cause=shared.cause,
        service_levels=shared.service_levels,
        approved_by=shared.approved_by,
        approved_on=shared.approved_on,
        evidence=shared.evidence,
        drops=shared.drops or Drops.DAY,
        begins=begins,
        ends=ends,
        days=_whole_days(section),
    )


def _whole_days(section: Section) -> tuple[date, date] | None:
    """Return the first and last day of an event that is stated in days alone."""
    written = (section.text("from"), section.text("to"))
    if any(":" in text for text in written):
        return None
    return quantities.day(written[0]), quantities.day(written[1])


def _standing(section: Section, shared: _Shared) -> StandingRelief | None:
    every = section.read("every", parse_recurrence)
    hours = section.read("when", parse_hours) or _ALL_DAY
    since, until = (section.read(key, quantities.day) for key in ("from", "until"))
    if since is not None and until is not None and until < since:
        _report_upside_down(section, "until", "a day on or after `from`")
    if every is None:
        return None
    if every.at is not None:
        section.remarks.error(
            section.place_of("every"),
            "does-not-fit",
            found=section.text("every"),
            expected="the days alone, such as week on Sunday; the hours stand in `when`",
        )
    return StandingRelief(
        id=shared.id,
        cause=shared.cause,
        service_levels=shared.service_levels,
        approved_by=shared.approved_by,
        approved_on=shared.approved_on,
        evidence=shared.evidence,
        drops=shared.drops or Drops.HOURS,
        every=every,
        hours=hours,
        since=since,
        until=until,
    )


def _report_upside_down(section: Section, key: str, expected: str) -> None:
    section.remarks.error(
        section.place_of(key), "upside-down", found=section.text(key), expected=expected
    )
