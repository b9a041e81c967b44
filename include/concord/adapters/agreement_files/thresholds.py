"""Read what a service level asks of a figure: a target, of single days too, or two thresholds."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.bands import read_target
from concord.adapters.agreement_files.nodes import Text
from concord.adapters.agreement_files.section import Section, read_text
from concord.domain.quantity import Direction, QuantityError, Target, parse_in_unit, parse_target
from concord.domain.service_level import Terms

TWO_THRESHOLDS = ("expected", "minimum")
_OF_DAYS = re.compile(r"(\S+(?: ?%)?) of days (.+)")
_SIDED = ("at least ", "at most ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The figure asked for; see `Terms` for its parts."""

    target: Target
    minimum: Target | None = None
    share_of_days: Decimal | None = None

    @property
    def rated_target(self) -> Target:
        """What is held against the target: of single days the share of them."""
        if self.share_of_days is None:
            return self.target
        return Target(direction=Direction.AT_LEAST, limit=self.share_of_days)


def read_asked(section: Section, unit: str, previous: Terms | None = None) -> Asked | None:
    """Return what is asked for, or None with findings.

    A revision takes over from the `previous` terms what it does not change.
    """
    if any(key in section for key in TWO_THRESHOLDS):
        return _two_thresholds(section, unit, previous)
    if previous is None or not any(key in section for key in ("bands", "targets")):
        section.require("target", "a target such as at least 80 %")
    written = section.written("target")
    if written is None:
        return None if previous is None else _as_before(previous)
    return _single(section, written, unit)


def _as_before(terms: Terms) -> Asked:
    return Asked(target=terms.target, minimum=terms.minimum, share_of_days=terms.share_of_days)


def _single(section: Section, written: Text, unit: str) -> Asked | None:
    """Return one target, perhaps of a share of days."""
    text, share_text = written, section.written("share_of_days")
    if match := _OF_DAYS.fullmatch(written.text.strip()):
        if share_text is not None:
            _report_two_shares(section)
        text, share_text = _part(written, match[2]), _part(written, match[1])
    target = read_target(text, unit, section.remarks)
    if share_text is None:
        return None if target is None else Asked(target=target)
    share = read_text(share_text, quantities.share, section.remarks)
    if target is None or share is None:
        return None
    return Asked(target=target, share_of_days=share)


def _report_two_shares(section: Section) -> None:
    section.remarks.error(
        section.place_of("share_of_days"),
        "does-not-fit",
        found="a share of days beside a target that names one",
        expected="the share of days once",
    )


def _part(written: Text, text: str) -> Text:
    return replace(written, text=text, place=written.at(written.text.index(text)))


def _two_thresholds(section: Section, unit: str, previous: Terms | None) -> Asked | None:
    if "target" in section:
        section.remarks.error(
            section.place_of("target"),
            "does-not-fit",
            found="a target beside two thresholds",
            expected="either a target, or expected and minimum",
        )
        return None
    expected = minimum = None
    if previous is not None and previous.minimum is not None:
        expected, minimum = previous.target, previous.minimum
    higher = _end(section, "expected", unit, expected)
    lower = _end(section, "minimum", unit, minimum)
    return None if higher is None or lower is None else _ordered(section, higher, lower)


def _end(section: Section, key: str, unit: str, before: Target | None) -> Target | Decimal | None:
    if key not in section and before is not None:
        return before
    section.require(key, "a threshold such as 95 %: `minimum` is easier to reach than `expected`")
    return section.read(key, lambda text: _threshold(text, unit))


def _threshold(text: str, unit: str) -> Target | Decimal:
    """Read `95 %` or `at least 95 %`."""
    if text.startswith("within "):
        raise QuantityError(text, "one end, such as 95 % or at least 95 %")
    return parse_target(text, unit) if text.startswith(_SIDED) else parse_in_unit(text, unit)


def _ordered(
    section: Section, expected: Target | Decimal, minimum: Target | Decimal
) -> Asked | None:
    """Return both thresholds on the side that they say, or that their order shows."""
    said = {t.direction for t in (expected, minimum) if isinstance(t, Target)}
    limits = [t.limit if isinstance(t, Target) else t for t in (expected, minimum)]
    shown = Direction.AT_LEAST if limits[1] < limits[0] else Direction.AT_MOST
    if limits[0] == limits[1] or said - {shown}:
        section.remarks.error(
            section.place_of("minimum"),
            "upside-down",
            found=section.text("minimum"),
            expected="a threshold that is easier to reach than `expected`",
        )
        return None
    target, lower = (Target(direction=shown, limit=limit) for limit in limits)
    return Asked(target=target, minimum=lower)
