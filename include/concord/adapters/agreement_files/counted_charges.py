"""Read what charges are counted from: units that have a price, or lines with amounts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from concord.adapters.agreement_files.columns import check_column
from concord.adapters.agreement_files.formulas import Formula, check_formula, read_formula
from concord.adapters.agreement_files.remarks import one_of
from concord.adapters.agreement_files.section import Section
from concord.domain.charges import CountedCharges
from concord.domain.period import PeriodLength
from concord.domain.service import Service
from concord.domain.source import Source

_OF_LINES = "amount"
_OF_UNITS = "variable"
# What is counted adds up over days and files, as the parts of a ratio do.
_NUMERATOR = "numerator"
_NO_LONGER = frozenset({PeriodLength.DAY, PeriodLength.WEEK, PeriodLength.MONTH})


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliveries:
    """The sources that can be read, and the ids of all that are declared."""

    readable: Mapping[str, Source]
    declared: Collection[str]


def with_counted(
    root: Section, services: Iterable[Service], deliveries: Deliveries
) -> tuple[Service, ...]:
    """Return the services with what their charges are counted from."""
    tables = dict(root.named_tables("services")) if "services" in root else {}
    found = []
    for service in services:
        table = tables.get(service.id)
        section = None if table is None else Section.unchecked(table, root.remarks)
        counted = None if section is None else _counted(section, deliveries)
        if section is not None and counted is not None and counted.currency is not None:
            section.require("currency", "the currency in which the service is charged")
        found.append(replace(service, charges=replace(service.charges, counted=counted)))
    return tuple(found)


def _counted(service: Section, deliveries: Deliveries) -> CountedCharges | None:
    if "charges" not in service:
        return None
    table = service.table_of("charges")
    if table is None:
        return None
    section = Section.unchecked(table, service.remarks)
    key = _role(section)
    written = None if key is None else section.written(key)
    if written is None:
        return None
    formula = read_formula(written, _NUMERATOR, section.remarks)
    source = _source(section, formula, deliveries)
    if source is None or formula.expression is None:
        return None
    check_formula(formula, source, section.remarks)
    _check_months(section, source)
    return CountedCharges(
        source=source.id,
        expression=formula.expression,
        are_amounts=key == _OF_LINES,
        currency=_currency_column(section, source),
    )


def _role(section: Section) -> str | None:
    """Return the key of what is counted, None where nothing is; report what does not fit it."""
    if _OF_LINES in section:
        _refuse(section, ("fixed", "per_unit", _OF_UNITS, "revisions"), beside=_OF_LINES)
        return _OF_LINES
    if _OF_UNITS in section or _is_priced(section):
        section.require(_OF_UNITS, "what is counted as units, such as sum(handled)")
        if not _is_priced(section):
            section.require("per_unit", "the price of one unit")
        return _OF_UNITS
    _refuse(section, ("source", "currency_column"), beside="charges that are not counted")
    return None


def _is_priced(section: Section) -> bool:
    revisions = section.tables("revisions") if "revisions" in section else ()
    return "per_unit" in section or any("per_unit" in table.entries for table in revisions)


def _refuse(section: Section, keys: Iterable[str], *, beside: str) -> None:
    for key in keys:
        if key in section:
            section.remarks.error(
                section.place_of(key),
                "does-not-fit",
                found=f"{key} beside {beside}",
                expected="either fixed charges and units, or amounts of a source",
            )


def _source(section: Section, formula: Formula, deliveries: Deliveries) -> Source | None:
    """Return the source: named, the only one, or the only one that has all the columns."""
    if "source" in section:
        named = section.reference(
            "source", deliveries.declared, "unknown-source", "one of the agreement's sources"
        )
        return deliveries.readable.get(named or "")
    if len(deliveries.declared) == 1:
        return next(iter(deliveries.readable.values()), None)
    fitting = [
        source
        for source in deliveries.readable.values()
        if formula.columns <= {column.name for column in source.columns}
    ]
    if len(fitting) == 1:
        return fitting[0]
    section.remarks.error(
        section.place_of("source"),
        "ambiguous-source" if fitting else "no-source",
        found="no source",
        expected=f"{one_of(source.id for source in fitting)}: each of them has the columns"
        if fitting
        else f"a source with the columns {', '.join(sorted(formula.columns))}",
    )
    return None


def _check_months(section: Section, source: Source) -> None:
    if source.covers in _NO_LONGER or source.day_column is not None:
        return
    section.remarks.error(
        section.place_of("source"),
        "does-not-fit",
        found=f"{source.id}, which covers a {source.covers} without saying the day of a row",
        expected="a source that covers a month or less, or has a column of days",
    )


def _currency_column(section: Section, source: Source) -> str | None:
    written = section.written("currency_column")
    names = [column.name for column in source.columns]
    if written is None or not check_column(
        section.remarks, written.place, written.text, names, source.id
    ):
        return None
    return written.text
