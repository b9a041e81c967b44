"""Whether relief was approved by somebody who may, and fits the rows it is to be left out of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from concord.adapters.agreement_files.cross_checks.entries import place_in
from concord.adapters.agreement_files.section import Section
from concord.domain.agreement import Agreement
from concord.domain.people import Person, Side
from concord.domain.period import PeriodLength
from concord.domain.quantity import CALENDAR_START
from concord.domain.relief import (
    Clocks,
    Drops,
    ReliefEvent,
    ReliefRule,
    ReliefState,
    reached,
    state_of,
)
from concord.domain.source import ColumnType, Source

_A_YEAR = timedelta(days=366)
_AROUND = timedelta(days=2)
_BY_DAY = (
    "`drops: day`, or a timestamp as its `day_column`; until then only days that lie in it from "
    "midnight to midnight are left out"
)
_BY_PERIOD = (
    "`drops: period`, or a `day_column`; until then only files are left out of which the whole "
    "period lies in it"
)


def check_relief(root: Section, agreement: Agreement) -> None:
    """Warn of relief that leaves out nothing, or less than it says."""
    for rule in agreement.relief:
        _check_approval(root, agreement, rule)
        for source in _sources(agreement, rule):
            _check_rows(root, agreement, rule, source)


def _check_approval(root: Section, agreement: Agreement, rule: ReliefRule) -> None:
    person = agreement.person(rule.approved_by or "")
    state = state_of(rule, agreement.people, agreement.zone)
    if person is None or state is not ReliefState.NOT_ENTITLED:
        return
    root.remarks.warning(
        place_in(root, "relief", "id", rule.id, "approved_by"),
        "may-not-approve",
        found=f"{person.id}, who {_reason(person, rule)}",
        expected="somebody of the client who was there then; until then nothing is left out",
    )


def _reason(person: Person, rule: ReliefRule) -> str:
    if person.side is Side.PARTNER:
        return "works for the partner"
    approved_on, since = rule.approved_on, person.since
    if approved_on is not None and since is not None and approved_on < since:
        return f"came on {since}"
    return f"left on {person.until}"


def _sources(agreement: Agreement, rule: ReliefRule) -> Iterator[Source]:
    """Yield the sources whose rows are to be left out, each once."""
    kpis = {level.kpi for level in agreement.service_levels if rule.is_for(level.id)}
    named = {kpi.source for kpi in agreement.kpis if kpi.id in kpis}
    return (source for source in agreement.sources if source.id in named)


def _check_rows(root: Section, agreement: Agreement, rule: ReliefRule, source: Source) -> None:
    """Warn where the rows do not tell whether they lie within."""
    if rule.drops is Drops.PERIOD or _has_time(source):
        return
    if source.day_column is None and source.covers is not PeriodLength.DAY:
        found, expected = "no day", _BY_PERIOD
    elif not _is_within_days(agreement, rule, source):
        found, expected = "a day and no time of day", _BY_DAY
    else:
        return
    root.remarks.warning(
        place_in(root, "relief", "id", rule.id, "drops"),
        "rows-too-coarse",
        found=f"{rule.drops}, of {source.id}, whose rows have {found}",
        expected=expected,
    )


def _has_time(source: Source) -> bool:
    column = source.day_column
    return column is not None and source.column(column).type is ColumnType.TIMESTAMP


def _is_within_days(agreement: Agreement, rule: ReliefRule, source: Source) -> bool:
    """Say whether it reaches from midnight to midnight on the source's clock."""
    clocks = Clocks(agreement=agreement.zone, calendar=agreement.calendar, source=source.zone)
    found = reached(rule, clocks, *_span(rule))
    return found.touched == found.whole_days


def _span(rule: ReliefRule) -> tuple[date, date]:
    """Return days that tell how a rule reaches: an event's, and a year of what comes round."""
    if isinstance(rule, ReliefEvent):
        return rule.begins.date() - _AROUND, rule.ends.date() + _AROUND
    first = rule.since or CALENDAR_START
    return first, first + _A_YEAR
