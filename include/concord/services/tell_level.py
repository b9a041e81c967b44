"""Tell a level that it is asked: by a letter for each issue, in a storm by one for all."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime

from concord.domain.agreement import Agreement
from concord.domain.asked_level import AskedLevel, next_asked, responds_by
from concord.domain.issue import Issue, IssueState
from concord.domain.message import MessageKind
from concord.domain.people import Person
from concord.domain.storm import MOST_ALONE, AskedIssue, gravest_first, storm_identity, told_event
from concord.ports import Transaction
from concord.services.correspondence import Correspondence, Subject
from concord.services.issue_letters import letter_subject, request_letter, storm_letter

_log = logging.getLogger(__name__)


def tell_level(
    tx: Transaction,
    agreement: Agreement,
    correspondence: Correspondence,
    asked: AskedIssue,
    level: AskedLevel,
    names: tuple[Person, ...],
    link: str,
    now: datetime,
) -> None:
    """Tell the people of `level` of an issue, and of all others that wait to ask just them.

    `names` is everybody on the level, those among them who know already.  The others' own
    runs ask later, each by its Required Action, and find that they are told.
    """
    others = tuple(_others(tx, agreement, asked.issue, level, now))
    if len(others) < MOST_ALONE:
        letter = request_letter(asked.issue, level.level, names, asked.respond_by, link)
        subject = letter_subject(asked.issue, level.step)
        correspondence.send_letter(tx, subject, letter, level.people, now)
        return
    together = gravest_first((asked, *others))
    for other in others:
        tx.issues.log(told_event(other.issue, level.level, level.people, now))
    letter = storm_letter(agreement, together, level.level, names)
    correspondence.send_letter(tx, _subject(agreement, together, level), letter, level.people, now)
    _log.info(
        "partner %s: level %d told of %d issues", agreement.partner, level.level, len(together)
    )


def _others(
    tx: Transaction, agreement: Agreement, issue: Issue, level: AskedLevel, now: datetime
) -> Iterator[AskedIssue]:
    """Yield the partner's other issues that are to ask the same people on the same level now."""
    for other in tx.issues.of_partner(agreement.partner):
        if other.state is not IssueState.OPEN or other.key == issue.key:
            continue
        due = next_asked(agreement, other, tx.issues.events(other.key), now)
        if due is not None and (due.level, due.people) == (level.level, level.people):
            until = responds_by(agreement, other, due.level, now)
            yield AskedIssue(issue=other, step=due.step, respond_by=until)


def _subject(agreement: Agreement, together: tuple[AskedIssue, ...], level: AskedLevel) -> Subject:
    return Subject(
        kind=MessageKind.ESCALATION,
        about=f"{agreement.partner}/level {level.level}",
        revision=storm_identity(together),
    )
