"""Read the service levels: each binds a KPI to a target."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.bands import Scale
from concord.adapters.agreement_files.kpis import ReadKpis
from concord.adapters.agreement_files.level_settings import (
    check_repeated_miss,
    read_completeness,
    read_for_each,
    read_if_incomplete,
    read_minimum_volume,
    read_repeated_miss,
    read_rounding,
    read_stretch,
)
from concord.adapters.agreement_files.model.service_levels import MONEY, NO_MONEY, SERVICE_LEVEL
from concord.adapters.agreement_files.own_targets import check_ramp, rated_values
from concord.adapters.agreement_files.ramps import read_ramp
from concord.adapters.agreement_files.remarks import Remarks
from concord.adapters.agreement_files.section import Section
from concord.adapters.agreement_files.services import service_of
from concord.adapters.agreement_files.single_days import check_single_days
from concord.adapters.agreement_files.stated_targets import is_stated, read_stated
from concord.adapters.agreement_files.terms import TermsContext, read_terms
from concord.domain.kpi import Kpi
from concord.domain.period import PeriodLength, PeriodRule, YearStart
from concord.domain.period_rule import is_made_of
from concord.domain.service_level import ServiceLevel, StatedTarget, Terms
from concord.domain.source import Source


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
    """Return the service levels that can be read."""
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
    kpi = known.kpis.get(name)
    # A KPI with errors has its findings; what hangs on its unit cannot be read.
    return None if kpi is None else _read(section, kpi, known)


def _read(section: Section, kpi: Kpi, known: Known) -> ServiceLevel | None:
    source = known.sources.get(kpi.source)
    counted = partial(quantities.period_rule, year_start=known.year_start)
    period = section.read("period", counted) or (source.covers if source else PeriodLength.MONTH)
    if source is not None:
        _check_period(section, period, source)
    terms, stated = _asked_for(section, kpi, source, known)
    check_single_days(section, terms, period, source)
    bands = [stated.bands] if stated else [agreed.bands for agreed in terms]
    groupings = read_for_each(section, kpi)
    service = service_of(section, known.services, kpi.service)
    level_id = section.read("id", quantities.identifier) or kpi.id
    level = ServiceLevel(
        id=level_id,
        kpi=kpi.id,
        service=service or "",
        period=period,
        terms=terms,
        name=section.text("name"),
        rounding=read_rounding(section),
        minimum_volume=read_minimum_volume(section, source),
        required_completeness=read_completeness(section),
        if_incomplete=read_if_incomplete(section, bands, source),
        weight=_weight(section),
        for_each=tuple(group[0] for group in groupings if len(group) == 1),
        crosses=tuple(group for group in groupings if len(group) > 1),
        in_force_until=_until(section, terms[0].since if terms else known.in_force),
        ramp=None if stated else read_ramp(section, kpi.unit, terms),
        repeated_miss=read_repeated_miss(section, terms),
        stretch=read_stretch(section, kpi.unit, terms),
        critical=section.flag("critical", default=False),
        bears_money=_bears_money(section),
        related=section.text("related"),
        stated=stated,
    )
    check_ramp(section, level)
    check_repeated_miss(section, level)
    return level if (terms or stated) and service is not None else None


def _asked_for(
    section: Section, kpi: Kpi, source: Source | None, known: Known
) -> tuple[tuple[Terms, ...], StatedTarget | None]:
    """Return the terms, or the target that rows state; neither where it is unreadable."""
    if is_stated(section):
        return (), read_stated(section, kpi, source, known.in_force)
    context = TermsContext(
        scale=Scale(unit=kpi.unit, may_exceed_100=kpi.may_exceed_100),
        in_force=known.in_force,
        amendments=known.amendments,
        rated=rated_values(section, kpi, source),
    )
    return read_terms(section, context), None


def _until(section: Section, since: date) -> date | None:
    until = section.read("until", quantities.day)
    if until is not None and until < since:
        section.remarks.error(
            section.place_of("until"),
            "upside-down",
            found=section.text("until"),
            expected="a day on or after `in_force`",
        )
    return until


def _weight(section: Section) -> Decimal:
    silent = Remarks("")  # the weight's findings come with the check of all weights
    weight = Section.unchecked(section.table, silent).read("weight", quantities.not_negative)
    return Decimal(1) if weight is None else weight


def _bears_money(section: Section) -> bool:
    written = section.written("money")
    return written is None or section.choice(written, MONEY) != NO_MONEY


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
