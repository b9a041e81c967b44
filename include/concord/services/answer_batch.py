"""Answer all files of a partner's round in one mail a language, wrong cells marked.

What takes long is prepared before any transaction; putting it into the outbox is then the
matter of a moment, in the transaction that records the files as answered.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from concord.domain.agreement import Agreement
from concord.domain.annotation import AnnotationForm
from concord.domain.answer_letter import answer_letter, translated
from concord.domain.answer_texts.wording import Wording, language_of
from concord.domain.answered_file import AnsweredFile, worst_files_first
from concord.domain.data_contacts import data_contacts_on
from concord.domain.errors import ConcordError
from concord.domain.finding import Severity, visible
from concord.domain.letter import Letter
from concord.domain.message import Attachment, MessageKind
from concord.domain.people import Person
from concord.domain.submission import Submission
from concord.ports import AnnotationJob, ReadFigures, SubmissionAnnotator, Transaction
from concord.services.correspondence import Correspondence, Subject
from concord.services.record_submission import observation_file

MOST_ATTACHED = 15_000_000
"""Bytes of marked workbooks that go with one answer, the worst files first."""

MOST_ANNOTATED = 20
"""Files that are marked for one answer: each takes a process of its own."""

_LONGEST_STEM = 80
_SHORT = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedAnswer:
    """A mail to all who read one language, ready for the outbox."""

    subject: Subject
    letter: Letter
    people: tuple[Person, ...]
    attachments: tuple[Attachment, ...] = ()


def prepare_answers(
    agreement: Agreement,
    submissions: Iterable[Submission],
    *,
    annotator: SubmissionAnnotator,
    figures: ReadFigures,
    now: datetime,
) -> tuple[PreparedAnswer, ...]:
    """Return the answer to all of `submissions`, once for each language of its readers.

    History, which is what lies before the agreement's `effects_from`, is not answered.
    """
    told = [each for each in submissions if _is_told(agreement, each)]
    people = data_contacts_on(agreement, now.astimezone(agreement.zone).date())
    if not told or not people:
        return ()
    read = [_read(agreement, each, figures) for each in told]
    subject = Subject(
        kind=MessageKind.SUBMISSION_VERDICT, about=agreement.partner, revision=_revision(told)
    )
    answers = []
    for language in dict.fromkeys(language_of(person.language) for person in people):
        wording = Wording(language=language)
        files, attachments = _annotated(read, annotator, wording)
        answer = PreparedAnswer(
            subject=subject,
            letter=answer_letter(agreement, files, wording),
            people=tuple(p for p in people if language_of(p.language) is language),
            attachments=attachments,
        )
        answers.append(answer)
    return tuple(answers)


def enqueue_answers(
    tx: Transaction,
    correspondence: Correspondence,
    answers: Iterable[PreparedAnswer],
    now: datetime,
) -> bool:
    """Put prepared answers into the outbox; False when all were there, or there are none."""
    sent = [
        correspondence.send_letter(
            tx, answer.subject, answer.letter, answer.people, now, answer.attachments
        )
        for answer in answers
    ]
    return any(sent)


def _is_told(agreement: Agreement, submission: Submission) -> bool:
    return submission.period is None or agreement.has_effects(submission.period)


def _revision(submissions: Iterable[Submission]) -> str:
    """Return what makes the answer to these very readings the same one."""
    identities = sorted(f"{s.source}|{s.sha256}|{s.reading}" for s in submissions)
    return hashlib.sha256("\n".join(identities).encode()).hexdigest()[:_SHORT]


def _read(agreement: Agreement, submission: Submission, figures: ReadFigures) -> AnsweredFile:
    """Return a file with its figures; without them where they cannot be had any more."""
    file = observation_file(submission)
    source = next((s for s in agreement.sources if s.id == submission.source), None)
    if file is None or source is None:
        return AnsweredFile(submission=submission)
    try:
        totals = figures.totals(source, file)
    except ConcordError:
        # An answer without sums is worth more to the partner than none.
        totals = ()
    return AnsweredFile(submission=submission, totals=totals)


def _annotated(
    files: Sequence[AnsweredFile], annotator: SubmissionAnnotator, wording: Wording
) -> tuple[list[AnsweredFile], tuple[Attachment, ...]]:
    """Return the files with what is sent back of each, the worst first until the mail is full."""
    attachments: list[Attachment] = []
    answered = {id(file): file for file in files}
    wrong = [file for file in files if file.count(Severity.ERROR, Severity.WARNING)]
    room = MOST_ATTACHED
    for number, file in enumerate(worst_files_first(wrong)):
        if number >= MOST_ANNOTATED:
            answered[id(file)] = replace(file, form=AnnotationForm.LISTED)
            continue
        annotation = annotator.annotate(_job(file.submission, wording))
        size = len(annotation.attachment.content)
        fits = size <= room
        if fits:
            attachments.append(_named_apart(annotation.attachment, attachments))
            room -= size
        answered[id(file)] = replace(file, form=annotation.form, attached=fits)
    return list(answered.values()), tuple(attachments)


def _job(submission: Submission, wording: Wording) -> AnnotationJob:
    return AnnotationJob(
        sha256=submission.sha256,
        name=f"{_stem(submission.file)}.xlsx",
        rows_read=submission.rows_read,
        findings=translated(submission.findings, wording),
        words=wording.sheet_words(),
    )


def _stem(name: str) -> str:
    """Return a file's name without its ending, as any mail program may save it."""
    stem = name.rpartition(".")[0] or name
    return visible(stem.replace("\\", "-").replace("/", "-"), limit=_LONGEST_STEM)


def _named_apart(attachment: Attachment, others: Sequence[Attachment]) -> Attachment:
    """Return the attachment under a name that no other one has: sources may share names."""
    taken = {other.name for other in others}
    name, number = attachment.name, 2
    while name in taken:
        stem, dot, ending = attachment.name.rpartition(".")
        name, number = f"{stem} ({number}){dot}{ending}", number + 1
    return replace(attachment, name=name)
