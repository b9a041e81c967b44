"""Answer all that came and was not answered yet, also when an earlier round died before."""

from __future__ import annotations

from datetime import datetime

from concord.domain.agreement import Agreement
from concord.domain.submission import Submission
from concord.domain.submission_event import SubmissionEvent, SubmissionEventKind
from concord.ports import Step
from concord.services.answer_batch import enqueue_answers, prepare_answers
from concord.services.collection import Collection
from concord.services.record_submission import CONCORD


def answer_unanswered(agreement: Agreement, ports: Collection, now: datetime) -> None:
    """Tell the partner what became of its files; the answer and the record of it are one.

    Another round that answered meanwhile is believed: the answer to the same files is the same.
    """
    with ports.store.transaction() as tx:
        owed = tx.submissions.unanswered(agreement.partner)
    if not owed:
        return
    answers = prepare_answers(
        agreement, owed, annotator=ports.annotator, figures=ports.figures, now=now
    )
    ports.progress(Step.PREPARED_ANSWER, agreement.partner)
    with ports.store.transaction() as tx:
        if tx.submissions.unanswered(agreement.partner) != owed:
            return  # they are answered by whoever came between, or by the next round
        enqueue_answers(tx, ports.correspondence, answers, now)
        for submission in owed:
            tx.submissions.note(_answered(submission, now))
        ports.progress(Step.ANSWERING, agreement.partner)
    ports.progress(Step.ANSWERED, agreement.partner)


def _answered(submission: Submission, now: datetime) -> SubmissionEvent:
    return SubmissionEvent(
        partner=submission.partner,
        source=submission.source,
        sha256=submission.sha256,
        reading=submission.reading,
        kind=SubmissionEventKind.ANSWERED,
        by=CONCORD,
        at=now,
    )
