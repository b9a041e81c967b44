"""`concord one-to-one`: figures for a talk with one person, as data."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from concord.cli.output import complain, console, table
from concord.domain.agreement import Agreement
from concord.domain.errors import OneToOneRefusedError, PersonKeyError
from concord.domain.kpi import as_text
from concord.domain.notation import NO_FIGURE, change, figure, period_name, shown
from concord.domain.one_to_one import OneToOneSheet, PersonFigure
from concord.domain.period import MeasurementPeriod
from concord.domain.report_rows import dimension_words
from concord.wiring import deployment

SCHEMA = "concord.one-to-one/1"
RAN, COULD_NOT_RUN = 0, 2
_HEADER = ("KPI", "Group", "Figure", "Course", "Median", "Against it", "People")

Json = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class OneToOneOptions:
    """What was asked for; without a `person` it is everybody."""

    partner: str
    person: str | None
    period: str
    as_json: bool


def print_one_to_ones(options: OneToOneOptions) -> int:
    """Print the sheets; 2 when there is nothing that may be printed."""
    installation = deployment()
    agreement = installation.agreements.get(options.partner)
    if agreement is None:
        known = ", ".join(installation.partners()) or "none"
        complain(f"There is no usable agreement of {options.partner!r}; known are {known}.")
        return COULD_NOT_RUN
    try:
        period = MeasurementPeriod.parse(options.period, agreement.year_start)
        sheets = installation.one_to_ones(options.partner, options.person, period)
    except (OneToOneRefusedError, PersonKeyError, ValueError) as error:
        complain(str(error))
        return COULD_NOT_RUN
    if options.as_json:
        found = document(agreement, period, sheets)
        print(json.dumps(found, indent=2, ensure_ascii=False))  # noqa: T201 - the result
        return RAN
    for sheet in sheets:
        title = f"{shown(sheet.person)}, {period_name(period)}"
        console().print(table(title, _HEADER, [_row(each) for each in sheet.figures]))
    console().print(f"For: {shown(agreement.privacy.purpose)}.", markup=False)
    return RAN


def document(
    agreement: Agreement, period: MeasurementPeriod, sheets: Sequence[OneToOneSheet]
) -> Json:
    """Return the JSON, a versioned contract: see docs/reference/one-to-one.schema.json."""
    privacy = agreement.privacy
    return {
        "schema": SCHEMA,
        "partner": agreement.partner,
        "period": str(period),
        "purpose": privacy.purpose,
        "legal_basis": privacy.legal_basis,
        "contact": privacy.contact,
        "people_are": privacy.personal_kpis,
        "smallest_group": privacy.smallest_group,
        "sheets": [
            {"person": sheet.person, "figures": [_figure(each) for each in sheet.figures]}
            for sheet in sheets
        ],
    }


def _figure(each: PersonFigure) -> Json:
    return {
        "kpi": each.kpi.id,
        "name": each.kpi.name,
        "unit": each.kpi.unit,
        "group": dict(each.group),
        "value": as_text(each.value),
        "volume": as_text(each.volume),
        "course": each.course,
        "history": [
            {"period": str(period), "value": as_text(value)} for period, value in each.history
        ],
        "people": each.people,
        "median": as_text(each.median),
        "against_median": as_text(each.against_median),
    }


def _row(each: PersonFigure) -> tuple[str, ...]:
    unit = each.kpi.unit
    return (
        shown(each.kpi.name),
        dimension_words(each.group) or "all",
        figure(each.value, unit),
        each.course or NO_FIGURE,
        figure(each.median, unit),
        change(each.against_median, unit),
        "too few to show" if each.people is None else str(each.people),
    )
