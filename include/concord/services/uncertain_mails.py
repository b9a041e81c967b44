"""Ask a person about a mail of which nobody can tell whether it went out, and do as they say."""

from __future__ import annotations

from dataclasses import dataclass

from concord.domain.errors import MailDecisionRefusedError
from concord.domain.markdown import grid
from concord.domain.notation import moment, named, shown
from concord.domain.outbox import Attempt, OutboxEntry, OutboxState
from concord.domain.uncertainty import (
    DecidedMail,
    MailAttempt,
    MailDecision,
    UncertainMail,
    state_decided,
)
from concord.ports import OutboxQueue, Store
from concord.services.approve import Said

_LONGEST_SUBJECT = 200
_LONGEST_DETAIL = 300
_MOST_RECIPIENTS = 20
_NOTE_LACKS = "A note is required: how you know, or why it is given up."
_NOT_ON_RECORD = "There is no such mail."


@dataclass(frozen=True, slots=True, kw_only=True)
class MailQuestion:
    """The question about one uncertain mail."""

    title: str
    body: str


def mail_question(store: Store, wanted: MailAttempt, zone: str) -> MailQuestion:
    """Return the question about a mail, with every attempt by which a copy may have left.

    Raises MailDecisionRefusedError where there is no such mail.
    """
    with store.transaction() as tx:
        entry = tx.outbox.entry(wanted.key)
        attempts = tx.outbox.attempts(wanted.key)
    if entry is None:
        raise MailDecisionRefusedError(_NOT_ON_RECORD)
    uncertain = UncertainMail(mail=entry.mail, attempts=attempts)
    parts = [_facts(entry, zone), _copies(uncertain, zone), _consequences()]
    return MailQuestion(
        title=f"Did this mail arrive? {shown(entry.mail.subject, _LONGEST_SUBJECT)}",
        body="\n\n".join(parts),
    )


def settled_mail(store: Store, wanted: MailAttempt) -> str | None:
    """Return why a mail needs no decision any more, or None while it waits for one."""
    with store.transaction() as tx:
        entry = tx.outbox.entry(wanted.key)
    if entry is None:
        return _NOT_ON_RECORD
    if entry.state is OutboxState.UNCERTAIN and entry.attempts == wanted.attempt:
        return None
    return f"It is {entry.state} by now. {entry.last_error}".strip()


def decide_mail(
    store: Store, queue: OutboxQueue, wanted: MailAttempt, decision: MailDecision, said: Said
) -> str:
    """Record what a person decided about an uncertain mail; return it in words.

    Raises MailDecisionRefusedError without a note, and when the mail has moved on.
    """
    if not said.note.strip():
        raise MailDecisionRefusedError(_NOTE_LACKS)
    decided = DecidedMail(
        key=wanted.key,
        attempt=wanted.attempt,
        decision=decision,
        by=said.by,
        at=said.at,
        origin=said.origin,
        note=said.note.strip(),
    )
    if not queue.decide(decided, state_decided(decision)):
        raise MailDecisionRefusedError(settled_mail(store, wanted) or "It is another's.")
    return f"{decision}, by {said.by}."


def _facts(entry: OutboxEntry, zone: str) -> str:
    mail = entry.mail
    more = len(mail.to) - _MOST_RECIPIENTS
    rows = [
        ("Subject", shown(mail.subject, _LONGEST_SUBJECT)),
        ("What it is", named(mail.kind)),
        (
            "To",
            ", ".join(shown(to) for to in mail.to[:_MOST_RECIPIENTS])
            + (f" and {more} more" if more > 0 else ""),
        ),
        ("Written", moment(mail.mail_date, zone)),
        ("Message-ID", shown(mail.message_id, _LONGEST_SUBJECT)),
        ("Last heard", shown(entry.last_error, _LONGEST_DETAIL)),
    ]
    return grid(("", ""), rows)


def _copies(uncertain: UncertainMail, zone: str) -> str:
    rows = [_attempt(each, zone) for each in uncertain.doubtful]
    table = grid(("Attempt", "Began", "What is known", "Of the provider"), rows)
    return f"**Copies that may have gone out: {len(rows)}**\n\n{table}"


def _attempt(tried: Attempt, zone: str) -> tuple[str, ...]:
    known = "no verdict was recorded" if tried.verdict is None else tried.verdict.value
    detail = f"{known}. {tried.detail}" if tried.detail else known
    return (
        str(tried.number),
        moment(tried.started, zone),
        shown(detail, _LONGEST_DETAIL),
        shown(f"{tried.provider} {tried.provider_id}".strip()),
    )


def _consequences() -> str:
    lines = (
        (
            f"**{MailDecision.ARRIVED}**: it counts as sent. Look in a reader's inbox, or in the "
            "provider's log, by its Message-ID."
        ),
        (
            f"**{MailDecision.SEND_AGAIN}**: whoever has it already gets a copy, under the same "
            "Message-ID and date."
        ),
        f"**{MailDecision.GIVE_UP}**: nobody gets it any more.",
    )
    return "\n".join(f"- {line}" for line in lines)
