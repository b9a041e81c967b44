"""The letter that answers all files of a partner's round at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from concord.domain.agreement import Agreement
from concord.domain.annotation import AnnotationForm, worst_first
from concord.domain.answer_texts.text import Text
from concord.domain.answer_texts.wording import Wording
from concord.domain.answered_file import AnsweredFile, Result, worst_files_first
from concord.domain.finding import Finding, Severity
from concord.domain.letter import Letter, Table, Tone
from concord.domain.submission import Submission

MOST_FINDINGS = 30
"""Findings of one file that stand in the letter itself; the attachment has more."""

MOST_FILES = 10
"""Files whose findings, or whose figures, stand in the letter itself."""

_SHORT = 8


_TONES = {
    Result.ACCEPTED: Tone.GOOD,
    Result.REMARKS: Tone.WARNING,
    Result.HELD: Tone.WARNING,
    Result.QUARANTINED: Tone.BAD,
    Result.REJECTED: Tone.BAD,
}
_TEXTS = {
    Result.ACCEPTED: (Text.ACCEPTED_TITLE, Text.ACCEPTED, Text.ACCEPTED_MEANS),
    Result.REMARKS: (Text.REMARKS_TITLE, Text.REMARKS_RESULT, Text.REMARKS_MEANS),
    Result.HELD: (Text.HELD_TITLE, Text.HELD, Text.HELD_MEANS),
    Result.QUARANTINED: (Text.QUARANTINED_TITLE, Text.QUARANTINED, Text.QUARANTINED_MEANS),
    Result.REJECTED: (Text.REJECTED_TITLE, Text.REJECTED, Text.REJECTED_MEANS),
}


def translated(findings: Sequence[Finding], wording: Wording) -> tuple[Finding, ...]:
    """Return the findings with their advice in the reader's language."""
    return tuple(replace(finding, message=wording.advice(finding)) for finding in findings)


def answer_letter(agreement: Agreement, files: Sequence[AnsweredFile], wording: Wording) -> Letter:
    """Return the letter about at least one file: what became of each, and every place."""
    organisation = agreement.organisation.name
    one = files[0] if len(files) == 1 else None
    return Letter(
        title=_title(agreement, files, wording),
        tone=_TONES[max(file.result for file in files)],
        paragraphs=(*_meanings(organisation, files, wording), *_attachments(files, wording)),
        facts=() if one is None else _facts(agreement, one.submission, one.name, wording),
        tables=(
            *(() if one else (_summary(files, wording),)),
            *_sections(files, wording),
        ),
        why=wording.say(Text.WHY, partner=agreement.name, organisation=organisation),
        language=wording.language,
    )


def _title(agreement: Agreement, files: Sequence[AnsweredFile], wording: Wording) -> str:
    wrong = sum(file.result is not Result.ACCEPTED for file in files)
    if len(files) == 1:
        title, _, _ = _TEXTS[files[0].result]
        return wording.say(title, partner=agreement.name, file=files[0].name)
    return wording.say(
        Text.WRONG_FILES_TITLE if wrong else Text.FILES_TITLE,
        partner=agreement.name,
        count=wording.number(len(files)),
        wrong=wording.number(wrong),
    )


def _meanings(
    organisation: str, files: Sequence[AnsweredFile], wording: Wording
) -> tuple[str, ...]:
    present = sorted({file.result for file in files}, reverse=True)
    return tuple(wording.say(_TEXTS[each][2], organisation=organisation) for each in present)


def _attachments(files: Sequence[AnsweredFile], wording: Wording) -> tuple[str, ...]:
    sent = [file for file in files if file.form is not None and file.attached]
    lists = [file for file in sent if file.form is AnnotationForm.LISTED]
    left_out = [file for file in files if file.form is not None and not file.attached]
    told = []
    if len(sent) > len(lists):
        told.append(wording.say(Text.MARKED_ATTACHED))
    if lists:
        told.append(wording.say(Text.LISTS_ATTACHED, files=_names(lists)))
    if left_out:
        told.append(wording.say(Text.NOT_ATTACHED, files=_names(left_out)))
    # What is neither below nor attached is named among those left out.
    beyond = [file for file in worst_files_first(_found(files))[MOST_FILES:] if file.attached]
    if beyond:
        told.append(wording.say(Text.FURTHER_FILES, count=wording.number(len(beyond))))
    return tuple(told)


def _found(files: Sequence[AnsweredFile]) -> list[AnsweredFile]:
    return [file for file in files if file.submission.findings]


def _names(files: Sequence[AnsweredFile]) -> str:
    return ", ".join(file.name for file in files)


def _facts(
    agreement: Agreement, submission: Submission, name: str, wording: Wording
) -> tuple[tuple[str, str], ...]:
    facts = [
        (Text.FILE, f"{name} ({submission.sha256[:_SHORT]})"),
        (Text.DELIVERY, submission.source),
        (Text.PERIOD, wording.period(submission.period)),
        (Text.RECEIVED, wording.moment(submission.arrived, agreement.zone)),
        (Text.ROWS_READ, wording.number(submission.rows_read)),
        (Text.ROWS_ACCEPTED, wording.number(submission.rows_accepted)),
    ]
    if submission.due is not None:
        due = wording.moment(submission.due, agreement.zone)
        late = wording.say(Text.LATE, due=due) if submission.is_late else due
        facts.append((Text.DUE, late))
    return tuple((wording.say(label), value) for label, value in facts)


# Few columns, as most of this is read on a phone; a first column may break within a word, so
# no cell's address stands there.
_SUMMARY = (Text.FILE, Text.RESULT, Text.ROWS, Text.ERRORS_AND_REMARKS)
_FINDINGS = (Text.FOUND, Text.PLACE, Text.ADVICE)


def _summary(files: Sequence[AnsweredFile], wording: Wording) -> Table:
    return Table(
        caption=wording.say(Text.SUMMARY),
        header=tuple(wording.say(label) for label in _SUMMARY),
        rows=tuple(_row(file, wording) for file in files),
    )


def _row(file: AnsweredFile, wording: Wording) -> tuple[str, ...]:
    submission = file.submission
    errors = file.count(Severity.ERROR)
    remarks = file.count(Severity.WARNING, Severity.INFO)
    return (
        f"{file.name} ({wording.period(submission.period)})",
        wording.say(_TEXTS[file.result][1]),
        wording.say(
            Text.ROWS_OF,
            accepted=wording.number(submission.rows_accepted),
            read=wording.number(submission.rows_read),
        ),
        f"{wording.number(errors)}, {wording.number(remarks)}",
    )


def _sections(files: Sequence[AnsweredFile], wording: Wording) -> tuple[Table, ...]:
    """Return what was found file by file, the worst first, then what was read."""
    found = worst_files_first(_found(files))[:MOST_FILES]
    read = [file for file in files if file.totals][:MOST_FILES]
    return (
        *(_findings(file, wording) for file in found),
        *(_figures(file, wording) for file in read),
    )


def _findings(file: AnsweredFile, wording: Wording) -> Table:
    findings = worst_first(file.submission.findings)
    words = wording.sheet_words()
    shown = translated(findings[:MOST_FINDINGS], wording)
    return Table(
        caption=wording.say(
            Text.FOUND_IN if len(shown) == len(findings) else Text.FIRST_FOUND_IN,
            file=file.name,
            shown=wording.number(len(shown)),
            count=wording.number(len(findings)),
        ),
        header=tuple(wording.say(label) for label in _FINDINGS),
        rows=tuple(_finding_row(words.row(finding), wording) for finding in shown),
    )


def _finding_row(cells: tuple[str, ...], wording: Wording) -> tuple[str, ...]:
    severity, place, found, expected, advice = cells
    both = wording.say(Text.FOUND_AND_EXPECTED, found=found, expected=expected)
    return (both if expected else found, f"{place} ({severity})", advice)


def _figures(file: AnsweredFile, wording: Wording) -> Table:
    header = (Text.COLUMN, Text.SUM, Text.SMALLEST, Text.LARGEST)
    return Table(
        caption=wording.say(Text.FIGURES, file=file.name),
        header=tuple(wording.say(label) for label in header),
        rows=tuple(
            (
                each.column,
                "–" if each.total is None else wording.number(each.total),
                wording.number(each.smallest),
                wording.number(each.largest),
            )
            for each in file.totals
        ),
    )
