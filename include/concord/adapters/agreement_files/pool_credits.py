"""Read the regime in which an amount at risk is parted among service levels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.credit_scene import Owed, Scene, read_owed
from concord.adapters.agreement_files.model.credit_parts import CATEGORY
from concord.adapters.agreement_files.nodes import Text
from concord.adapters.agreement_files.remarks import Place
from concord.adapters.agreement_files.section import Section, as_text, read_text
from concord.domain.credit import PoolCategory, PoolRegime

_WHOLE = Decimal(100)


def read_pool(section: Section, scene: Scene) -> PoolRegime | None:
    """Return the regime of a pool, whose shares should add up."""
    owed = read_owed(section, scene)
    section.require("at_risk", "a percentage of the charges such as 10 %")
    section.require("categories", "the categories of the pool, each with share and allocations")
    at_risk = section.read("at_risk", quantities.share)
    categories = tuple(
        _category(Section(table, section.remarks, CATEGORY), name, owed, scene)
        for name, table in section.named_tables("categories")
    )
    known = [category for category in categories if category is not None]
    if known and len(known) == len(categories):
        shares = (category.share for category in known)
        _check_sum(section, section.place_of("categories"), shares, "shares of the pool")
    _check_once(section, known)
    if owed is None or at_risk is None or not known:
        return None
    return PoolRegime(
        service=owed.service,
        currency=owed.currency,
        at_risk=at_risk,
        categories=tuple(known),
    )


def _category(section: Section, name: str, owed: Owed | None, scene: Scene) -> PoolCategory | None:
    section.require("share", "the category's share of the pool such as 50 %")
    section.require("allocations", "what each service level takes of the category")
    share = section.read("share", quantities.share)
    allocations = _allocations(section, owed, scene)
    if share is None:
        return None
    return PoolCategory(name=name, share=share, allocations=allocations)


def _allocations(section: Section, owed: Owed | None, scene: Scene) -> Mapping[str, Decimal]:
    table = section.table_of("allocations")
    if table is None:
        return {}
    found: dict[str, Decimal] = {}
    for name, node in table.entries.items():
        _check_level(section, Text(place=table.key_places[name], text=name), owed, scene)
        written = as_text(node, section.remarks)
        percent = None
        if written is not None:
            percent = read_text(written, quantities.share, section.remarks)
        if percent is not None:
            found[name] = percent
    if found and len(found) == len(table.entries):
        _check_sum(section, table.place, found.values(), "allocations")
    return found


def _check_level(section: Section, written: Text, owed: Owed | None, scene: Scene) -> None:
    level = scene.level(section, written)
    if level is not None and owed is not None and level.service != owed.service:
        section.remarks.error(
            written.place,
            "does-not-fit",
            found=f"{level.id}, of {level.service}",
            expected=f"a service level of {owed.service}",
        )


def _check_sum(section: Section, place: Place, shares: Iterable[Decimal], what: str) -> None:
    total = sum(shares, Decimal(0))
    if total != _WHOLE:
        section.remarks.warning(
            place,
            "shares",
            found=f"{what} that add up to {total:f} %",
            expected=f"{what} that add up to 100 %",
        )


def _check_once(section: Section, categories: Iterable[PoolCategory]) -> None:
    seen: dict[str, str] = {}
    for category in categories:
        for level in category.allocations:
            if level in seen:
                section.remarks.error(
                    section.place_of("categories"),
                    "duplicate-regime",
                    found=f"{level} in {seen[level]} and in {category.name}",
                    expected="each service level in one category",
                )
            seen[level] = category.name
