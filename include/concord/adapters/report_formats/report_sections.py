"""The sections of a monthly report in words; figures are written by `domain.notation` alone."""

from __future__ import annotations

from collections.abc import Iterator

from concord.adapters.report_formats.basis_section import basis_sections
from concord.adapters.report_formats.objectives_section import objectives_section
from concord.adapters.report_formats.running import running_section
from concord.adapters.report_formats.sections import Cell, Section, grid
from concord.adapters.report_formats.waiting_sections import dates_section, issues_section
from concord.domain.letter import Tone
from concord.domain.notation import (
    NO_FIGURE,
    POINTS,
    change,
    counted,
    figure,
    moment,
    money,
    named,
    number,
    ordinal,
    result_words,
    short_period,
)
from concord.domain.report import CreditRow, DeliveryRow, MonthlyReport, ServiceLevelRow
from concord.domain.service_level import OutcomeKind
from concord.domain.submission import Verdict

MOST_PARTS = 10
MOST_FINDINGS = 5
HASH_SHOWN = 8
_GRAVE_BANDS = frozenset({"severe", "critical", "threshold"})


def tone_of(row: ServiceLevelRow) -> Tone:
    """Return the tone of an outcome; its word always stands beside the colour."""
    if row.kind is OutcomeKind.MET:
        return Tone.GOOD
    if not row.kind.is_failure:
        return Tone.NEUTRAL
    grave = row.kind is OutcomeKind.DEFAULTED or row.band in _GRAVE_BANDS
    return Tone.BAD if grave else Tone.WARNING


def report_tone(report: MonthlyReport) -> Tone:
    """Return the tone of the whole month: that of its worst outcome."""
    tones = {tone_of(row) for row in report.service_levels}
    order = (Tone.BAD, Tone.WARNING, Tone.GOOD)
    return next((tone for tone in order if tone in tones), Tone.NEUTRAL)


def result_of(row: ServiceLevelRow) -> str:
    """Return a row's value with its unit."""
    return figure(row.value, row.unit, row.agreed)


def score_words(report: MonthlyReport) -> str:
    """Return the overall score, such as 98.4 of 100."""
    return NO_FIGURE if report.score is None else f"{number(report.score, 1)} of 100"


def score_change_words(report: MonthlyReport) -> str:
    """Return the score's change against the month before."""
    if report.score_change is None:
        return ""
    return f"{change(report.score_change, POINTS)} on the month before"


def sections(report: MonthlyReport) -> tuple[Section, ...]:
    """Return every section after the service levels; the ones with nothing to say fall away."""
    return (
        *_changes(report),
        *_figures(report),
        *running_section(report),
        *_records(report),
    )


def _changes(report: MonthlyReport) -> Iterator[Section]:
    if report.changes:
        title = f"What changed since version {report.version - 1}"
        yield Section(title=title, sentences=report.changes)


def _figures(report: MonthlyReport) -> Iterator[Section]:
    if report.missed:
        yield _missed(report)
    yield from basis_sections(report)
    if report.credits or report.waiting:
        yield _credits(report)
    if report.breakdown:
        yield _breakdown(report)
    if report.objectives:
        yield objectives_section(report)


def _missed(report: MonthlyReport) -> Section:
    rows: list[tuple[Cell | str, ...]] = [
        (
            Cell(text=row.name, note=f"{result_of(row)}, {row.target}"),
            Cell(text=result_words(row.kind, row.band), tone=tone_of(row)),
            _since(row),
        )
        for row in report.missed
    ]
    header = ("Service level", "Outcome", "Missed since")
    return Section(title="What was missed, and since when", grids=(grid(header, rows),))


def _since(row: ServiceLevelRow) -> str:
    if row.missed_since is None or row.misses <= 1:
        return "this period"
    return f"{short_period(row.missed_since)} ({ordinal(row.misses)} in a row)"


def _credits(report: MonthlyReport) -> Section:
    rows = [line for credit in report.credits for line in _credit_lines(credit)]
    owed = any(amount for _, amount in (*report.credit_totals, *report.bonus_totals))
    totals = (
        *(f"Total {money(amount, code)}." for code, amount in report.credit_totals),
        *(f"Bonus {money(amount, code)}." for code, amount in report.bonus_totals),
    )
    if not owed:
        nothing = report.waiting or ("No service credit is due.",)
        return Section(title="Service credits", sentences=nothing)
    table = grid(("Service", "Cause", "Amount"), rows, frozenset({2}))
    said = (*totals, *report.waiting)
    return Section(title="Service credits", sentences=said, grids=(table,))


def _credit_lines(credit: CreditRow) -> Iterator[tuple[Cell | str, ...]]:
    for cause, amount in credit.lines:
        yield credit.service, cause, money(amount, credit.currency)
    words = f"{_issued(credit)}{', capped' if credit.capped else ''}"
    yield credit.service, words, money(credit.amount, credit.currency)


def _issued(credit: CreditRow) -> str:
    points = counted_points(credit)
    return f"{credit.title} for {points}" if points else credit.title


def counted_points(credit: CreditRow) -> str:
    """Return a credit's points, such as 1 point or 2.5 points; nothing where none count."""
    if credit.points is None:
        return ""
    places = 0 if credit.points == credit.points.to_integral_value() else 1
    return f"{number(credit.points, places)} point{'' if credit.points == 1 else 's'}"


def _breakdown(report: MonthlyReport) -> Section:
    shown = report.breakdown[:MOST_PARTS]
    rows: list[tuple[Cell | str, ...]] = [
        (
            Cell(text=row.dimension, note=row.name),
            result_of(row),
            change(row.change, row.unit),
            Cell(text=result_words(row.kind, row.band), tone=tone_of(row)),
        )
        for row in shown
    ]
    left = len(report.breakdown) - len(shown)
    said = [f"Worst first, and {left:,} more in the workbook." if left else "Worst first."]
    if report.hidden_parts:
        said.append(f"{counted(report.hidden_parts, 'part')} of too few people left out.")
    header = ("Part", "Result", "Change", "Outcome")
    return Section(
        title="Breakdown", sentences=tuple(said), grids=(grid(header, rows, frozenset({1, 2})),)
    )


def _records(report: MonthlyReport) -> Iterator[Section]:
    yield _quality(report)
    if report.issues:
        yield issues_section(report)
    if report.dates:
        yield dates_section(report)
    yield _provenance(report)


def quality_counts(report: MonthlyReport) -> tuple[tuple[str, int], ...]:
    """Return how many deliveries were on time, late, unusable and missing."""
    came = [row for row in report.deliveries if row.verdict != Verdict.MISSING]
    usable = [row for row in came if row.usable]
    return (
        ("On time", sum(not row.late for row in usable)),
        ("Late", sum(row.late for row in usable)),
        ("Rejected or held back", len(came) - len(usable)),
        ("Missing", len(report.deliveries) - len(came)),
    )


def _quality(report: MonthlyReport) -> Section:
    counts = quality_counts(report)
    files = tuple(f"{count:,}" for _, count in counts)
    table = grid(tuple(label for label, _ in counts), [files])
    return Section(title="Data quality", sentences=tuple(_remarks(report)), grids=(table,))


def _remarks(report: MonthlyReport) -> Iterator[str]:
    if report.unscored:
        names = ", ".join(report.unscored)
        yield f"The overall score stands without {names}: no data; their weights were spread."
    remarks = [
        f"{row.file}: {text}" if row.file else text
        for row in report.deliveries
        for text in row.findings
    ]
    yield from remarks[:MOST_FINDINGS]
    if len(remarks) > MOST_FINDINGS:
        yield f"And {counted(len(remarks) - MOST_FINDINGS, 'more remark')} in the workbook."


def _provenance(report: MonthlyReport) -> Section:
    rows: list[tuple[Cell | str, ...]] = [_delivery(report, row) for row in report.deliveries]
    header = ("File", "Received", "Rows", "Verdict")
    said = (
        f"Data as of {moment(report.as_of, report.zone)}. Times are in {report.zone}.",
        f"Version {report.version}, under agreement {report.agreement[:HASH_SHOWN]}.",
    )
    return Section(
        title="Where the figures come from",
        sentences=said,
        grids=(grid(header, rows, frozenset({2})),),
    )


def _delivery(report: MonthlyReport, row: DeliveryRow) -> tuple[Cell | str, ...]:
    hashed = f"{named(row.source)}, {row.sha256[:HASH_SHOWN]}" if row.sha256 else named(row.source)
    received = NO_FIGURE if row.arrived is None else moment(row.arrived, report.zone)
    state = row.state.capitalize()
    return (
        Cell(text=row.file or "No file", note=hashed),
        received,
        f"{row.rows_accepted:,} of {row.rows_read:,}",
        f"{state}, late" if row.late else state,
    )
