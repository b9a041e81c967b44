"""Read the service levels: each binds a KPI to a target."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.columns import check_column
from concord.adapters.agreement_files.kpis import ReadKpis
from concord.adapters.agreement_files.model.service_levels import ROUNDING, SERVICE_LEVEL
from concord.adapters.agreement_files.nodes import Table, Text
from concord.adapters.agreement_files.remarks import Remarks, one_of
from concord.adapters.agreement_files.section import Section
from concord.adapters.agreement_files.services import service_of
from concord.adapters.agreement_files.terms import read_terms
from concord.domain.kpi import Kpi
from concord.domain.period import PeriodRule, YearStart
from concord.domain.period_rule import is_made_of
from concord.domain.quantity import QuantityError
from concord.domain.service_level import (
    MinimumVolume,
    Rounding,
    RoundingMode,
    ServiceLevel,
)
from concord.domain.source import Source

TWO_THRESHOLDS = ("expected", "minimum")
MOST_PLACES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What service levels refer to, and the day from which they hold if they do not say.

    Fiscal periods are counted from `year_start`.
    """

    kpis: ReadKpis
    sources: Mapping[str, Source]
    services: Collection[str]
    amendments: Collection[str]
    in_force: date
    year_start: YearStart


def read_service_levels(root: Section, known: Known) -> tuple[ServiceLevel, ...]:
    """Return the service levels that can be rated."""
    found: list[ServiceLevel] = []
    ids: dict[str, int] = {}
    sections = [Section(t, root.remarks, SERVICE_LEVEL) for t in root.tables("service_levels")]
    for section in sections:
        level = _service_level(section, known)
        _check_unique(section, ids)
        if level is not None:
            found.append(level)
    _check_weights(root, sections)
    return tuple(found)


def _check_unique(section: Section, ids: dict[str, int]) -> None:
    key = "id" if "id" in section else "kpi"
    name = section.text(key)
    if name and name in ids:
        section.remarks.error(
            section.place_of(key),
            "duplicate-id",
            found=name,
            expected=f"an id of its own; it stands in line {ids[name]} already",
        )
    ids.setdefault(name, section.place_of(key).line)


def _check_weights(root: Section, sections: Iterable[Section]) -> None:
    given = [s.read("weight", quantities.not_negative) for s in sections if "weight" in s]
    weights = [weight for weight in given if weight is not None]
    whole = Decimal(100)
    if weights and len(weights) == len(given) and sum(weights) != whole:
        root.remarks.warning(
            root.place_of("service_levels"),
            "weights",
            found=f"weights that add up to {sum(weights):f}",
            expected="weights that add up to 100",
        )


def _service_level(section: Section, known: Known) -> ServiceLevel | None:
    if not section.require("kpi", "the id of a KPI"):
        return None
    expected = "one of the agreement's KPIs"
    name = section.reference("kpi", known.kpis.declared, "unknown-kpi", expected)
    if name is None:
        return None
    if _cannot_be_rated_yet(section):
        return None
    kpi = known.kpis.get(name)
    # A KPI with errors has its findings; what hangs on its unit cannot be read.
    return None if kpi is None else _rated(section, kpi, known)


def _cannot_be_rated_yet(section: Section) -> bool:
    if any(key in section for key in TWO_THRESHOLDS):
        return True
    target = section.node("target")
    if isinstance(target, Text) and " of days " in target.text:
        section.remarks.not_yet(target.place, "a target for a share of days")
        return True
    return False


def _rated(section: Section, kpi: Kpi, known: Known) -> ServiceLevel | None:
    source = known.sources[kpi.source]
    counted = partial(quantities.period_rule, year_start=known.year_start)
    period = section.read("period", counted) or source.covers
    _check_period(section, period, source)
    terms = read_terms(section, kpi.unit, known.in_force, known.amendments)
    level_id = section.read("id", quantities.identifier) or kpi.id
    service = service_of(section, known.services, kpi.service)
    until = section.read("until", quantities.day)
    if until is not None and terms and until < terms[0].since:
        section.remarks.error(
            section.place_of("until"),
            "upside-down",
            found=section.text("until"),
            expected="a day on or after `in_force`",
        )
    settings = _settings(section)
    volume = _minimum_volume(section, source)
    for_each = _for_each(section, kpi)
    money = section.text("money", "credits")
    if money not in {"none", "credits"}:
        section.choice(section.texts("money")[0], ("none", "credits"))
    if not terms or service is None:
        return None
    return ServiceLevel(
        id=level_id,
        kpi=kpi.id,
        service=service,
        period=period,
        terms=terms,
        rounding=_rounding(section),
        minimum_volume=volume,
        required_completeness=settings[0],
        weight=settings[1],
        for_each=for_each,
        in_force_until=until,
        bears_money=money != "none",
    )


def _settings(section: Section) -> tuple[Decimal, Decimal]:
    """Return the required completeness in percent points, and the weight."""
    completeness = section.read("completeness", quantities.share)
    silent = Remarks("")  # the weight's findings come with the check of all weights
    weight = Section.unchecked(section.table, silent).read("weight", quantities.not_negative)
    return (
        Decimal(100) if completeness is None else completeness,
        Decimal(1) if weight is None else weight,
    )


def _check_period(section: Section, period: PeriodRule, source: Source) -> None:
    """Report a period that rows cannot be put into: they have no day, only the file's period."""
    if source.day_column is not None or is_made_of(period, source.covers):
        return
    section.remarks.error(
        section.place_of("period"),
        "period-does-not-fit",
        found=str(period),
        expected=f"a period made of whole {source.covers}s, or a day_column in {source.id}",
    )


def _rounding(section: Section) -> Rounding | None:
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


def _minimum_volume(section: Section, source: Source) -> MinimumVolume | None:
    written = section.written("minimum_volume")
    if written is None:
        return None
    amount, _, column = written.text.strip().partition(" ")
    number = section.read("minimum_volume", lambda _: quantities.not_negative(amount))
    column = column.strip()
    if column:
        numeric = [c.name for c in source.columns if c.type.is_numeric]
        place = written.at(written.text.index(column))
        check_column(section.remarks, place, column, numeric, source.id)
    return None if number is None else MinimumVolume(amount=number, column=column or None)


def _for_each(section: Section, kpi: Kpi) -> tuple[str, ...]:
    single = [group[0] for group in kpi.by if len(group) == 1]
    expected = f"a dimension that {kpi.id} is measured by"
    if single:
        expected += ": " + one_of(single)
    return section.references("for_each", single, "not-a-dimension", expected)


def declared_bands(root: Section) -> frozenset[str]:
    """Return the names of all bands that stand in the file, whether or not they can be read."""
    silent = Remarks("")
    outer = Section.unchecked(root.table, silent)
    names: set[str] = set()
    for table in outer.tables("service_levels"):
        level = Section.unchecked(table, silent)
        for part in (table, *level.tables("revisions")):
            bands = part.entries.get("bands")
            names.update(bands.entries if isinstance(bands, Table) else ())
    return frozenset(names)
