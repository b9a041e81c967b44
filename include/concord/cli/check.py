"""`concord check`: every mistake in the agreements, at once."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from datetime import date
from pathlib import Path

from concord.adapters.agreement_files import load_agreement, load_folder
from concord.cli.output import complain, console, counted, print_findings
from concord.domain.finding import AgreementFinding, Severity, visible

OK, HAS_ERRORS, COULD_NOT_RUN = 0, 1, 2


def check_agreements(path: Path | None, *, as_json: bool, today: date | None = None) -> int:
    """Print all findings; return 0 without errors, 1 with some, 2 with nothing to read.

    What has passed, such as a notice date, is looked for where `today` is told.
    """
    where = path or agreements_folder()
    if not where.exists():
        complain(f"There is no file or folder {where}. Name the agreement to check.")
        return COULD_NOT_RUN
    findings = findings_of(where, today)
    if as_json:
        print(json.dumps([asdict(finding) for finding in findings], indent=2))  # noqa: T201 - the result
    else:
        out = console()
        print_findings(out, findings)
        out.print(f"{where}: {counted(findings)}")
        if findings:
            out.print("[dim]concord check --explain RULE tells more of each rule in brackets.[/]")
    return HAS_ERRORS if any(f.severity is Severity.ERROR for f in findings) else OK


def explain_rule(name: str) -> int:
    """Print what a rule means, how to mend it and an example; return 2 for an unknown rule."""
    from concord.adapters.agreement_files.rules.page import explanation, nearest_rule

    try:
        text = explanation(name)
    except KeyError:
        near = nearest_rule(name)
        meant = f"Did you mean {near}?" if near else "concord reference findings lists all rules."
        complain(f"There is no rule {visible(name)}. {meant}")
        return COULD_NOT_RUN
    print(text, end="")  # noqa: T201 - the result
    return OK


def agreements_folder() -> Path:
    """Return the folder of this installation's agreements."""
    return Path(os.environ.get("CONCORD_AGREEMENTS", "include/agreements"))


def findings_of(where: Path, today: date | None) -> tuple[AgreementFinding, ...]:
    """Return the findings of one agreement, or of a folder's in the order of its files."""
    if where.is_dir():
        folder = load_folder(where, today)
        return (*folder.findings, *(f for loaded in folder.agreements for f in loaded.findings))
    return load_agreement(where, today).findings
