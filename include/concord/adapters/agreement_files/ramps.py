"""Read ramps: easier targets while the partner learns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.model.service_levels import (
    NO_BANDS_MEANWHILE,
    RAMP,
    SHIFTING_BANDS,
)
from concord.adapters.agreement_files.nodes import Text
from concord.adapters.agreement_files.section import Section, read_text
from concord.domain.quantity import Direction, QuantityError, Target, parse_in_unit, parse_target
from concord.domain.service_level import Ramp, Terms

MOST_MONTHS = 36
_WHOLE_TARGETS = ("at least ", "at most ", "within ")


def read_ramp(level: Section, unit: str, terms: Sequence[Terms]) -> Ramp | None:
    """Return the ramp of a service level with these terms, which stand by day."""
    table = level.table_of("ramp")
    if table is None:
        return None
    section = Section(table, level.remarks, RAMP)
    section.require("from", "the day of going live")
    since = section.read("from", quantities.day)
    meanwhile = section.written("bands")
    if meanwhile is not None:
        section.choice(meanwhile, (NO_BANDS_MEANWHILE, SHIFTING_BANDS))
    if not section.require("months", "a target for each month") or not terms:
        return None
    texts = section.texts("months")
    read = [_target(section, text, unit, terms[0].target) for text in texts]
    targets = tuple(target for target in read if target is not None)
    if since is None or len(targets) < len(texts) or not _fits(section, since, texts, terms[0]):
        return None
    ramp = Ramp(
        since=since,
        targets=targets,
        shifts_bands=meanwhile is not None and meanwhile.text == SHIFTING_BANDS,
    )
    _check_order(section, texts, ramp, terms)
    return ramp


def _target(section: Section, written: Text, unit: str, agreed: Target) -> Target | None:
    def parse(text: str) -> Target:
        if text.startswith(_WHOLE_TARGETS):
            found = parse_target(text, unit)
        elif agreed.direction is Direction.WITHIN:
            raise QuantityError(text, "a range such as within 300–480 s")
        else:
            found = Target(direction=agreed.direction, limit=parse_in_unit(text, unit))
        if found.direction is agreed.direction:
            return found
        raise QuantityError(text, f"a target that says {agreed.direction.replace('_', ' ')}")

    return read_text(written, parse, section.remarks)


def _fits(section: Section, since: date, texts: Sequence[Text], first: Terms) -> bool:
    if len(texts) > MOST_MONTHS:
        section.remarks.error(
            section.place_of("months"),
            "does-not-fit",
            found=f"{len(texts)} months",
            expected=f"at most {MOST_MONTHS}",
        )
        return False
    if since < first.since:
        section.remarks.warning(
            section.place_of("from"),
            "ramp-too-early",
            found=section.text("from"),
            expected=f"a day on or after {first.since}, from which the service level holds",
        )
    return True


def _check_order(
    section: Section, texts: Sequence[Text], ramp: Ramp, terms: Sequence[Terms]
) -> None:
    """Warn of a month that asks for more than the month after it, or than what was agreed."""
    begun = [agreed for agreed in terms if agreed.since <= ramp.first_day]
    agreed = begun[-1] if begun else terms[0]
    if agreed.target.direction is Direction.WITHIN:
        return
    steps = [*ramp.targets, agreed.target]
    for text, (earlier, later) in zip(texts, pairwise(steps), strict=True):
        if later.distance(Fraction(earlier.limit)) < 0:
            section.remarks.warning(
                text.place,
                "ramp-order",
                found=text.text,
                expected="a target no stricter than the next one, or than the agreed one",
            )
            return
