"""Answer all that came and was not answered yet, also when an earlier round died before."""

from __future__ import annotations

from datetime import datetime

from concord.domain.agreement import Agreement
from concord.domain.submission_event import SubmissionEvent, SubmissionEventKind
from concord.ports import Step
from concord.services.answer_partner import answer_partner
from concord.services.collection import Collection
from concord.services.record_submission import CONCORD


def answer_unanswered(agreement: Agreement, ports: Collection, now: datetime) -> None:
    """Tell the partner what became of its files; the answers and their record are one."""
    with ports.store.transaction() as tx:
        owed = tx.submissions.unanswered(agreement.partner)
        if not owed:
            return
        for submission in owed:
            answer_partner(tx, ports.correspondence, agreement, submission, now)
            answered = SubmissionEvent(
                partner=submission.partner,
                source=submission.source,
                sha256=submission.sha256,
                reading=submission.reading,
                kind=SubmissionEventKind.ANSWERED,
                by=CONCORD,
                at=now,
            )
            tx.submissions.note(answered)
        ports.progress(Step.ANSWERING, agreement.partner)
    ports.progress(Step.ANSWERED, agreement.partner)
