"""Tell the partner what a person decided about a file of theirs, and what follows."""

from __future__ import annotations

from concord.domain.agreement import Agreement
from concord.domain.data_contacts import data_contacts_on
from concord.domain.letter import Letter, Tone
from concord.domain.message import MessageKind
from concord.domain.notation import moment, period_name, shown
from concord.domain.submission import Standing, Submission
from concord.domain.submission_decision import LONGEST_NAME, SHORT
from concord.domain.submission_event import SubmissionEvent
from concord.ports import Transaction
from concord.services.correspondence import Correspondence, Subject

_LONGEST_NOTE = 2000
_TITLES = {
    Standing.ACCEPTED: "is accepted as it is",
    Standing.REJECTED: "is not accepted",
    Standing.ASKED_AGAIN: "is asked for again",
}
_TONES = {
    Standing.ACCEPTED: Tone.GOOD,
    Standing.REJECTED: Tone.BAD,
    Standing.ASKED_AGAIN: Tone.WARNING,
}
_MEANINGS = {
    Standing.ACCEPTED: (
        "The rows that could be read count from now on, and the figures are worked out with "
        "them. Nothing is left for you to do."
    ),
    Standing.REJECTED: (
        "None of its rows count. What you delivered for the period before, if anything, stays "
        "in use; the file itself is kept as it arrived."
    ),
    Standing.ASKED_AGAIN: (
        "None of its rows count for now. Please correct the file as the reason below says, and "
        "drop it again under the same name."
    ),
}


def tell_decision(
    tx: Transaction,
    correspondence: Correspondence,
    agreement: Agreement,
    submission: Submission,
    event: SubmissionEvent,
    number: int,
) -> bool:
    """Enqueue the letter about a decision; False when nobody is to be told.

    `number` counts the decisions about this reading from 1: each is a letter of its own.
    History, which is what lies before the agreement's `effects_from`, is not answered.
    """
    if submission.period is not None and not agreement.has_effects(submission.period):
        return False
    subject = Subject(
        kind=MessageKind.SUBMISSION_DECISION,
        about=f"{submission.partner}/{submission.source}",
        period=str(submission.period or ""),
        revision=f"{submission.sha256}/{submission.reading}/{number}",
    )
    people = data_contacts_on(agreement, event.at.astimezone(agreement.zone).date())
    letter = decision_letter(agreement, submission, event)
    return correspondence.send_letter(tx, subject, letter, people, event.at)


def decision_letter(
    agreement: Agreement, submission: Submission, event: SubmissionEvent
) -> Letter:
    """Return the letter: what was decided about the file, why, and what is to be done.

    `submission` stands as the decision left it; `event` is the decision with its reason.
    """
    name = shown(submission.file, LONGEST_NAME)
    standing = submission.standing
    return Letter(
        title=f"{agreement.name}: {name} {_TITLES[standing]}",
        tone=_TONES[standing],
        paragraphs=(_MEANINGS[standing],),
        facts=_facts(agreement, submission, event, name),
        why=(
            f"You get this because you answer for the files of {agreement.name}. "
            f"{agreement.organisation.name} keeps the file exactly as it arrived."
        ),
    )


def _facts(
    agreement: Agreement, submission: Submission, event: SubmissionEvent, name: str
) -> tuple[tuple[str, str], ...]:
    person = agreement.person(event.by)
    period = submission.period
    zone = agreement.zone.key
    facts = [
        ("File", f"{name} ({submission.sha256[:SHORT]})"),
        ("Delivery", submission.source),
        ("Period", "not known" if period is None else period_name(period)),
        ("Decided by", event.by if person is None else person.name),
        ("Decided", f"{moment(event.at, zone)} {zone}"),
    ]
    if event.note.strip():
        facts.append(("Reason", shown(event.note.strip(), _LONGEST_NOTE)))
    return tuple(facts)
