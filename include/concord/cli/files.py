"""`concord files` and `concord decide-file`: what waits for a person, and what they decided."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from rich.markup import escape

from concord.cli.file_commands import Word
from concord.cli.output import complain, console, table
from concord.domain.errors import AgreementError
from concord.domain.notation import moment, period_name, shown
from concord.domain.submission_decision import (
    LONGEST_NAME,
    SHORT,
    DecisionRefusedError,
    FileChoice,
    open_choices,
    reading_of,
)
from concord.services.approve import Said
from concord.wiring import Deployment, deployment
from concord.wiring.file_decisions import WaitingFile

SCHEMA = "concord.files/1"
DONE, REFUSED = 0, 2
ORIGIN = "command"
CHOICES = {
    Word.ACCEPT: FileChoice.ACCEPT,
    Word.REJECT: FileChoice.REJECT,
    Word.ASK_AGAIN: FileChoice.ASK_AGAIN,
}
_HEADER = ("Partner", "Content", "File", "Delivery", "Period", "Received", "Waits because")
_QUARANTINED = "in quarantine"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideOptions:
    """What `concord decide-file` was given; `content` is how its hash begins."""

    partner: str
    content: str
    word: Word
    by: str
    note: str = ""
    anew: bool = False


def print_files(partner: str | None, *, as_json: bool) -> int:
    """Print the files that wait, of one partner or of all."""
    installation = deployment()
    try:
        names = installation.partners() if partner is None else (partner,)
        found = {name: installation.waiting_files(name) for name in names}
    except AgreementError as error:
        return _refuse(error)
    if as_json:
        print(json.dumps(document(found), indent=2, ensure_ascii=False))  # noqa: T201 - the result
        return DONE
    rows = [_row(installation, each) for waits in found.values() for each in waits]
    console().print(table("Files that wait for a decision", _HEADER, rows))
    if rows:
        console().print("Decide by `concord decide-file PARTNER CONTENT accept|reject|ask-again`.")
    return DONE


def _row(installation: Deployment, each: WaitingFile) -> tuple[str, ...]:
    submission = each.submission
    period = submission.period
    zone = installation.agreement(submission.partner).organisation.zone.key
    return (
        submission.partner,
        submission.sha256[:SHORT],
        shown(submission.file, LONGEST_NAME),
        submission.source,
        "not known" if period is None else period_name(period),
        moment(submission.arrived, zone),
        each.reason or _QUARANTINED,
    )


def document(found: Mapping[str, Sequence[WaitingFile]]) -> dict[str, object]:
    """Return the JSON, a versioned contract: see docs/reference/files.schema.json."""
    files = [_file(each) for waits in found.values() for each in waits]
    return {"schema": SCHEMA, "files": files}


def _file(each: WaitingFile) -> dict[str, object]:
    submission = each.submission
    words = {choice: word for word, choice in CHOICES.items()}
    return {
        "partner": submission.partner,
        "source": submission.source,
        "period": None if submission.period is None else str(submission.period),
        "file": shown(submission.file, LONGEST_NAME),
        "sha256": submission.sha256,
        "reading": submission.reading,
        "arrived": submission.arrived.isoformat(),
        "verdict": submission.verdict,
        "standing": submission.standing,
        "reason": each.reason or None,
        "asked": each.is_asked,
        "choices": [words[choice] for choice in open_choices(submission)],
        "findings": [
            {
                "severity": finding.severity,
                "rule": finding.rule,
                "where": shown(finding.where),
                "found": finding.found,
                "expected": finding.expected,
                "message": finding.message,
            }
            for finding in submission.findings
        ],
    }


def print_question(partner: str, content: str) -> int:
    """Print what is asked about a file that waits, with its rows and its effects."""
    installation = deployment()
    try:
        submission = installation.file_named(partner, content)
        question = installation.file_question(reading_of(submission))
    except (DecisionRefusedError, AgreementError) as error:
        return _refuse(error)
    console().print(f"[bold]{escape(question.title)}[/]\n\n{escape(question.body)}")
    return DONE


def record_file_decision(options: DecideOptions, now: datetime) -> int:
    """Record a decision, and bring the figures that it moves up to date."""
    installation = deployment()
    said = Said(by=options.by, at=now, origin=ORIGIN, note=options.note)
    choice = CHOICES[options.word]
    try:
        wanted = reading_of(installation.file_named(options.partner, options.content))
        decided = installation.decide_file(wanted, choice, said, anew=options.anew)
    except (DecisionRefusedError, AgreementError) as error:
        return _refuse(error)
    name = shown(decided.submission.file, LONGEST_NAME)
    console().print(escape(f"Recorded: {name} of {options.partner}: {choice}, by {options.by}."))
    if decided.changed:
        changed = installation.assess(options.partner, decided.changed, now)
        words = ", ".join(map(period_name, changed)) or "none"
        console().print(f"Figures that changed: {words}.")
    return DONE


def _refuse(error: Exception) -> int:
    complain(str(error))
    return REFUSED
