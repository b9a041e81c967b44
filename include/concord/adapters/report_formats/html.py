"""The monthly report as a mail: an HTML body and its plain twin, from the same sections."""

from __future__ import annotations

from dataclasses import dataclass

from concord.adapters.report_formats import plain_text
from concord.adapters.report_formats.chart import Column, Stretch, bar, sparkline, spoken
from concord.adapters.report_formats.look import template
from concord.adapters.report_formats.report_sections import (
    quality_counts,
    report_tone,
    result_of,
    score_change_words,
    score_words,
    sections,
    tone_of,
)
from concord.adapters.report_formats.sections import Cell, Section, grid
from concord.domain.letter import Tone
from concord.domain.notation import change, counted, money, period_name, result_words
from concord.domain.people import Side
from concord.domain.report import MonthlyReport, ServiceLevelRow
from concord.ports import Body


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A service level as the mail shows it."""

    name: str
    service: str
    target: str
    result: str
    change: str
    outcome: str
    tone: Tone
    bar: tuple[Stretch, ...]
    spark: tuple[Column, ...]
    spoken: str
    course: str


def report_mail(report: MonthlyReport) -> Body:
    """Return the report's mail body."""
    parts = sections(report)
    html = template("report.html.j2").render(
        report=report,
        month=period_name(report.period),
        tone=report_tone(report),
        tiles=_tiles(report),
        lines=_lines(report),
        parts=parts,
        why=_why(report),
    )
    return Body(text=_text(report, parts), html=html)


def _tiles(report: MonthlyReport) -> tuple[tuple[str, str, str], ...]:
    """Return the key figures as label, figure and remark."""
    rated = [row for row in report.service_levels if row.kind.is_rated]
    met = f"{len(rated) - len(report.missed)} of {len(rated)}"
    unrated = len(report.service_levels) - len(rated)
    quality = dict(quality_counts(report))
    late = [f"{count} {label.lower()}" for label, count in list(quality.items())[1:] if count]
    return (
        ("Overall score", score_words(report), score_change_words(report)),
        ("Service levels met", met, f"{unrated} not rated" if unrated else ""),
        ("Service credits", *_owed(report)),
        ("Files on time", f"{quality['On time']:,}", ", ".join(late)),
    )


def _owed(report: MonthlyReport) -> tuple[str, str]:
    """Return the credits' sums, and whether there may be more."""
    owed = [money(amount, code) for code, amount in report.credit_totals if amount]
    if report.waiting:
        return "\n".join(owed) or "not known yet", "charges are not known"
    return "\n".join(owed) or "none", ""


def _lines(report: MonthlyReport) -> tuple[Line, ...]:
    several = len({row.service for row in report.service_levels}) > 1
    return tuple(_line(row, several=several) for row in report.service_levels)


def _line(row: ServiceLevelRow, *, several: bool) -> Line:
    return Line(
        name=row.name,
        service=row.service if several else "",
        target=row.target or "no target in force",
        result=result_of(row),
        change=change(row.change, row.unit) if row.change is not None else "",
        outcome=result_words(row.kind, row.band),
        tone=tone_of(row),
        bar=bar(row),
        spark=sparkline(row.history),
        spoken=spoken(row),
        course=row.course or "",
    )


def _why(report: MonthlyReport) -> str:
    side = report.organisation if report.audience is Side.CLIENT else report.partner_name
    return (
        f"This is the copy for {side}, version {report.version}. The attached workbook holds "
        f"the same figures. {report.organisation} sends it under the agreement with "
        f"{report.partner_name}."
    )


def _text(report: MonthlyReport, parts: tuple[Section, ...]) -> str:
    title = f"{report.partner_name}: monthly report, {period_name(report.period)}"
    pairs = [
        (label, f"{value} ({remark})" if remark else value.replace("\n", ", "))
        for label, value, remark in _tiles(report)
    ]
    blocks = [
        plain_text.heading(title),
        plain_text.paragraph(report.headline),
        plain_text.facts(pairs),
        plain_text.section(_levels_in_words(report)),
        *(plain_text.section(part) for part in parts),
        f"--\n{plain_text.paragraph(_why(report))}",
    ]
    return "\n\n".join(blocks) + "\n"


def _levels_in_words(report: MonthlyReport) -> Section:
    rows: list[tuple[Cell | str, ...]] = [
        (
            Cell(text=line.name, note=line.service),
            line.outcome,
            f"{line.result}, {line.target}",
            line.change or "–",
            line.spoken,
        )
        for line in _lines(report)
    ]
    header = ("", "Outcome", "Result and target", "Change", "History")
    said = (f"{counted(len(rows), 'service level')} reported.",)
    return Section(title="Service levels", sentences=said, grids=(grid(header, rows),))
