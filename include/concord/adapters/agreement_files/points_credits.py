"""Read the regimes that count points: of each band, and by a conversion table."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.credit_conditions import read_critical, whole_months
from concord.adapters.agreement_files.credit_scene import Owed, Scene, read_owed
from concord.adapters.agreement_files.model.credit_parts import CONVERSION_ROW
from concord.adapters.agreement_files.nodes import Table
from concord.adapters.agreement_files.remarks import nearest
from concord.adapters.agreement_files.section import Section, as_text, read_text
from concord.domain.credit import (
    ConversionBase,
    ConversionRegime,
    ConversionRow,
    PointsRegime,
)


def read_points(section: Section, scene: Scene) -> PointsRegime | None:
    """Return the regime in which each point is a percentage of the charges."""
    owed = read_owed(section, scene)
    section.require("points", "points for each band")
    section.require("percent_per_point", "a percentage of the charges such as 1 %")
    points = _points(section)
    percent = section.read("percent_per_point", quantities.share)
    multiplier = _multiplier(section)
    critical = read_critical(section)
    _check_bands(section, owed, scene)
    if owed is None or percent is None:
        return None
    return PointsRegime(
        service=owed.service,
        currency=owed.currency,
        points=points,
        percent_per_point=percent,
        repeat_multiplier=multiplier,
        critical=critical,
    )


def read_conversion(section: Section, scene: Scene) -> ConversionRegime | None:
    """Return the regime in which a table turns points into a percentage of charges."""
    owed = read_owed(section, scene)
    section.require("points", "points for each band")
    section.require("table", "rows such as {from: 5, percent: 2 %}")
    points = _points(section)
    multiplier = _multiplier(section)
    table = _conversion_table(section)
    base = section.word("of", ConversionBase)
    average = section.read("average_over", whole_months)
    _check_bands(section, owed, scene)
    if owed is None or not table:
        return None
    return ConversionRegime(
        service=owed.service,
        currency=owed.currency,
        points=points,
        table=table,
        base=base or ConversionBase.NEXT_PERIOD,
        average_over=average,
        repeat_multiplier=multiplier,
    )


def _multiplier(section: Section) -> Decimal:
    multiplier = section.read("repeat_multiplier", quantities.not_negative)
    return Decimal(1) if multiplier is None else multiplier


def _points(section: Section) -> Mapping[str, Decimal]:
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


def _conversion_table(section: Section) -> tuple[ConversionRow, ...]:
    rows = [
        _row(Section(table, section.remarks, CONVERSION_ROW)) for table in section.tables("table")
    ]
    read = tuple(row for row in rows if row is not None)
    for before, after in pairwise(read):
        if after.points <= before.points or after.percent < before.percent:
            section.remarks.error(
                section.place_of("table"),
                "table-order",
                found=f"{after.points:f} points, {after.percent:f} % "
                f"after {before.points:f} points, {before.percent:f} %",
                expected="rows from few points to many, none cheaper than the one before",
            )
            break
    return read


def _row(section: Section) -> ConversionRow | None:
    section.require("from", "a number of points")
    section.require("percent", "a percentage of the charges")
    points = section.read("from", quantities.not_negative)
    percent = section.read("percent", quantities.share)
    if points is None or percent is None:
        return None
    return ConversionRow(points=points, percent=percent)


def _check_bands(section: Section, owed: Owed | None, scene: Scene) -> None:
    """Warn of points that no band earns, and of bands that earn none."""
    table = section.node("points")
    if not isinstance(table, Table):
        return
    for band, place in table.key_places.items():
        if band not in scene.bands:
            section.remarks.warning(
                place,
                "points-without-band",
                found=band,
                expected="a band of some service level",
                hint=nearest(band, scene.bands),
            )
    for name in _priced_bands(owed, scene):
        if name not in table.entries:
            section.remarks.warning(
                table.place,
                "band-without-points",
                found=f"no points for {name}",
                expected="points for each band, 0 where it costs nothing",
            )


def _priced_bands(owed: Owed | None, scene: Scene) -> tuple[str, ...]:
    """Return the bands of the service's levels that bear money."""
    names = (
        name
        for level in scene.levels.values()
        if owed is not None and level.service == owed.service and level.bears_money
        for name in level.band_names
    )
    return tuple(dict.fromkeys(names))
