"""Examine what an installation's agreements ask for: sound files, zones, holidays to come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import assert_never

from concord.domain.agreement import Agreement, Organisation
from concord.domain.business_calendar import BusinessCalendar
from concord.domain.examination import Examined, failing, ok, warning
from concord.domain.finding import AgreementFinding, Severity

YEARS_AHEAD = 2
_READ_THEM = "Run `concord check` and mend what it lists."


def examine_findings(item: str, files: int, findings: Sequence[AgreementFinding]) -> Examined:
    """Return how agreement files are by what was found in them, however many there are."""
    found = f"{_counted(files, 'agreement')}, {_severities(findings)}"
    severities = {finding.severity for finding in findings}
    if Severity.ERROR in severities:
        return failing(item, found, _READ_THEM)
    if files == 0:
        return warning(item, found, "Write the first one with `concord init WORKBOOK`.")
    return warning(item, found, _READ_THEM) if Severity.WARNING in severities else ok(item, found)


def examine_holidays(
    item: str, organisation: Organisation, agreements: Iterable[Agreement], today: date
) -> Examined:
    """Return whether every calendar knows the holidays of this year and the next two."""
    calendars = {calendar.name: calendar for calendar in _calendars(organisation, agreements)}
    public = {name: c for name, c in calendars.items() if c.holidays}
    years = range(today.year, today.year + YEARS_AHEAD + 1)
    lacking = [
        f"{name} {year}"
        for name, calendar in sorted(public.items())
        for year in years
        if not any(day.year == year for day in calendar.holidays)
    ]
    if lacking:
        remedy = "Bring the package `holidays` up to date, or add the days to the calendar."
        return warning(item, f"no holidays are known of {', '.join(lacking)}", remedy)
    span = f"{years[0]} to {years[-1]}"
    return ok(item, f"{', '.join(sorted(public)) or 'no public holidays asked for'}: {span}")


def zones_of(organisation: Organisation, agreements: Iterable[Agreement]) -> tuple[str, ...]:
    """Return the names of all time zones in use, in order."""
    found = {str(calendar.zone) for calendar in _calendars(organisation, ())}
    found.add(str(organisation.zone))
    for agreement in agreements:
        found.add(str(agreement.zone))
        found.update(str(calendar.zone) for calendar in _calendars(organisation, [agreement]))
        found.update(str(source.zone) for source in agreement.sources)
        found.update(str(site.zone) for site in agreement.sites)
    return tuple(sorted(found))


def _calendars(
    organisation: Organisation, agreements: Iterable[Agreement]
) -> Iterable[BusinessCalendar]:
    yield organisation.calendar
    for agreement in agreements:
        yield agreement.calendar
        yield from (source.calendar for source in agreement.sources)
        yield from (site.calendar for site in agreement.sites)


def _severities(findings: Sequence[AgreementFinding]) -> str:
    counts = ((s, sum(finding.severity is s for finding in findings)) for s in Severity)
    return ", ".join(_counted(count, _word(severity)) for severity, count in counts)


def _word(severity: Severity) -> str:
    match severity:
        case Severity.ERROR:
            return "error"
        case Severity.WARNING:
            return "warning"
        case Severity.INFO:
            return "note"
        case _:
            assert_never(severity)


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
