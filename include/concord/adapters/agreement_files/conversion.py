"""Read the rates by which portfolios are shown in one currency."""

from __future__ import annotations

from decimal import Decimal

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.listed import read_listed, require_all
from concord.adapters.agreement_files.model.conversion import CONVERSION, RATE
from concord.adapters.agreement_files.section import Section
from concord.domain.conversion import Conversion, Rate
from concord.domain.quantity import QuantityError, parse_currency, parse_number


def read_conversion(root: Section) -> Conversion | None:
    """Return what `conversion` says; None where nothing, or nothing usable, is said."""
    table = root.table_of("conversion")
    if table is None:
        return None
    section = Section(table, root.remarks, CONVERSION)
    require_all(section, CONVERSION)
    to = section.read("to", parse_currency)
    rates = read_listed(section, "rates", RATE, _rate, named_by="currency")
    return None if to is None else Conversion(to=to, rates=rates)


def _rate(section: Section) -> Rate | None:
    currency = section.read("currency", parse_currency)
    rate, day = section.read("rate", _positive), section.read("date", quantities.day)
    source = section.text("source")
    if currency is None or rate is None or day is None or not source:
        return None
    return Rate(currency=currency, rate=rate, source=source, day=day)


def _positive(text: str) -> Decimal:
    rate = parse_number(text)
    if rate > 0:
        return rate
    raise QuantityError(text, "a rate of more than 0, such as 0.8651")
