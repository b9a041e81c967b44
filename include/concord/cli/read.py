"""`concord read`: how one workbook is read, keeping nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from concord.adapters.agreement_files import load_agreement
from concord.cli.output import complain, console, counted, print_findings, progress
from concord.cli.read_json import document
from concord.cli.read_text import print_reading
from concord.domain.agreement import Agreement
from concord.services.read_workbook import WorkbookRead, read_workbook
from concord.wiring import deployment, reading_ports

READ, NOT_USABLE, COULD_NOT_RUN = 0, 1, 2
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """What a person asked for; either `partner` or `agreement` says what was agreed."""

    file: Path
    partner: str | None
    agreement: Path | None
    source: str | None
    rows: int
    as_json: bool


def read_file(options: ReadOptions) -> int:
    """Print how the file is read; 0 read, 1 quarantined or rejected, 2 it could not run."""
    agreement = _agreement(options)
    if agreement is None:
        return COULD_NOT_RUN
    problem = _unusable(options, agreement)
    if problem is not None:
        complain(problem)
        return COULD_NOT_RUN
    with TemporaryDirectory(prefix="concord-read-") as scratch, progress("Reading …"):
        read = read_workbook(
            agreement,
            options.file.name,
            _content(options.file),
            reading_ports(Path(scratch)),
            source=options.source,
            most_rows=options.rows,
        )
    if options.as_json:
        print(json.dumps(document(read), indent=2, ensure_ascii=False))  # noqa: T201 - the result
    else:
        print_reading(console(), agreement, read)
    return _status(read)


def _status(read: WorkbookRead) -> int:
    if not read.readings:
        return COULD_NOT_RUN
    usable = all(reading.result.verdict.is_usable for reading in read.readings)
    return READ if usable else NOT_USABLE


def _agreement(options: ReadOptions) -> Agreement | None:
    """Return the agreement to read by, or None after having said what is wrong with it."""
    if options.agreement is None:
        if options.partner is None:
            complain("Name the partner (--partner) or the agreement's file (--agreement).")
            return None
        return _of_partner(options.partner)
    if not options.agreement.is_file():
        complain(f"There is no file {options.agreement}.")
        return None
    loaded = load_agreement(options.agreement)
    if loaded.agreement is None:
        print_findings(console(), loaded.findings)
        complain(f"{options.agreement} cannot be used: mend its {counted(loaded.findings)}.")
        return None
    if options.partner not in {None, loaded.agreement.partner}:
        complain(f"{options.agreement} is the agreement of {loaded.agreement.partner!r}.")
        return None
    return loaded.agreement


def _of_partner(partner: str) -> Agreement | None:
    installation = deployment()
    # As it is written: reading one file keeps nothing, and needs no database.
    agreement = installation.written.get(partner)
    if agreement is None:
        known = ", ".join(installation.written) or "none"
        complain(f"There is no usable agreement of {partner!r}. Usable agreements: {known}.")
    return agreement


def _unusable(options: ReadOptions, agreement: Agreement) -> str | None:
    if not options.file.is_file():
        return f"There is no file {options.file}."
    known = [source.id for source in agreement.sources]
    if options.source is not None and options.source not in known:
        return f"There is no source {options.source!r}; known are {', '.join(known)}."
    return None


def _content(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from iter(lambda: file.read(_CHUNK), b"")
