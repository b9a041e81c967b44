"""What `concord reprocess` prints: which files came out otherwise, and what was left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from rich.markup import escape

from concord.cli.output import complain, console
from concord.domain.errors import AgreementError
from concord.domain.finding import visible
from concord.domain.notation import period_name
from concord.domain.period import MeasurementPeriod
from concord.services.reprocess import ReprocessReport, Wanted
from concord.wiring import deployment

DONE, REFUSED = 0, 1
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class ReprocessOptions:
    """What was asked for on the command line."""

    partner: str
    source: str | None
    period: str | None
    content: str
    tell: bool


def run_reprocess(options: ReprocessOptions, now: datetime) -> int:
    """Read files again, print what came of it, and bring the figures up to date."""
    installation = deployment()
    try:
        period = None if options.period is None else MeasurementPeriod.parse(options.period)
        wanted = Wanted(source=options.source, period=period, content=options.content)
        report = installation.reprocess(options.partner, wanted, now, tell=options.tell)
    except (AgreementError, ValueError) as error:
        complain(str(error))
        return REFUSED
    for line in _lines(report):
        console().print(escape(line))
    if report.changed:
        figures = installation.assess(options.partner, report.changed, now)
        words = ", ".join(map(period_name, figures)) or "none"
        console().print(f"Figures that changed: {words}.")
    return DONE


def _lines(report: ReprocessReport) -> list[str]:
    changed = [
        f"{_shown(s.file)} ({s.sha256[:8]}): {s.verdict.value.replace('_', ' ')}, "
        f"{s.rows_accepted:,} of {s.rows_read:,} rows accepted, reading {s.reading}"
        for s in report.readings
    ]
    skipped = [f"{_shown(name)}: left out, {why}" for name, why in report.skipped]
    total = f"{report.read} files read again, {len(changed)} came out otherwise."
    return [*changed, *skipped, total]


def _shown(name: str) -> str:
    return visible(name, limit=_LONGEST_NAME)
