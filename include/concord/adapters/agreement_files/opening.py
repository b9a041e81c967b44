"""Read what stood open when Concord began in the middle of a contract."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.credit_scene import A_SERVICE_LEVEL
from concord.adapters.agreement_files.model.opening import OPENING, PENDING
from concord.adapters.agreement_files.nodes import Text
from concord.adapters.agreement_files.section import Section, as_text, read_text
from concord.domain.opening import Opening, PendingEarnBack
from concord.domain.period import MeasurementPeriod


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningContext:
    """What an opening refers to, and the first period that it must lie before.

    `rated` are the service levels of each KPI.
    """

    services: Collection[str]
    service_levels: Collection[str]
    kpis: Collection[str]
    rated: Mapping[str, Collection[str]]
    effects_from: MeasurementPeriod | None


def read_opening(root: Section, context: OpeningContext) -> Opening | None:
    """Return the opening balances, None without any."""
    table = root.table_of("opening")
    if table is None:
        return None
    section = Section(table, root.remarks, OPENING)
    section.require("as_of", "the day at whose end things stood like this")
    as_of = section.read("as_of", quantities.day)
    levels = sorted(context.service_levels)
    failed = _failed(section, context)
    credited = _credited(section, context.services)
    pending = tuple(_pending(section, levels, as_of))
    if as_of is None:
        return None
    _check_before_effects(section, as_of, context.effects_from)
    return Opening(
        as_of=as_of,
        credits_this_year=credited,
        failed_last_period=failed,
        earn_back_pending=pending,
    )


def _failed(section: Section, context: OpeningContext) -> frozenset[str]:
    """Return the service levels that failed; a KPI stands for all that rate it."""
    found: set[str] = set()
    known = sorted({*context.service_levels, *context.kpis})
    for written in section.texts("failed_last_period"):
        name = section.choice(written, known, "unknown-service-level", A_SERVICE_LEVEL)
        if name is None:
            continue
        of_kpi = context.rated.get(name, ())
        found.update((name,) if name in context.service_levels else of_kpi)
        if name not in context.service_levels and not of_kpi:
            section.remarks.info(
                written.place,
                "not-rated",
                found=name,
                expected="a service level, or a KPI that one is agreed for: this one has none",
            )
    return frozenset(found)


def _check_before_effects(section: Section, as_of: date, first: MeasurementPeriod | None) -> None:
    if first is None or as_of < first.start:
        return
    section.remarks.error(
        section.place_of("as_of"),
        "upside-down",
        found=section.text("as_of"),
        expected=f"a day before {first.start}, when the first period with effects begins",
    )


def _credited(section: Section, services: Collection[str]) -> Mapping[str, Decimal]:
    table = section.table_of("credits_this_year")
    found: dict[str, Decimal] = {}
    for name, node in ({} if table is None else table.entries).items():
        place = section.place if table is None else table.key_places[name]
        expected = "one of the agreement's services"
        service = section.choice(
            Text(place=place, text=name), services, "unknown-service", expected
        )
        written = as_text(node, section.remarks)
        amount = None
        if written is not None:
            amount = read_text(written, quantities.not_negative, section.remarks)
        if service is not None and amount is not None:
            found[service] = amount
    return found


def _pending(
    section: Section, levels: Collection[str], as_of: date | None
) -> Iterator[PendingEarnBack]:
    for table in section.tables("earn_back_pending"):
        pending = Section(table, section.remarks, PENDING)
        for key, expected in _PENDING_KEYS.items():
            pending.require(key, expected)
        level = pending.reference(
            "service_level", levels, "unknown-service-level", A_SERVICE_LEVEL
        )
        period = pending.read("period", quantities.period)
        amount = pending.read("amount", quantities.not_negative)
        if period is not None and as_of is not None and period.end > as_of:
            section.remarks.error(
                pending.place_of("period"),
                "upside-down",
                found=pending.text("period"),
                expected=f"a period that was over at the end of {as_of}",
            )
        if level is not None and period is not None and amount is not None:
            yield PendingEarnBack(service_level=level, period=period, amount=amount)


_PENDING_KEYS = {
    "service_level": "the id of a service level",
    "period": "a period such as 2026-08",
    "amount": "an amount such as 1,200.00",
}
