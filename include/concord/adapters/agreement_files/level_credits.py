"""Read the regimes that are about one service level: shortfall, tiers, and flat amounts."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from itertools import pairwise

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.credit_scene import Scene, read_owed
from concord.adapters.agreement_files.model.credit_parts import TIER
from concord.adapters.agreement_files.section import Section
from concord.domain.credit import FlatRegime, ShortfallRegime, Tier, TiersRegime
from concord.domain.quantity import PERCENT, Direction, QuantityError, parse_in_unit
from concord.domain.service_level import ServiceLevel

A_MISS = "miss"


def _level(section: Section, scene: Scene) -> ServiceLevel | None:
    section.require("service_level", "the id of a service level")
    return scene.level(section, section.written("service_level"))


def read_shortfall(section: Section, scene: Scene) -> ShortfallRegime | None:
    """Return the regime in which every unit short of the target costs the same."""
    level = _level(section, scene)
    owed = read_owed(section, scene, level)
    section.require("rate", "a percentage of the charges for each unit, such as 1 %")
    rate = section.read("rate", _rate)
    at_target = section.flag("breach_at_target", default=False)
    if level is None:
        return None
    step = section.read("step", partial(_step, unit=scene.unit(level)))
    if owed is None or rate is None:
        return None
    return ShortfallRegime(
        service=owed.service,
        currency=owed.currency,
        service_level=level.id,
        rate=rate,
        step=step,
        breach_at_target=at_target,
    )


def _rate(text: str) -> Decimal:
    """Read `1 %`, or `1`, of the charges."""
    return quantities.share(text if text.rstrip().endswith("%") else f"{text} %")


def _step(text: str, unit: str) -> Decimal:
    """Read a size in a KPI's unit; percentage points may go without their sign."""
    bare = unit == PERCENT and not text.rstrip().endswith("%")
    found = parse_in_unit(f"{text} %" if bare else text, unit)
    if found > 0:
        return found
    raise QuantityError(text, f"a size above 0 in {unit}")


def read_flat(section: Section, scene: Scene) -> FlatRegime | None:
    """Return the regime in which every miss costs the same."""
    level = _level(section, scene)
    is_percent = section.text("amount").rstrip().endswith("%")
    owed = read_owed(section, scene, level, of_charges=is_percent)
    section.require("amount", "an amount such as 500.00, or a percentage of the charges")
    amount = percent = None
    if is_percent:
        percent = section.read("amount", quantities.share)
    else:
        amount = section.read("amount", quantities.not_negative)
    if level is None:
        return None
    every = None
    if section.text("every") != A_MISS:
        every = section.read("every", partial(_step, unit=scene.unit(level)))
    if owed is None or (amount is None and percent is None):
        return None
    return FlatRegime(
        service=owed.service,
        currency=owed.currency,
        service_level=level.id,
        amount=amount,
        percent=percent,
        every=every,
    )


def read_tiers(section: Section, scene: Scene) -> TiersRegime | None:
    """Return the regime in which each bracket of attainment has its percentage."""
    level = _level(section, scene)
    owed = read_owed(section, scene, level)
    section.require("tiers", "tiers such as {below: 99.9 %, percent: 10 %}")
    if level is None:
        return None
    if any(terms.target.direction is Direction.WITHIN for terms in level.terms):
        section.remarks.error(
            section.place_of("service_level"),
            "does-not-fit",
            found=f"{level.id}, whose target is a range",
            expected="a service level for which higher, or lower, is better",
        )
        return None
    tiers = _tiers(section, level, scene.unit(level))
    if owed is None or not tiers:
        return None
    return TiersRegime(
        service=owed.service, currency=owed.currency, service_level=level.id, tiers=tiers
    )


def _tiers(section: Section, level: ServiceLevel, unit: str) -> tuple[Tier, ...]:
    at_least = level.direction is Direction.AT_LEAST
    side, other = ("below", "above") if at_least else ("above", "below")
    tables = [Section(table, section.remarks, TIER) for table in section.tables("tiers")]
    for tier in tables:
        if other in tier:
            section.remarks.error(
                tier.place_of(other),
                "does-not-fit",
                found=other,
                expected=f"{side}: the target of {level.id} says what is better",
            )
            return ()
    read = [_tier(tier, side, unit) for tier in tables]
    tiers = tuple(tier for tier in read if tier is not None)
    _check_order(section, tiers, falling=at_least)
    return tiers


def _tier(section: Section, side: str, unit: str) -> Tier | None:
    section.require(side, "the tier's edge, in the KPI's unit")
    section.require("percent", "a percentage of the charges")
    edge = section.read(side, partial(parse_in_unit, unit=unit))
    percent = section.read("percent", quantities.share)
    return None if edge is None or percent is None else Tier(edge=edge, percent=percent)


def _check_order(section: Section, tiers: tuple[Tier, ...], *, falling: bool) -> None:
    """Report the first tier that is not worse than the one before it, or costs no more."""
    for before, after in pairwise(tiers):
        worse = after.edge < before.edge if falling else after.edge > before.edge
        if not worse or after.percent <= before.percent:
            section.remarks.error(
                section.place_of("tiers"),
                "tier-order",
                found=f"{after.edge:f}: {after.percent:f} % "
                f"after {before.edge:f}: {before.percent:f} %",
                expected="tiers from mild to severe, each dearer than the one before",
            )
            return
