"""Read how a service level is judged: rounding, volume, completeness, repeated misses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.bands import read_target
from concord.adapters.agreement_files.columns import check_column
from concord.adapters.agreement_files.model.service_levels import ROUNDING
from concord.adapters.agreement_files.nodes import Listing
from concord.adapters.agreement_files.remarks import nearest, one_of
from concord.adapters.agreement_files.section import Section, as_text
from concord.domain.kpi import Kpi
from concord.domain.quantity import PERCENT, QuantityError, Target
from concord.domain.service_level import (
    Bands,
    CountsAs,
    MinimumVolume,
    NthMiss,
    Rounding,
    RoundingMode,
    ServiceLevel,
    Terms,
    most_occasions,
)
from concord.domain.source import Source

MOST_PLACES = 12
PROVISIONAL = "provisional"
_COUNTS_AS = re.compile(r"counts as (\S+(?: \S+)*?) ([0-9]+ \S+(?: \S+)?) after due")


def read_rounding(section: Section) -> Rounding | None:
    """Return how values are rounded, None where they are not."""
    table = section.table_of("rounding")
    if table is None:
        return None
    rounding = Section(table, section.remarks, ROUNDING)
    rounding.require("places", "a number of decimal places")
    places = rounding.read("places", _places)
    mode = rounding.word("mode", RoundingMode) or RoundingMode.HALF_UP
    return None if places is None else Rounding(places=places, mode=mode)


def _places(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) <= MOST_PLACES:
        return int(text)
    raise QuantityError(text, f"a number of decimal places from 0 to {MOST_PLACES}")


def read_minimum_volume(section: Section, source: Source | None) -> MinimumVolume | None:
    """Return the volume under which a period is not rated."""
    written = section.written("minimum_volume")
    if written is None:
        return None
    amount, _, column = written.text.strip().partition(" ")
    number = section.read("minimum_volume", lambda _: quantities.not_negative(amount))
    column = column.strip()
    if column and source is not None and source.columns:
        numeric = [c.name for c in source.columns if c.type.is_numeric]
        place = written.at(written.text.index(column))
        check_column(section.remarks, place, column, numeric, source.id)
    return None if number is None else MinimumVolume(amount=number, column=column or None)


def read_for_each(section: Section, kpi: Kpi) -> tuple[tuple[str, ...], ...]:
    """Return the groupings whose values are rated too, in the order of the KPI's columns."""
    written = {" × ".join(sorted(group)): group for group in kpi.by}
    expected = f"a dimension that {kpi.id} is measured by"
    if written:
        expected += ": " + one_of(", ".join(group) for group in kpi.by)
    node = section.node("for_each")
    items = node.items if isinstance(node, Listing) else () if node is None else (node,)
    found = []
    for item in items:
        parts = item.items if isinstance(item, Listing) else (item,)
        texts = [text for part in parts if (text := as_text(part, section.remarks))]
        group = written.get(" × ".join(sorted(text.text for text in texts)))
        if group is None and texts:
            names = ", ".join(text.text for text in texts)
            section.remarks.error(
                texts[0].place,
                "not-a-dimension",
                found=names,
                expected=expected,
                hint=nearest(names, [", ".join(group) for group in kpi.by]),
            )
        elif group is not None:
            found.append(group)
    return tuple(dict.fromkeys(found))


def read_if_incomplete(
    section: Section, bands: Sequence[Bands], source: Source | None
) -> CountsAs | None:
    """Return as what an incomplete period counts after a while; None: its value is provisional."""
    written = section.written("if_incomplete")
    if written is None or written.text == PROVISIONAL:
        return None
    found = section.read("if_incomplete", _counts_as)
    names = tuple(dict.fromkeys(name for agreed in bands for name in agreed.names))
    if found is not None and bands and found.band not in names:
        section.remarks.error(
            written.place,
            "unknown-band",
            found=found.band,
            expected="a band of this service level" + (f": {one_of(names)}" if names else ""),
            hint=nearest(found.band, names),
        )
        return None
    if found is not None and source is not None and source.due is None:
        section.remarks.error(
            written.place,
            "never-due",
            found=f"{written.text}, of {source.id}",
            expected=f"a due time at the source {source.id}, or provisional",
        )
        return None
    return found


def _counts_as(text: str) -> CountsAs:
    match = _COUNTS_AS.fullmatch(text.strip())
    if match is None:
        expected = "provisional, or counts as severe 10 business days after due"
        raise QuantityError(text, expected)
    return CountsAs(band=match[1], after=quantities.span(match[2]))


def read_repeated_miss(section: Section, terms: Sequence[Terms]) -> NthMiss | None:
    """Return how often the expected figure may be missed; None without two thresholds."""
    nth = section.read("nth", _nth)
    window = section.read("window", quantities.positive_span)
    if any(agreed.minimum is not None for agreed in terms):
        found = NthMiss()
        return NthMiss(nth=nth or found.nth, window=window or found.window)
    for key in ("nth", "window"):
        if terms and key in section:
            section.remarks.error(
                section.place_of(key),
                "does-not-fit",
                found=f"{key} without two thresholds",
                expected="`expected` and `minimum` instead of a target, or no such key",
            )
    return None


def check_repeated_miss(section: Section, level: ServiceLevel) -> None:
    """Warn of more misses than periods end within the window."""
    rule = level.repeated_miss
    most = None if rule is None else most_occasions(rule, level.period)
    if rule is not None and most is not None and most < rule.nth:
        section.remarks.warning(
            section.place_of("window" if "window" in section else "nth"),
            "never-a-default",
            found=f"{rule.nth} misses within {rule.window}",
            expected=f"at most {most}, the periods that end within {rule.window}",
        )


def _nth(text: str) -> int:
    most = 100
    if text.isascii() and text.isdigit() and 1 <= int(text) <= most:
        return int(text)
    raise QuantityError(text, f"a whole number from 1 to {most}")


def read_stretch(section: Section, unit: str, terms: Sequence[Terms]) -> Target | None:
    """Return the target beyond the agreed ones."""
    written = section.written("stretch")
    if written is None:
        return None
    counts_days = any(agreed.share_of_days is not None for agreed in terms)
    stretch = read_target(written, PERCENT if counts_days else unit, section.remarks)
    if stretch is None or all(_is_beyond(stretch, agreed.rated_target) for agreed in terms):
        return stretch
    section.remarks.error(
        written.place,
        "does-not-fit",
        found=written.text,
        expected="a target that is harder to reach than the agreed one",
    )
    return None


def _is_beyond(stretch: Target, agreed: Target) -> bool:
    if stretch.direction is not agreed.direction:
        return False
    ends = {Fraction(stretch.limit), Fraction(stretch.top)}
    return stretch != agreed and all(agreed.is_met_by(end) for end in ends)


def read_completeness(section: Section) -> Decimal:
    """Return the share of expected cells that must be there, in percent points."""
    completeness = section.read("completeness", quantities.share)
    return Decimal(100) if completeness is None else completeness
