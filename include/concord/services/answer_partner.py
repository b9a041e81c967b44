"""Tell the partner what became of a file: accepted as read, or which cells are wrong."""

from __future__ import annotations

from datetime import datetime

from concord.domain.agreement import Agreement
from concord.domain.data_contacts import data_contacts_on
from concord.domain.finding import Finding, Severity, visible
from concord.domain.letter import Letter, Table, Tone
from concord.domain.message import MessageKind
from concord.domain.people import Person
from concord.domain.submission import Submission, Verdict
from concord.ports import Transaction
from concord.services.correspondence import Correspondence, Subject

_FILE_NAME_LIMIT = 120
_TITLES = {
    Verdict.ACCEPTED: "accepted",
    Verdict.ACCEPTED_WITH_WARNINGS: "accepted, with remarks",
    Verdict.QUARANTINED: "cannot be used yet",
    Verdict.REJECTED: "could not be read",
}
_TONES = {
    Verdict.ACCEPTED: Tone.GOOD,
    Verdict.ACCEPTED_WITH_WARNINGS: Tone.WARNING,
    Verdict.QUARANTINED: Tone.BAD,
    Verdict.REJECTED: Tone.BAD,
}
_MEANINGS = {
    Verdict.ACCEPTED: "Every row was read as below. Nothing is left for you to do.",
    Verdict.ACCEPTED_WITH_WARNINGS: (
        "The file is used. Rows marked as errors below do not count, and their figures stand "
        "as incomplete until a corrected file arrives: please correct these cells and drop "
        "the file again under the same name."
    ),
    Verdict.QUARANTINED: (
        "None of its rows count for now, and the period shows as missing. Please correct what "
        "is listed below and drop the file again under the same name."
    ),
    Verdict.REJECTED: (
        "Nothing in it could be used, and the period shows as missing. Please see below what "
        "is wrong with the file, and drop a new one under the same name."
    ),
}


def answer_partner(
    tx: Transaction,
    correspondence: Correspondence,
    agreement: Agreement,
    submission: Submission,
    now: datetime,
) -> bool:
    """Enqueue the answer to a submission's sender; False when nobody is to be told.

    History, which is what lies before the agreement's `effects_from`, is not answered.
    """
    if submission.period is not None and not agreement.has_effects(submission.period):
        return False
    subject = Subject(
        kind=MessageKind.SUBMISSION_VERDICT,
        about=f"{submission.partner}/{submission.source}",
        period=str(submission.period or ""),
        revision=submission.sha256,
    )
    people = data_contacts(agreement, now)
    return correspondence.send_letter(
        tx, subject, verdict_letter(agreement, submission), people, now
    )


def data_contacts(agreement: Agreement, now: datetime) -> tuple[Person, ...]:
    """Return who answers for the partner's files: its operations managers, else all its people.

    Without anybody reachable on the partner's side, the contract's owner is told.
    """
    return data_contacts_on(agreement, now.astimezone(agreement.zone).date())


def verdict_letter(agreement: Agreement, submission: Submission) -> Letter:
    """Return the letter that tells a submission's verdict and every finding with its place."""
    name = visible(submission.file, limit=_FILE_NAME_LIMIT)
    title = f"{agreement.name}: {name} {_TITLES[submission.verdict]}"
    return Letter(
        title=title,
        tone=_TONES[submission.verdict],
        paragraphs=(_MEANINGS[submission.verdict],),
        facts=_facts(agreement, submission, name),
        tables=_tables(submission.findings),
        why=(
            f"You get this because you answer for the files of {agreement.name}. "
            f"{agreement.organisation.name} keeps the file exactly as it arrived."
        ),
    )


def _facts(agreement: Agreement, submission: Submission, name: str) -> tuple[tuple[str, str], ...]:
    arrived = submission.arrived.astimezone(agreement.zone)
    facts = [
        ("File", f"{name} ({submission.sha256[:8]})"),
        ("Delivery", submission.source),
        ("Period", str(submission.period or "not known")),
        ("Received", f"{arrived:%d %b %Y %H:%M} {agreement.zone.key}"),
        ("Rows read", f"{submission.rows_read:,}"),
        ("Rows accepted", f"{submission.rows_accepted:,}"),
    ]
    if submission.due is not None:
        due = submission.due.astimezone(agreement.zone)
        facts.append(("Due", f"{due:%d %b %Y %H:%M}{' (late)' if submission.is_late else ''}"))
    return tuple(facts)


_WORDS = {Severity.ERROR: "Error", Severity.WARNING: "Remark", Severity.INFO: "Note"}


def _tables(findings: tuple[Finding, ...]) -> tuple[Table, ...]:
    if not findings:
        return ()
    rows = tuple(
        (
            _WORDS[finding.severity],
            finding.where or "the file",
            finding.found,
            finding.expected,
            finding.message,
        )
        for finding in findings
    )
    header = ("", "Where", "Found", "Expected", "What it means")
    return (Table(caption="What was found", header=header, rows=rows),)
