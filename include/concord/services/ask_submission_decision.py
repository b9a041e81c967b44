"""Ask what shall become of a file that waits: who is asked, and what they read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from concord.domain.agreement import Agreement
from concord.domain.agreement_effects import PeriodEffect
from concord.domain.finding import Finding, Severity
from concord.domain.markdown import code, fitting_grid, plain, written_grid
from concord.domain.notation import counted, moment, money, period_name, shown
from concord.domain.people import Person, Side
from concord.domain.preview import Preview, place_of
from concord.domain.source import Restates
from concord.domain.submission import Restatement, Submission
from concord.domain.submission_decision import (
    LONGEST_NAME,
    SHORT,
    FileChoice,
    is_held,
    open_choices,
)
from concord.services.acceptance_effects import AcceptanceEffects
from concord.services.ask_approval import approvers, names_of

MOST_BYTES = 16_000
"""How large a question may be: Airflow keeps it in its database and shows it on one page."""

_FOR_FIGURES = 3500
_FOR_FINDINGS = 3500
_FOR_ROWS = 4500
_LONGEST_WORDS = 300
_MOST_PEOPLE = 8
_MOST_CREDITS = 6
_GRAVITY = (Severity.ERROR, Severity.WARNING, Severity.INFO)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileQuestion:
    """The question about one file, what can be answered, and who may answer it."""

    title: str
    body: str
    choices: tuple[FileChoice, ...]
    people: tuple[Person, ...]


def file_question(
    agreement: Agreement,
    submission: Submission,
    reason: str,
    effects: AcceptanceEffects,
    preview: Preview | None,
) -> FileQuestion:
    """Return the question; `reason` says why a held file waits, and is empty for any other.

    Content of the file stands in it only as code, cut and made visible.
    """
    people = deciders(agreement, submission)
    choices = open_choices(submission)
    parts = [
        _facts(agreement, submission, reason, people),
        _consequences(agreement, submission, choices),
        *_effects(effects, choices),
        *_findings(submission.findings),
        _rows(preview, submission.findings),
    ]
    name = shown(submission.file, LONGEST_NAME)
    doubt = "replace what was settled" if is_held(submission) else "count as it is"
    return FileQuestion(
        title=f"{agreement.name}: shall {name} {doubt}?",
        body="\n\n".join(parts),
        choices=choices,
        people=people,
    )


def deciders(agreement: Agreement, submission: Submission) -> tuple[Person, ...]:
    """Return who is asked: the contract's owner and backup, deputies, and the service's owner."""
    owners = {s.owner for s in agreement.services if s.id == submission.service}
    own = (person for person in agreement.side(Side.CLIENT) if person.id in owners)
    return tuple(dict.fromkeys((*approvers(agreement), *own)))


def _facts(
    agreement: Agreement, submission: Submission, reason: str, people: Sequence[Person]
) -> str:
    zone = agreement.organisation.zone.key
    period = submission.period
    waits = reason or "Its verdict is “quarantined”: what was found is below."
    rows = (
        ("Partner", shown(agreement.name, LONGEST_NAME)),
        ("Delivery", submission.source),
        ("Period", "not known" if period is None else period_name(period)),
        ("Received", f"{moment(submission.arrived, zone)} ({zone})"),
        ("Rows", f"{submission.rows_read:,} read, {submission.rows_accepted:,} accepted"),
        ("Waits because", shown(waits, _LONGEST_WORDS)),
        ("Who may answer", shown(names_of(people[:_MOST_PEOPLE]), _LONGEST_WORDS)),
    )
    name = f"{code(shown(submission.file, LONGEST_NAME))} ({submission.sha256[:SHORT]})"
    written = (("File", name), *((label, plain(words)) for label, words in rows))
    return written_grid(("", ""), written)


def _consequences(
    agreement: Agreement, submission: Submission, choices: Sequence[FileChoice]
) -> str:
    lines = []
    if FileChoice.ACCEPT in choices:
        how = _how_it_counts(agreement, submission)
        lines.append(f"**{FileChoice.ACCEPT}**: {how} A note with the reason is required.")
    else:
        lines.append("None of its rows could be read: there is nothing to accept.")
    stays = "what counts today stays as it is"
    lines.append(
        f"**{FileChoice.REJECT}**: none of its rows count, and {stays}. "
        "A note with the reason is required."
    )
    lines.append(
        f"**{FileChoice.ASK_AGAIN}**: as above, and the partner is asked for a corrected file; "
        "the note tells them what to correct."
    )
    lines.append(
        "The partner is told at once, and reads the note. Without an answer nothing changes, "
        "and the issue about the file goes up its levels."
    )
    return "\n".join(f"- {line}" for line in lines)


def _how_it_counts(agreement: Agreement, submission: Submission) -> str:
    if is_held(submission):
        return (
            "the correction is approved. The figures are worked out anew, and a report that "
            "went out is followed by a revised one."
        )
    source = next((s for s in agreement.sources if s.id == submission.source), None)
    if source is not None and source.restates is Restates.FILE:
        return "its valid rows take the place of all that was delivered for the period before."
    if source is not None and not source.key:
        return (
            "its valid rows count beside those of other files for the period, since no key "
            "tells which of them it replaces."
        )
    return "its valid rows count; rows marked as errors stay out, and what lacks is incomplete."


def _effects(effects: AcceptanceEffects, choices: Sequence[FileChoice]) -> Iterable[str]:
    if FileChoice.ACCEPT not in choices:
        return
    if effects.restatement is not None:
        yield f"**If it is accepted**: {_restated(effects.restatement)}"
    if not effects.months:
        yield "Accepting it changes no figure."
        return
    yield plain(_figures_in_words(effects.months))
    rows = [
        tuple(map(plain, (period_name(effect.period), c.label, c.before, c.after)))
        for effect in effects.months
        for c in effect.figures
    ]
    yield fitting_grid(("Month", "Figure", "Now", "If accepted"), rows, _FOR_FIGURES)


def _restated(restatement: Restatement) -> str:
    return (
        f"against the file {restatement.from_sha256[:SHORT]}, rows that come: "
        f"{restatement.added:,}, rows that go: {restatement.removed:,}, values that differ in "
        f"rows that stay: {len(restatement.changed):,}."
    )


def _figures_in_words(months: Sequence[PeriodEffect]) -> str:
    parts = [f"With it, figures of {counted(len(months), 'month')} change"]
    amounts = [
        f"service credit of {period_name(effect.period)} {money(was, currency)} becomes "
        f"{money(then, currency)}"
        for effect in months
        for currency, was, then in effect.credits
    ]
    parts += amounts[:_MOST_CREDITS]
    return f"{'; '.join(parts)}."


def _findings(findings: Sequence[Finding]) -> Iterable[str]:
    if not findings:
        return
    rows = [
        (
            plain(finding.severity),
            code(shown(finding.where)) or "the file",
            code(finding.found[:_LONGEST_WORDS]),
            plain(shown(finding.expected, _LONGEST_WORDS)),
            plain(shown(finding.message, _LONGEST_WORDS)),
        )
        for finding in sorted(findings, key=lambda each: _GRAVITY.index(each.severity))
    ]
    header = ("", "Where", "Found", "Expected", "What it means")
    yield f"**What was found**\n\n{fitting_grid(header, rows, _FOR_FINDINGS)}"


def _rows(preview: Preview | None, findings: Sequence[Finding]) -> str:
    if preview is None or not preview.rows:
        return "Its rows cannot be shown."
    sheet = "" if preview.sheet is None else f" of the sheet {code(preview.sheet)}"
    named = {place.row for finding in findings if (place := place_of(finding.where))}
    rows = [
        (f"**{row.number}**" if row.number in named else str(row.number), *map(code, row.cells))
        for row in preview.rows
    ]
    table = fitting_grid(("", *preview.columns), rows, _FOR_ROWS)
    return f"**Its rows**{sheet}, by their addresses\n\n{table}"
