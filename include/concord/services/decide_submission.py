"""Decide about a file that waits: accept it as it is, reject it, or ask for it again."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace

from concord.domain.agreement import Agreement
from concord.domain.people import Side
from concord.domain.submission import Submission
from concord.domain.submission_decision import (
    SHORT,
    DecisionRefusedError,
    FileChoice,
    FileReading,
    check_choice,
    decided_words,
    decisions_about,
    overtaken_by,
    overtaken_words,
)
from concord.domain.submission_event import SubmissionEvent, SubmissionEventKind
from concord.domain.submission_reading import current_readings
from concord.ports import Observations, Store, Transaction
from concord.services.answer_decision import tell_decision
from concord.services.approve import Said, check_person
from concord.services.correspondence import Correspondence
from concord.services.record_submission import counted_before, restatement_by

ANOTHER_READING = "The file was read anew since, and what came of that is what counts."
NEVER_ASKED = "The file waits for no decision."
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionPorts:
    """What deciding needs from outside."""

    store: Store
    observations: Observations
    correspondence: Correspondence


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedFile:
    """A file as a decision left it, and the periods whose figures that changes."""

    submission: Submission
    event: SubmissionEvent
    changed: tuple[str, ...]


def decide(
    agreement: Agreement,
    wanted: FileReading,
    choice: FileChoice,
    said: Said,
    ports: DecisionPorts,
    *,
    anew: bool = False,
) -> DecidedFile:
    """Record a decision with what it restates, and tell the partner in the same transaction.

    The first decision stands, unless it is decided `anew`.  Who may say so stands on the
    client's side of the agreement.  Raises DecisionRefusedError.
    """
    check_person(agreement, said, Side.CLIENT, DecisionRefusedError)
    with ports.store.transaction() as tx:
        # Asked first: it makes rivals for the same partner wait their turn.
        tx.live_partners.get(agreement.partner)
        submission = _open(tx, agreement, wanted, anew=anew)
        check_choice(submission, choice, said.note)
        event = _note(tx, submission, choice, said)
        decided = replace(submission, standing=choice.kind.standing or submission.standing)
        _restate(tx, agreement, decided, ports.observations)
        number = len(decisions_about(wanted, tx.submissions.events(agreement.partner)))
        tell_decision(tx, ports.correspondence, agreement, decided, event, number)
    moved = submission.counts != decided.counts
    return DecidedFile(
        submission=decided, event=event, changed=(str(decided.period),) if moved else ()
    )


def settled(tx: Transaction, agreement: Agreement, wanted: FileReading) -> str | None:
    """Return why a file needs no decision any more, or None while it waits for one."""
    submission, is_current = _found(tx, wanted)
    if submission is None:
        return NEVER_ASKED
    if not is_current:
        return ANOTHER_READING
    decisions = decisions_about(wanted, tx.submissions.events(wanted.partner))
    if decisions:
        return decided_words(decisions[-1], agreement.organisation.zone.key)
    if not submission.waits:
        return NEVER_ASKED
    later = overtaken_by(submission, tx.submissions.of_partner(wanted.partner))
    return None if later is None else overtaken_words(later)


def _found(tx: Transaction, wanted: FileReading) -> tuple[Submission | None, bool]:
    """Return the reading, and whether no later one of its content took its place."""
    readings = tx.submissions.readings(wanted.partner, wanted.source, wanted.sha256)
    found = next((each for each in readings if each.reading == wanted.reading), None)
    return found, found in current_readings(readings)


def moved_by(tx: Transaction, wanted: FileReading) -> tuple[str, ...]:
    """Return the periods whose figures decisions about a file moved: to accept it, and back."""
    decisions = decisions_about(wanted, tx.submissions.events(wanted.partner))
    submission, _ = _found(tx, wanted)
    if submission is None or not any(d.kind is SubmissionEventKind.ACCEPTED for d in decisions):
        return ()
    return (str(submission.period),)


def _open(tx: Transaction, agreement: Agreement, wanted: FileReading, *, anew: bool) -> Submission:
    """Return the file that is decided about.  Raises DecisionRefusedError when it is too late."""
    why = settled(tx, agreement, wanted)
    submission, is_current = _found(tx, wanted)
    decided = decisions_about(wanted, tx.submissions.events(wanted.partner))
    is_open = why is None or (anew and is_current and decided)
    if submission is None or not is_open:
        raise DecisionRefusedError(why or NEVER_ASKED)
    return submission


def _note(
    tx: Transaction, submission: Submission, choice: FileChoice, said: Said
) -> SubmissionEvent:
    event = SubmissionEvent(
        partner=submission.partner,
        source=submission.source,
        sha256=submission.sha256,
        reading=submission.reading,
        kind=choice.kind,
        by=said.by,
        at=said.at,
        origin=said.origin,
        note=said.note.strip(),
    )
    tx.submissions.note(event)
    short = submission.sha256[:SHORT]
    _log.info("partner %s: file %s %s by %s", submission.partner, short, event.kind, said.by)
    return event


def _restate(
    tx: Transaction, agreement: Agreement, decided: Submission, observations: Observations
) -> None:
    """Keep what an accepted file changes in what counted before it."""
    source = next((each for each in agreement.sources if each.id == decided.source), None)
    if source is None or not decided.counts:
        return
    before = counted_before(tx, decided)
    restatement = restatement_by(source, decided, before, observations)
    if restatement is not None:
        tx.submissions.add_restatement(restatement)
