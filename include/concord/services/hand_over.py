"""Hand over: what waits for somebody who is away goes to the deputy, in one mail."""

from __future__ import annotations

import hashlib
import logging
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from concord.domain.agreement import Agreement
from concord.domain.handover import handed_over, waits_for
from concord.domain.issue import Issue, IssueState
from concord.domain.letter import Letter, Table, Tone
from concord.domain.message import MessageKind
from concord.domain.notation import counted
from concord.domain.people import Person, reachable
from concord.ports import Store, Transaction
from concord.services.correspondence import Correspondence, Subject

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """An open issue that somebody else answers from now on."""

    issue: Issue
    away: Person
    stand_in: Person
    was_asked: bool


def hand_over(
    agreements: Iterable[Agreement],
    *,
    store: Store,
    correspondence: Correspondence,
    now: datetime,
) -> tuple[HandedOver, ...]:
    """Hand what waits for people who are away today to who stands in; return what changed.

    Each deputy gets one mail with everything that is new to them.  Where nobody stands in,
    the issue waits on, and the ladder goes its way.
    """
    done: list[HandedOver] = []
    with store.transaction() as tx:
        # In one order, so that of two rounds at once none waits for the other one.
        for agreement in sorted(agreements, key=lambda agreement: agreement.partner):
            for issue in tx.issues.of_partner(agreement.partner):
                if issue.state is IssueState.OPEN:
                    done.extend(_hand_over(tx, agreement, issue, now))
        _tell(tx, correspondence, done, now)
    return tuple(done)


def _hand_over(
    tx: Transaction, agreement: Agreement, issue: Issue, now: datetime
) -> Iterable[HandedOver]:
    day = now.astimezone(agreement.organisation.zone).date()
    asked = waits_for(tx.issues.events(issue.key))
    for person_id in asked:
        person = agreement.person(person_id)
        if person is None or not person.is_away(day):
            continue
        stand_in = reachable(person_id, agreement.people, day)
        if stand_in is None:
            continue
        tx.issues.log(handed_over(issue.key, person, stand_in, now))
        _log.info("issue %s: handed over", issue.key)
        was_asked = stand_in.id in asked
        yield HandedOver(issue=issue, away=person, stand_in=stand_in, was_asked=was_asked)


def _tell(
    tx: Transaction, correspondence: Correspondence, done: Iterable[HandedOver], now: datetime
) -> None:
    by_reader: dict[tuple[str, str, str | None], list[HandedOver]] = defaultdict(list)
    for each in done:
        if not each.was_asked:
            reader = each.stand_in
            by_reader[reader.id, reader.email, reader.shadowed_by].append(each)
    for handed in by_reader.values():
        subject = Subject(
            kind=MessageKind.ESCALATION,
            about=f"handed over to {handed[0].stand_in.id}",
            revision=_revision(handed, now),
        )
        letter = handover_letter(handed)
        correspondence.send_letter(tx, subject, letter, [handed[0].stand_in], now)


def _revision(handed: Iterable[HandedOver], now: datetime) -> str:
    # The same issue may be handed over on another leave, so the moment is part of it.
    parts = [now.isoformat(), *(f"{each.issue.run_id} {each.away.id}" for each in handed)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def handover_letter(handed: list[HandedOver]) -> Letter:
    """Return the letter that tells a deputy what is open and for whom to answer it."""
    names = ", ".join(dict.fromkeys(each.away.name for each in handed))
    things = counted(len(handed), "open issue is", "open issues are")
    rows = tuple((e.issue.headline, str(e.issue.severity), e.away.name) for e in handed)
    return Letter(
        title=f"You stand in for {names}: {things} yours to answer",
        tone=Tone.WARNING,
        paragraphs=(
            f"{names} cannot answer for now. {things.capitalize()} yours until then.",
            "Answer them under Required Actions. Without an answer they go to the next level.",
        ),
        tables=(Table(caption="What is open", header=("Issue", "Severity", "For"), rows=rows),),
        why=f"You get this because you are the deputy of {names}.",
    )
