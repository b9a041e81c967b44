"""What `concord reprocess` prints: which files came out otherwise, and what was left out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rich.markup import escape

from concord.cli.output import complain, console
from concord.domain.errors import AgreementError
from concord.domain.notation import counted, period_name, shown
from concord.domain.period import MeasurementPeriod
from concord.domain.submission import Standing, Submission
from concord.domain.submission_decision import LONGEST_NAME, SHORT
from concord.services.reprocess import ReadAgain, ReprocessReport, Wanted
from concord.wiring import deployment

SCHEMA = "concord.reprocess/1"
DONE, REFUSED = 0, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ReprocessOptions:
    """What was asked for on the command line."""

    partner: str
    source: str | None
    period: str | None
    content: str
    tell: bool
    as_json: bool


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
    figures = installation.assess(options.partner, report.changed, now) if report.changed else ()
    if options.as_json:
        found = document(options.partner, report, figures)
        print(json.dumps(found, indent=2, ensure_ascii=False))  # noqa: T201 - the result
        return DONE
    for line in lines(report, figures):
        console().print(escape(line))
    return DONE


def document(
    partner: str, report: ReprocessReport, figures: Sequence[MeasurementPeriod]
) -> dict[str, object]:
    """Return the JSON, a versioned contract: see docs/reference/reprocess.schema.json."""
    return {
        "schema": SCHEMA,
        "partner": partner,
        "read": report.read,
        "readings": [_reading(each) for each in report.readings],
        "skipped": [{"file": _shown(name), "reason": why} for name, why in report.skipped],
        "changed": [f"{partner}|{period}" for period in report.changed],
        "figures": [str(period) for period in figures],
    }


def _reading(each: ReadAgain) -> dict[str, object]:
    new = each.new
    return {
        "source": new.source,
        "period": None if new.period is None else str(new.period),
        "file": _shown(new.file),
        "sha256": new.sha256,
        "reading": new.reading,
        "standing": new.standing,
        "old": _outcome(each.old),
        "new": _outcome(new),
    }


def _outcome(submission: Submission) -> dict[str, object]:
    return {
        "verdict": submission.verdict,
        "rows_read": submission.rows_read,
        "rows_accepted": submission.rows_accepted,
    }


def lines(report: ReprocessReport, figures: Sequence[MeasurementPeriod]) -> list[str]:
    """Return what is printed for people, line by line."""
    changed = [_line(each) for each in report.readings]
    skipped = [f"{_shown(name)}: left out, {why}" for name, why in report.skipped]
    total = f"{counted(report.read, 'file')} read again, {len(changed)} came out otherwise."
    lines = [*changed, *skipped, total]
    if report.changed:
        words = ", ".join(map(period_name, figures)) or "none"
        lines.append(f"Figures that changed: {words}.")
    return lines


def _line(each: ReadAgain) -> str:
    old, new = each.old, each.new
    held = ", held until somebody approves it" if new.standing is Standing.HELD else ""
    return (
        f"{_shown(new.file)} ({new.sha256[:SHORT]}): {_in_words(old)} before, now "
        f"{_in_words(new)}, reading {new.reading}{held}"
    )


def _in_words(submission: Submission) -> str:
    verdict = submission.verdict.value.replace("_", " ")
    return f"{verdict} ({submission.rows_accepted:,} of {submission.rows_read:,} rows)"


def _shown(name: str) -> str:
    return shown(name, LONGEST_NAME)
