"""`concord init`: an agreement proposed from workbooks that a partner already sends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from concord.adapters.agreement_files.proposal_text import proposal_text
from concord.adapters.agreement_files.quantities import NotThatError, identifier
from concord.adapters.workbook.sample_reader import Refused, sample_files
from concord.cli.output import complain, progress
from concord.domain.finding import quoted
from concord.domain.proposal.proposal import propose
from concord.domain.proposal.sample import SampleFile

WRITTEN, COULD_NOT = 0, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class InitOptions:
    """What a person asked for; `out` is None for standard output."""

    workbooks: Sequence[Path]
    partner: str
    name: str
    out: Path | None
    force: bool


def propose_agreement(options: InitOptions) -> int:
    """Write the proposal; 0 written, 2 it could not be, for a reason that is told."""
    if (problem := _problem(options)) is not None:
        complain(problem)
        return COULD_NOT
    with progress("Looking at the files"):
        sampled = sample_files(options.workbooks)
    refused = [file for file in sampled if isinstance(file, Refused)]
    for file in refused:
        complain(f"{quoted(file.name, limit=80)}: found {file.found}. {file.remedy}")
    if refused:
        return COULD_NOT
    files = [file for file in sampled if isinstance(file, SampleFile)]
    proposal = propose(files, partner=options.partner, name=options.name)
    if proposal is None:
        complain(_no_table(files))
        return COULD_NOT
    return _write(proposal_text(proposal), options)


def _problem(options: InitOptions) -> str | None:
    if options.partner:
        try:
            identifier(options.partner)
        except NotThatError as error:
            return f"--partner {quoted(options.partner)} cannot be used: write {error.expected}."
    if options.out is not None and options.out.exists() and not options.force:
        return f"{options.out} is there already. Name another file, or add --force to replace it."
    return None


def _no_table(files: Sequence[SampleFile]) -> str:
    names = ", ".join(quoted(file.name, limit=80) for file in files)
    return (
        f"{names}: found no header row with rows of figures below it; expected a table whose "
        "first row names its columns. Put the names of the columns above the figures, or name "
        "a workbook that has them."
    )


def _write(text: str, options: InitOptions) -> int:
    if options.out is None:
        print(text, end="")  # noqa: T201 - the result itself
        return WRITTEN
    try:
        with options.out.open("w" if options.force else "x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        complain(f"{options.out} cannot be written: {error.strerror or error}.")
        return COULD_NOT
    summary = text.splitlines()[1].lstrip("# ")
    print(f"{options.out}: {summary}")  # noqa: T201 - the result itself
    return WRITTEN
