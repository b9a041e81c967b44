"""Who reads the monthly report, and when: as agreed, or by default."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from concord.domain.agreement import Agreement, MonthlyReportRule
from concord.domain.people import Person, Side, reachable, with_role
from concord.domain.quantity import DayOfPeriod

DEFAULT_DAY = DayOfPeriod(number=6, business=True)


def report_rule(agreement: Agreement) -> MonthlyReportRule:
    """Return who gets the report and when: what the agreement says, else the default.

    By default the contract's owner and the partner's operations managers, on the 6th
    business day.
    """
    if agreement.monthly_report is not None:
        return agreement.monthly_report
    managers = with_role(agreement.people, Side.PARTNER, "operations_manager")
    owner = () if agreement.owner is None else (agreement.owner,)
    return MonthlyReportRule(to=(*owner, *(p.id for p in managers)), day=DEFAULT_DAY)


def report_readers(agreement: Agreement, day: date) -> Iterator[tuple[Side, tuple[Person, ...]]]:
    """Yield each side that has somebody on `day` to read its copy, deputies standing in."""
    to = report_rule(agreement).to
    present = [reachable(person_id, agreement.people, day) for person_id in to]
    for side in Side:
        people = tuple(dict.fromkeys(p for p in present if p is not None and p.side is side))
        if people:
            yield side, people
