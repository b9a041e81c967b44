"""The monthly report as a workbook: real figures, native charts, one sheet a section."""

from __future__ import annotations

from datetime import UTC
from io import BytesIO

from xlsxwriter import Workbook

from concord.adapters.report_formats.history_sheet import write_history
from concord.adapters.report_formats.report_sections import (
    HASH_SHOWN,
    quality_counts,
    result_of,
)
from concord.adapters.report_formats.running import write_running
from concord.adapters.report_formats.sheet import OPTIONS, Formats, Sheet, local_time
from concord.domain.notation import (
    day,
    moment,
    named,
    period_name,
    result_words,
    short_period,
    shown,
)
from concord.domain.objective_words import now_words, objective_target, progress_words
from concord.domain.report import MonthlyReport, ServiceLevelRow

_FIGURES = frozenset({"Result", "Change", "Attainment", "Volume", "Completeness", "Points"})


def report_workbook(report: MonthlyReport) -> bytes:
    """Return the report as an .xlsx file; equal reports give equal bytes."""
    target = BytesIO()
    workbook = Workbook(target, OPTIONS)
    workbook.set_properties(
        {
            "title": f"{report.partner_name}, {period_name(report.period)}",
            "author": report.organisation,
            "comments": f"Version {report.version}",
            # The day of the data, not of the clock.
            "created": report.as_of.astimezone(UTC).replace(tzinfo=None),
        }
    )
    formats = Formats(workbook)
    _summary(Sheet(workbook, formats, "Summary", report), report)
    _levels(Sheet(workbook, formats, "Service levels", report), report.service_levels)
    write_history(workbook, Sheet(workbook, formats, "History", report), report)
    _levels(Sheet(workbook, formats, "Breakdown", report), report.breakdown)
    _credits(Sheet(workbook, formats, "Credits", report), report)
    if report.running:
        write_running(Sheet(workbook, formats, "Running periods (estimate)", report), report)
    _quality(Sheet(workbook, formats, "Data quality", report), report)
    _provenance(Sheet(workbook, formats, "Provenance", report), report)
    workbook.close()
    return target.getvalue()


def _summary(sheet: Sheet, report: MonthlyReport) -> None:
    sheet.title(f"{report.partner_name}, {period_name(report.period)}", report.headline)
    rated = [row for row in report.service_levels if row.kind.is_rated]
    sheet.pair("Overall score (of 100)", report.score)
    sheet.pair("Change on the month before", report.score_change)
    _further_scores(sheet, report)
    sheet.pair("Service levels met", len(rated) - len(report.missed))
    sheet.pair("Service levels rated", len(rated))
    for currency, amount in report.credit_totals:
        sheet.pair(f"Service credits, {currency}", amount)
    for reason in report.waiting:
        sheet.pair("Service credit not known yet", reason)
    sheet.pair("Data as of", moment(report.as_of, report.zone))
    sheet.pair("Times are in", report.zone)
    sheet.pair("Version", report.version)
    sheet.pair("Agreement", report.agreement[:HASH_SHOWN])
    _listed(sheet, "Weights spread for want of data", report.unscored)
    _listed(sheet, "Changed since the version before", report.changes)
    for aim in report.objectives:
        stands = f"{now_words(aim)}, {named(aim.state)}: {progress_words(aim)}"
        sheet.pair(f"{shown(aim.objective.what)}, {objective_target(aim)}", stands)
    for issue in report.issues:
        state = f"{named(issue.severity)}, {named(issue.state)}, level {issue.level}"
        sheet.pair("Issue", f"{issue.headline} ({state})")
    for date_row in report.dates:
        sheet.pair(f"Act by {day(date_row.act_by)}", date_row.what)


def _further_scores(sheet: Sheet, report: MonthlyReport) -> None:
    for service, score in report.service_scores:
        sheet.pair(f"Score of {service}", score)
    year = report.score_of_year
    if year is not None and year.value is not None:
        sheet.pair(f"Mean score, {len(year.months)} of {year.of} months", year.value)


def _listed(sheet: Sheet, label: str, texts: tuple[str, ...]) -> None:
    for text in texts:
        sheet.pair(label, text)


def _levels(sheet: Sheet, rows: tuple[ServiceLevelRow, ...]) -> None:
    header = (
        "Service", "Service level", "Part", "Target", "Result", "Unit", "Change", "Outcome",
        "Attainment", "Volume", "Completeness", "Points", "Repeat", "Missed since",
        "Course", "What counts",
    )  # fmt: skip
    sheet.header(header, _FIGURES)
    for row in rows:
        sheet.text(row.service)
        sheet.text(row.name)
        sheet.text(row.dimension or "all")
        sheet.text(row.target)
        sheet.figure(row.value, row.unit, shown=result_of(row))
        sheet.text(row.unit)
        sheet.figure(row.change, row.unit, signed=True)
        sheet.text(result_words(row.kind, row.band))
        sheet.share(row.attainment)
        sheet.figure(row.volume, "")
        sheet.share(row.completeness)
        sheet.figure(row.points, "")
        sheet.text("repeat" if row.repeat else "")
        sheet.text(short_period(row.missed_since) if row.missed_since else "")
        sheet.text(row.course or "")
        sheet.text(" ".join(row.basis))
        sheet.next_row()
    sheet.colour_outcomes(header.index("Outcome"))
    sheet.bars(header.index("Attainment"))
    sheet.finish()


def _credits(sheet: Sheet, report: MonthlyReport) -> None:
    sheet.header(("Service", "Cause", "Currency", "Amount"), frozenset({"Amount"}))
    for row in report.credits:
        for cause, amount in row.lines:
            sheet.text(row.service)
            sheet.text(cause)
            sheet.text(row.currency)
            sheet.money(amount)
            sheet.next_row()
        sheet.text(row.service)
        sheet.text(f"{row.title}{', capped' if row.capped else ''}")
        sheet.text(row.currency)
        sheet.money(row.amount, total=True)
        sheet.next_row()
    sheet.finish()


def _quality(sheet: Sheet, report: MonthlyReport) -> None:
    sheet.header(("What", "Where", "Files"), frozenset({"Files"}))
    for label, count in quality_counts(report):
        sheet.text(label)
        sheet.text("")
        sheet.count(count)
        sheet.next_row()
    for row in report.deliveries:
        for finding in row.findings:
            sheet.text(finding)
            sheet.text(row.file)
            sheet.text("")
            sheet.next_row()
    sheet.finish()


def _provenance(sheet: Sheet, report: MonthlyReport) -> None:
    header = (
        "Source", "File", "Content hash", "Received", "Due", "Rows read", "Rows accepted",
        "Verdict", "Late",
    )  # fmt: skip
    sheet.header(header, frozenset({"Rows read", "Rows accepted"}))
    for row in report.deliveries:
        sheet.text(named(row.source))
        sheet.text(row.file)
        sheet.text(row.sha256)
        sheet.moment(local_time(row.arrived, report.zone))
        sheet.moment(local_time(row.due, report.zone))
        sheet.count(row.rows_read)
        sheet.count(row.rows_accepted)
        sheet.text(row.state)
        sheet.text("late" if row.late else "")
        sheet.next_row()
    sheet.finish()
