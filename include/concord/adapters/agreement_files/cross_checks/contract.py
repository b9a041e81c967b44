"""Whether the contract still runs, and what begins or ends outside it."""

from __future__ import annotations

from datetime import date

from concord.adapters.agreement_files.cross_checks.entries import entry, section_of
from concord.adapters.agreement_files.remarks import Place
from concord.adapters.agreement_files.section import Section
from concord.domain.agreement import Agreement
from concord.domain.business_calendar import BusinessCalendar
from concord.domain.contract import Contract, current_term_end, notice_date
from concord.domain.service_level import ServiceLevel


def check_contract(root: Section, agreement: Agreement, today: date | None) -> None:
    """Warn of a term that is over or can no longer be ended, and of what lies outside it."""
    contract = agreement.contract
    if contract is None:
        return
    if today is not None:
        _check_term(root, contract, agreement.organisation.calendar, today)
    if contract.renewal is None or not contract.renewal.automatic:
        for level in agreement.service_levels:
            _check_level(root, contract, level)


def _check_term(
    root: Section, contract: Contract, calendar: BusinessCalendar, today: date
) -> None:
    end = current_term_end(contract, calendar, today)
    place = section_of(root, "contract").place_of("end")
    if end < today:
        root.remarks.warning(
            place,
            "contract-over",
            found=f"{contract.end}, and no renewal by itself",
            expected="a contract that runs, or no agreement in this folder",
        )
    elif contract.end < today:
        root.remarks.warning(
            place,
            "term-renewed",
            found=f"{contract.end}: the contract has renewed by itself, until {end}",
            expected=f"the end of the current term, {end}, unless something else was agreed",
        )
    elif (
        contract.notice is not None
        and notice_date(contract.end, contract.notice, calendar) < today
    ):
        _remark_on_notice(root, contract, place, end)


def _remark_on_notice(root: Section, contract: Contract, place: Place, end: date) -> None:
    goes_on = f"it goes on until {end}" if end > contract.end else "it ends by itself"
    root.remarks.warning(
        place,
        "notice-date-past",
        found=f"{contract.end}: the last day for notice has passed, and {goes_on}",
        expected="what was decided about the contract, recorded with `concord decide`",
    )


def _check_level(root: Section, contract: Contract, level: ServiceLevel) -> None:
    since, until = level.since, level.in_force_until
    days = {"in_force": since, "until": until}
    for key, day in days.items():
        if day is not None and day > contract.end:
            root.remarks.warning(
                _place(root, level, key),
                "in-force-after-the-end",
                found=f"{level.id} in force on {day}",
                expected=f"a day of the contract, which ends on {contract.end}",
            )


def _place(root: Section, level: ServiceLevel, key: str) -> Place:
    found = entry(root, "service_levels", "id", level.id) or entry(
        root, "service_levels", "kpi", level.kpi
    )
    return root.place_of("service_levels") if found is None else found.place_of(key)
