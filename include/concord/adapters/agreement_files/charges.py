"""Read what a service costs: its rates, and the months that were billed otherwise."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.amendments import check_amendment, report_overlap
from concord.adapters.agreement_files.model.places import CHARGES, CHARGES_REVISION
from concord.adapters.agreement_files.nodes import Text
from concord.adapters.agreement_files.section import Section, read_text
from concord.domain.charges import ChargeBase, ChargeRate, ChargeTerms
from concord.domain.period import MeasurementPeriod, PeriodLength
from concord.domain.quantity import QuantityError
from concord.domain.service_level import Applies

_RATES = ("fixed", "per_unit")
_WAYS = ("fixed", "months", "per_unit", "amount", "revisions")


def read_charges(service: Section, amendments: Collection[str]) -> ChargeTerms:
    """Return what a service costs; what is counted from a source is read once there are some."""
    table = service.table_of("charges")
    if table is None:
        return ChargeTerms()
    section = Section(table, service.remarks, CHARGES)
    if all(way not in section for way in _WAYS) and "variable" not in section:
        section.require("fixed", "what the service costs a month, or how that is counted")
    return ChargeTerms(
        rates=_rates(section, amendments),
        months=_months(section),
        pass_through=section.read("pass_through", quantities.not_negative) or Decimal(0),
        tax=section.read("tax", quantities.percentage) or Decimal(0),
        base=section.word("credits_of", ChargeBase) or ChargeBase.NET,
    )


def _rates(section: Section, amendments: Collection[str]) -> tuple[ChargeRate, ...]:
    """Return the rates by the day from which they hold."""
    stated = any(key in section for key in _RATES)
    found = [_priced(section, ChargeRate(since=None))] if stated else []
    for table in section.tables("revisions"):
        revision = Section(table, section.remarks, CHARGES_REVISION)
        rate = _revised(revision, found[-1] if found else None, amendments)
        if rate is not None:
            found.append(rate)
    return tuple(found)


def _priced(section: Section, rate: ChargeRate) -> ChargeRate:
    """Return a rate with the prices that are stated; the others stay."""
    fixed, per_unit = (section.read(key, quantities.not_negative) for key in _RATES)
    return replace(
        rate,
        fixed=rate.fixed if fixed is None else fixed,
        per_unit=rate.per_unit if per_unit is None else per_unit,
    )


def _revised(
    revision: Section, before: ChargeRate | None, amendments: Collection[str]
) -> ChargeRate | None:
    revision.require("from", "the first day of the revised charges")
    if "per_unit" not in revision:
        revision.require("fixed", "the revised charges of a month, or the price of a unit")
    since = revision.read("from", quantities.day)
    check_amendment(revision, amendments)
    rate = _priced(revision, before or ChargeRate(since=None))
    applies = revision.word("applies", Applies) or Applies.LAST_DAY
    if since is None or _overlaps(revision, since, before):
        return None
    return replace(rate, since=since, applies=applies, amendment=revision.text("amendment"))


def _overlaps(revision: Section, since: date, before: ChargeRate | None) -> bool:
    if before is None or before.since is None or before.since < since:
        return False
    report_overlap(revision, before.since)
    return True


def _months(section: Section) -> Mapping[MeasurementPeriod, Decimal]:
    return dict(_billed(section))


def _billed(section: Section) -> Iterator[tuple[MeasurementPeriod, Decimal]]:
    """Yield the months that were billed otherwise, each with its charges."""
    table = section.table_of("months")
    if table is None:
        return
    months = Section.unchecked(table, section.remarks)
    for name, place in table.key_places.items():
        month = read_text(Text(text=name, place=place), _month, section.remarks)
        charges = months.read(name, quantities.not_negative)
        if month is not None and charges is not None:
            yield month, charges


def _month(text: str) -> MeasurementPeriod:
    found = quantities.period(text)
    if found.length is PeriodLength.MONTH:
        return found
    raise QuantityError(text, "a month such as 2026-10")
