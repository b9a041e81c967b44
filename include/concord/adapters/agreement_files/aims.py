"""Read the aims of a relationship: objectives, feedback and recognition."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.day_range import read_day_range
from concord.adapters.agreement_files.known_names import KnownNames
from concord.adapters.agreement_files.listed import read_listed
from concord.adapters.agreement_files.model.aims import FEEDBACK, OBJECTIVE, RECOGNITION
from concord.adapters.agreement_files.people import person_of, persons_of
from concord.adapters.agreement_files.section import Section
from concord.domain.quantity import (
    QuantityError,
    parse_in_unit,
    parse_recurrence,
    parse_target,
)
from concord.domain.relationship import FeedbackRound, Objective, Occasion, Recognition

T = TypeVar("T")
MOST_PERIODS = 60
ONE_TO_FIVE = "1-5"


def read_objectives(root: Section, known: KnownNames) -> tuple[Objective, ...]:
    """Return the objectives, each tied to KPIs."""
    return read_listed(root, "objectives", OBJECTIVE, lambda s: _objective(s, known))


def _objective(section: Section, known: KnownNames) -> Objective | None:
    name, what = section.read("id", quantities.identifier), section.text("what")
    since, by = read_day_range(section, "from", "by")
    owner, kpis = person_of(section, "owner", known.people), known.kpis_of(section)
    unit = known.units.get(kpis[0]) if kpis else None
    start, target = (
        _in_unit(section, "start", unit, parse_in_unit),
        _in_unit(section, "target", unit, parse_target),
    )
    if name is None or not what or by is None or target is None:
        return None
    return Objective(
        id=name,
        what=what,
        kpis=kpis,
        by=by,
        target=target,
        start=start,
        since=since,
        owner=owner,
    )


def _in_unit(
    section: Section, key: str, unit: str | None, parse: Callable[[str, str], T]
) -> T | None:
    """Return what is said in the unit of the first KPI; that of one that is broken is unknown."""
    if unit is None:
        section.written(key)
        return None
    return section.read(key, lambda text: parse(text, unit))


def read_feedback(root: Section) -> tuple[FeedbackRound, ...]:
    """Return the rounds of questions."""
    return read_listed(root, "feedback", FEEDBACK, _round)


def _round(section: Section) -> FeedbackRound | None:
    name, rhythm = (
        section.read("id", quantities.identifier),
        section.read("every", parse_recurrence),
    )
    ask, answer_within = section.words("ask"), section.read("answer_within", quantities.span)
    if name is None or rhythm is None or not ask:
        return None
    return FeedbackRound(
        id=name,
        rhythm=rhythm,
        ask=ask,
        questions=section.words("questions"),
        scale=section.text("scale", ONE_TO_FIVE),
        answer_within=answer_within,
    )


def read_recognition(root: Section, known: KnownNames) -> tuple[Recognition, ...]:
    """Return when congratulations are due."""
    return read_listed(root, "recognition", RECOGNITION, lambda s: _recognition(s, known))


def _recognition(section: Section, known: KnownNames) -> Recognition | None:
    name, occasion = (
        section.read("id", quantities.identifier),
        section.word("occasion", Occasion),
    )
    periods = section.read("periods", _periods) or 1
    levels, to = known.levels_of(section), persons_of(section, "to", known.people)
    released_by = person_of(section, "released_by", known.people)
    if name is None or occasion is None:
        return None
    return Recognition(
        id=name,
        occasion=occasion,
        periods=periods,
        service_levels=levels,
        words=section.text("words"),
        to=to,
        released_by=released_by,
    )


def _periods(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_PERIODS:
        return int(text)
    raise QuantityError(text, f"a whole number from 1 to {MOST_PERIODS}")
