"""Read the credit regimes: what a miss is worth."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from decimal import Decimal

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.model.credits import CAP, CREDITS
from concord.adapters.agreement_files.nodes import Table
from concord.adapters.agreement_files.remarks import nearest
from concord.adapters.agreement_files.section import Section, as_text, read_text
from concord.adapters.agreement_files.services import service_of
from concord.domain.credit import Cap, PointsRegime
from concord.domain.quantity import parse_currency
from concord.domain.service import Service
from concord.domain.service_level import ServiceLevel

POINTS = "points"
MODELS_LATER = ("pool", "shortfall", "tiers", "flat", "conversion")


def read_credits(
    root: Section,
    services: Iterable[Service],
    levels: Collection[ServiceLevel],
    bands: Collection[str],
) -> tuple[PointsRegime, ...]:
    """Return the regimes that can be computed; `bands` are all names that bands have."""
    by_id = {service.id: service for service in services}
    declared = {name: frozenset(table.entries) for name, table in root.named_tables("services")}
    found: list[PointsRegime] = []
    for table in root.tables("credits"):
        if not _is_points(root, table):
            continue
        section = Section(table, root.remarks, CREDITS)
        regime = _regime(section, by_id, declared)
        _check_points(section, regime, levels, bands)
        if regime is not None:
            _check_only_one(section, regime, found)
            found.append(regime)
    return tuple(found)


def _is_points(root: Section, table: Table) -> bool:
    section = Section.unchecked(table, root.remarks)
    section.require("model", "one of points, " + ", ".join(MODELS_LATER))
    written = section.written("model")
    model = None if written is None else section.choice(written, (POINTS, *MODELS_LATER))
    if model in MODELS_LATER:
        root.remarks.not_yet(section.place_of("model"), f"the credit model {model}")
    return model == POINTS


def _regime(
    section: Section, services: dict[str, Service], declared: dict[str, frozenset[str]]
) -> PointsRegime | None:
    service_id = service_of(section, tuple(services), None)
    service = services.get(service_id or "")
    currency = section.read("currency", parse_currency)
    if currency is None and service is not None:
        currency = service.currency
    if service is not None:
        _check_service(section, service, declared.get(service.id, frozenset()))
    section.require("points", "points for each band")
    section.require("percent_per_point", "a percentage of the charges such as 1 %")
    points = _points(section)
    percent = section.read("percent_per_point", quantities.percentage)
    multiplier = section.read("repeat_multiplier", quantities.not_negative)
    cap = _month_cap(section)
    if service is None or currency is None or percent is None:
        return None
    return PointsRegime(
        service=service.id,
        currency=currency,
        points=points,
        percent_per_point=percent,
        repeat_multiplier=Decimal(1) if multiplier is None else multiplier,
        cap=Cap(month=cap),
    )


def _check_service(section: Section, service: Service, declared: Collection[str]) -> None:
    """Report what a regime needs and its service does not say; `declared` are its keys."""
    if "currency" not in section and "currency" not in declared:
        section.require("currency", "a currency such as GBP, here or at the service")
    if "charges" not in declared:
        section.remarks.warning(
            section.place,
            "no-charges",
            found=f"no fixed charges of {service.id}",
            expected="the monthly charges that credits are a percentage of",
        )


def _points(section: Section) -> dict[str, Decimal]:
    table = section.table_of("points")
    points = {}
    for band, node in ({} if table is None else table.entries).items():
        written = as_text(node, section.remarks)
        number = None
        if written is not None:
            number = read_text(written, quantities.not_negative, section.remarks)
        if number is not None:
            points[band] = number
    return points


def _month_cap(section: Section) -> Decimal | None:
    table = section.table_of("cap")
    if table is None:
        return None
    return Section(table, section.remarks, CAP).read("month", quantities.percentage)


def _check_only_one(section: Section, regime: PointsRegime, others: list[PointsRegime]) -> None:
    if any(other.service == regime.service for other in others):
        section.remarks.error(
            section.place,
            "duplicate-regime",
            found=f"a second regime of points for {regime.service}",
            expected="one regime of points a service",
        )


def _check_points(
    section: Section,
    regime: PointsRegime | None,
    levels: Collection[ServiceLevel],
    bands: Collection[str],
) -> None:
    """Warn of points that no band earns, and of bands that earn none."""
    table = section.node("points")
    if not isinstance(table, Table):
        return
    for band, place in table.key_places.items():
        if band not in bands:
            section.remarks.warning(
                place,
                "unknown-band",
                found=band,
                expected="a band of some service level",
                hint=nearest(band, bands),
            )
    service = None if regime is None else regime.service
    worth = [level for level in levels if level.service == service and level.bears_money]
    names = [name for level in worth for terms in level.terms for name in terms.bands.names]
    for name in dict.fromkeys(names):
        if name not in table.entries:
            section.remarks.warning(
                table.place,
                "band-without-points",
                found=f"no points for {name}",
                expected="points for each band, 0 where it costs nothing",
            )
