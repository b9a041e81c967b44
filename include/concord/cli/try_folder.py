"""`concord try`: the whole chain on a folder, in one process, against a throw-away store."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from concord.adapters.agreement_files import LoadedAgreement, load_agreement
from concord.cli.output import complain, console, counted, print_findings, progress
from concord.cli.try_comparison import comparison_json, print_comparison, read_figures
from concord.cli.try_files import write_out
from concord.cli.try_json import document, without_trial
from concord.cli.try_text import print_trial
from concord.domain.agreement import Agreement
from concord.domain.comparison import Comparison
from concord.domain.hand_table import HandTable
from concord.domain.period import MeasurementPeriod, YearStart
from concord.services.compare_figures import OurFigures, compare_figures
from concord.services.try_agreement import Range, Trial, TrialPorts, try_agreement
from concord.wiring import trial_ports
from concord.wiring.explaining import trial_explain_ports

RAN, HAS_ERRORS, COULD_NOT_RUN = 0, 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class TryOptions:
    """What a person asked for."""

    agreement: Path
    folder: Path
    first: str | None
    last: str | None
    at: str | None
    as_json: bool
    out: Path | None
    compare: Path | None = None


def try_folder(options: TryOptions, now: datetime) -> int:
    """Print what the chain finds; 0 ran, 1 the agreement has errors, 2 it could not run."""
    if (problem := _unreadable(options)) is not None:
        complain(problem)
        return COULD_NOT_RUN
    loaded = load_agreement(options.agreement)
    if loaded.agreement is None:
        _print_errors(options, loaded, now)
        return HAS_ERRORS
    try:
        at = _moment(options.at, loaded.agreement.organisation.zone, now)
        asked = _range(options, loaded.agreement.year_start)
        kept = None if options.compare is None else read_figures(options.compare, loaded.agreement)
    except ValueError as error:
        complain(str(error))
        return COULD_NOT_RUN
    with TemporaryDirectory(prefix="concord-try-") as scratch:
        ports = trial_ports(loaded.agreement, options.folder, Path(scratch))
        with progress(f"Trying {loaded.agreement.name}"):
            trial = try_agreement(loaded.agreement, ports, at, asked)
            compared = (
                None
                if kept is None
                else _compared(loaded.agreement, kept, trial, ports, Path(scratch))
            )
    if options.as_json:
        found = document(loaded.agreement, at, loaded.findings, trial)
        with_figures = {} if compared is None else {"comparison": comparison_json(compared)}
        _print_json({**found, **with_figures})
    else:
        print_trial(console(), loaded, at, trial)
        if kept is not None and compared is not None:
            print_comparison(console(), kept, compared)
    if options.out is not None:
        write_out(options.out, trial)
    return RAN


def _unreadable(options: TryOptions) -> str | None:
    if not options.agreement.is_file():
        return f"There is no file {options.agreement}. Name the agreement to try."
    if options.compare is not None and not options.compare.is_file():
        return f"There is no file {options.compare}. Name the table of figures to compare with."
    if not options.folder.is_dir():
        return f"There is no folder {options.folder}. Name the folder with the partner's files."
    return None


def _compared(
    agreement: Agreement, kept: HandTable, trial: Trial, ports: TrialPorts, scratch: Path
) -> tuple[Comparison, ...]:
    rows = trial_explain_ports(ports, scratch)
    ours = OurFigures(
        measurements=[m for a in trial.assessments for m in a.measurements],
        submissions=trial.submissions,
        observations=rows.observations,
        evidence=rows.evidence,
    )
    return compare_figures(agreement, kept, ours)


def _moment(text: str | None, zone: ZoneInfo, now: datetime) -> datetime:
    """Return the moment asked for; without an offset it is in the organisation's zone."""
    if text is None:
        return now.replace(microsecond=0)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        message = f"{text!r} is not a moment; write for example 2026-11-22T09:00."
        raise ValueError(message) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _range(options: TryOptions, year_start: YearStart) -> Range:
    first, last = (
        None if text is None else MeasurementPeriod.parse(text, year_start)
        for text in (options.first, options.last)
    )
    return Range(
        first=None if first is None else first.start, last=None if last is None else last.end
    )


def _print_errors(options: TryOptions, loaded: LoadedAgreement, now: datetime) -> None:
    if options.as_json:
        _print_json(without_trial(now.replace(microsecond=0), loaded.findings))
        return
    print_findings(console(), loaded.findings)
    complain(f"{options.agreement} cannot be tried: mend its {counted(loaded.findings)}.")


def _print_json(result: Mapping[str, object]) -> None:
    print(json.dumps(result, indent=2, ensure_ascii=False))  # noqa: T201 - the result itself
