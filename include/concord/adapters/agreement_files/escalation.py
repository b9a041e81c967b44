"""Read the escalation policy: the standard one, or levels of one's own."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta

from concord.adapters.agreement_files.model.escalation import (
    CHANNELS,
    CHANNELS_LATER,
    ESCALATION_LEVEL,
    ESCALATION_POLICY,
    LEVEL_ROLES,
    LEVELS_BY_SEVERITY,
)
from concord.adapters.agreement_files.nodes import Table
from concord.adapters.agreement_files.people import persons_of
from concord.adapters.agreement_files.section import Section
from concord.domain.escalation_policy import (
    MOST_STEPS,
    STANDARD,
    EscalationLevel,
    EscalationPolicy,
    Recurrence,
)
from concord.domain.issue import IssueSeverity
from concord.domain.people import Side
from concord.domain.quantity import QuantityError, parse_business_hours

OWN = "own"
_REPEATS = 3
_SO_MANY_OF = re.compile(r"([0-9]{1,3}) +of +([0-9]{1,3})")
_FEWEST_FAILURES, _LONGEST_LOOK_BACK = 2, 36
_A_POLICY = "standard, or a policy with levels of its own"
Levels = tuple[EscalationLevel, ...]


def read_escalation(
    root: Section, people: Collection[str], default: EscalationPolicy = STANDARD
) -> EscalationPolicy:
    """Return the policy under `escalation`; `default` where there is none to be read."""
    node = root.node("escalation")
    if isinstance(node, Table):
        return _policy(Section(node, root.remarks, ESCALATION_POLICY), people) or default
    written = root.written("escalation")
    if written is None:
        return default
    named = root.choice(written, (STANDARD.name,), expected=_A_POLICY)
    return default if named is None else STANDARD


def _policy(section: Section, people: Collection[str]) -> EscalationPolicy | None:
    section.require("levels", "the levels in the order in which they are asked")
    levels = _levels(section, "levels", section, people)
    by_severity = _by_severity(section, people)
    recurring = section.read("recurring", _recurrence)
    if not levels:
        return None
    return EscalationPolicy(
        name=OWN, levels=levels, by_severity=by_severity, recurring=recurring or Recurrence()
    )


def _by_severity(
    policy: Section, people: Collection[str]
) -> tuple[tuple[IssueSeverity, Levels], ...]:
    table = policy.table_of("by_severity")
    if table is None:
        return ()
    section = Section(table, policy.remarks, LEVELS_BY_SEVERITY)
    read = ((each, _levels(section, each, policy, people)) for each in IssueSeverity)
    return tuple((severity, levels) for severity, levels in read if levels)


def _levels(section: Section, key: str, policy: Section, people: Collection[str]) -> Levels:
    """Return the levels under a key, the last of them repeated as the policy says."""
    tables = tuple(section.tables(key))
    if key in section and not tables:
        section.remarks.error(
            section.place_of(key), "empty-value", found="no level", expected="at least one level"
        )
    read = [_level(Section(t, section.remarks, ESCALATION_LEVEL), people) for t in tables]
    levels = [level for level in read if level is not None]
    return _with_repeats(levels, policy, section, key)


def _with_repeats(
    levels: Sequence[EscalationLevel], policy: Section, section: Section, key: str
) -> Levels:
    if not levels:
        return ()
    room = MOST_STEPS - len(levels)
    repeats = policy.read("repeat_last", _count)
    if room < (repeats or 0):
        section.remarks.error(
            section.place_of(key),
            "too-many-levels",
            found=f"{len(levels)} levels, the last one repeated {repeats or 0} times",
            expected=f"at most {MOST_STEPS} times that somebody is asked, repetitions included",
        )
        return ()
    last = replace(levels[-1], repeats=min(_REPEATS, room) if repeats is None else repeats)
    return (*levels[:-1], last)


def _level(section: Section, people: Collection[str]) -> EscalationLevel | None:
    section.require("respond_within", "a time such as 4 business hours")
    roles, named = _roles(section), persons_of(section, "people", people)
    within = section.read("respond_within", _response_time)
    _check_channels(section)
    if "roles" not in section and "people" not in section:
        section.require("roles", "the roles or the people that this level asks")
    if within is None or not (roles or named):
        return None
    return EscalationLevel(roles=roles, named=named, respond_within=within)


def _roles(section: Section) -> tuple[tuple[Side, str], ...]:
    table = section.table_of("roles")
    if table is None:
        return ()
    roles = Section(table, section.remarks, LEVEL_ROLES)
    found = tuple((side, role) for side in Side for role in roles.words(side))
    if not found:
        section.remarks.error(
            roles.place, "empty-value", found="no role", expected="a role on one side at least"
        )
    return found


def _check_channels(section: Section) -> None:
    """Say which channels wait, and that a task and a mail there are in any case."""
    for written in section.texts("channels"):
        if section.choice(written, (*CHANNELS, *CHANNELS_LATER)) in CHANNELS_LATER:
            section.remarks.not_yet(written.place, f"asking by {written.text}")
    missing = [channel for channel in CHANNELS if channel not in section.words("channels")]
    if "channels" in section and missing:
        section.remarks.not_yet(
            section.place_of("channels"), f"a level without {' or '.join(missing)}"
        )


def _response_time(text: str) -> timedelta:
    found = parse_business_hours(text)
    if timedelta(0) < found <= timedelta(hours=400):
        return found
    raise QuantityError(text, "more than 0 and at most 400 business hours")


def _recurrence(text: str) -> Recurrence:
    written = _SO_MANY_OF.fullmatch(text.strip())
    if written is not None:
        failed, of = int(written[1]), int(written[2])
        if _FEWEST_FAILURES <= failed <= of <= _LONGEST_LOOK_BACK:
            return Recurrence(failed=failed, of=of)
    raise QuantityError(
        text, f"from {_FEWEST_FAILURES} of as many to {_LONGEST_LOOK_BACK}, such as 3 of 6"
    )


def _count(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) <= MOST_STEPS:
        return int(text)
    raise QuantityError(text, f"a whole number from 0 to {MOST_STEPS}")
