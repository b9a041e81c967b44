"""Read who gets which report, and when."""

from __future__ import annotations

from collections.abc import Collection

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.model.reports import FURTHER, MONTHLY, REPORTS
from concord.adapters.agreement_files.nodes import Table
from concord.adapters.agreement_files.people import A_PERSON, person_of, persons_of
from concord.adapters.agreement_files.section import Section
from concord.domain.agreement import MonthlyReportRule
from concord.domain.quantity import DayOfPeriod
from concord.domain.report_kind import FurtherReport, ReportKind

FORMATS, FORMATS_LATER = ("mail", "xlsx"), ("pdf", "json")
DEFAULT_DAY = DayOfPeriod(number=6, business=True)


def read_monthly_report(root: Section, people: Collection[str]) -> MonthlyReportRule | None:
    """Return the rule of the monthly report, or None where none is agreed."""
    reports = root.table_of("reports")
    if reports is None:
        return None
    outer = Section(reports, root.remarks, REPORTS)
    table = outer.table_of("monthly")
    if table is None:
        return None
    section = Section(table, root.remarks, MONTHLY)
    section.require("to", "the ids of those who get it")
    formats = _formats(section)
    person_of(section, "approve", people)
    return MonthlyReportRule(
        to=tuple(dict.fromkeys(section.references("to", people, "unknown-person", A_PERSON))),
        day=section.read("day", quantities.day_of_period) or DEFAULT_DAY,
        xlsx="xlsx" in formats or "formats" not in section,
    )


def _formats(section: Section) -> tuple[str, ...]:
    found: list[str] = []
    for written in section.texts("formats"):
        if written.text in FORMATS_LATER:
            section.remarks.not_yet(written.place, f"reports as {written.text}")
            continue
        choice = section.choice(written, (*FORMATS, *FORMATS_LATER))
        found.extend(() if choice is None else (choice,))
    return tuple(found)


def read_further_reports(root: Section, people: Collection[str]) -> tuple[FurtherReport, ...]:
    """Return what is agreed of reports beside the monthly one."""
    node = root.node("reports")
    if not isinstance(node, Table):
        return ()
    outer = Section.unchecked(node, root.remarks)
    read = (_further(outer, kind, people) for kind in ReportKind)
    return tuple(report for report in read if report is not None)


def _further(outer: Section, kind: ReportKind, people: Collection[str]) -> FurtherReport | None:
    table = outer.table_of(kind)
    if table is None:
        return None
    section = Section(table, outer.remarks, FURTHER)
    section.require("to", "the ids of those who get it")
    chosen = [
        section.choice(text, (*FORMATS, *FORMATS_LATER)) for text in section.texts("formats")
    ]
    return FurtherReport(
        kind=kind,
        to=persons_of(section, "to", people),
        formats=tuple(each for each in chosen if each) or FORMATS,
        day=section.read("day", quantities.day_of_period),
        approve=person_of(section, "approve", people),
    )
