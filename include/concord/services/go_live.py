"""Go live: end a partner's shadow time, so that mails and issues reach everybody they name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from concord.domain.agreement import Agreement
from concord.domain.errors import ConcordError
from concord.domain.issue import CONCORD, Issue, IssueEvent, IssueEventKind, IssueState
from concord.domain.letter import Letter, Table, Tone
from concord.domain.message import MessageKind
from concord.domain.notation import counted
from concord.domain.people import Side
from concord.domain.period import MeasurementPeriod, PeriodLength
from concord.domain.shadow import LivePartner, shadow_owner
from concord.ports import Store, Transaction
from concord.services.correspondence import Correspondence, Subject


class GoLiveRefusedError(ConcordError, ValueError):
    """A partner cannot go live as it was asked."""

    remedy = "Mend what it names, then give the command again."


@dataclass(frozen=True, slots=True, kw_only=True)
class WentLive:
    """Since when a partner is live, whether only now, and which shadow issues were closed."""

    live: LivePartner
    is_new: bool
    closed: tuple[Issue, ...] = ()


def go_live(
    agreement: Agreement,
    by: str,
    effects_from: MeasurementPeriod | None,
    note: str,
    *,
    store: Store,
    correspondence: Correspondence,
    now: datetime,
) -> WentLive:
    """Make a partner live by the word of one of the client's people; once, and then it stays.

    Effects count from `effects_from`, by default the month that runs in the partner's zone.
    What is open of the shadow time is closed: what still holds is raised anew, for everybody.
    Reports of the shadow time stay as they are.  Raises GoLiveRefusedError.
    """
    with store.transaction() as tx:
        known = tx.live_partners.get(agreement.partner)
        if known is not None:
            return WentLive(live=known, is_new=False)
        _check(agreement, by)
        live = LivePartner(
            partner=agreement.partner,
            since=now,
            by=by,
            effects_from=effects_from or _running_month(agreement, now),
            note=note,
        )
        tx.live_partners.add(live)
        closed = tuple(_close(tx, agreement, live))
        if closed:
            _tell_owner(tx, agreement, correspondence, closed, now)
        return WentLive(live=live, is_new=True, closed=closed)


def _running_month(agreement: Agreement, now: datetime) -> MeasurementPeriod:
    return MeasurementPeriod.containing(now.astimezone(agreement.zone).date(), PeriodLength.MONTH)


def _check(agreement: Agreement, by: str) -> None:
    person = agreement.person(by)
    if person is not None and person.side is Side.CLIENT:
        return
    ours = ", ".join(each.id for each in agreement.side(Side.CLIENT)) or "nobody"
    what = "is nobody's id" if person is None else f"is one of {agreement.name}'s people"
    message = f"{by!r} {what}; who may let it go live: {ours}."
    raise GoLiveRefusedError(message)


def _close(tx: Transaction, agreement: Agreement, live: LivePartner) -> Iterable[Issue]:
    for issue in tx.issues.of_partner(agreement.partner):
        if issue.state.is_final:
            continue
        closed = replace(issue, state=IssueState.RESOLVED)
        tx.issues.save(closed)
        tx.issues.log(
            IssueEvent(
                key=issue.key,
                at=live.since,
                kind=IssueEventKind.RESOLVED,
                # Not the person: what the facts raise again is news to everybody.
                by=CONCORD,
                origin=CONCORD,
                note=f"Raised in shadow; closed when {live.by} let the partner go live.",
            )
        )
        yield closed


def _tell_owner(
    tx: Transaction,
    agreement: Agreement,
    correspondence: Correspondence,
    closed: tuple[Issue, ...],
    now: datetime,
) -> None:
    """Tell whoever was asked in shadow that this is over, in one mail."""
    owner = shadow_owner(agreement)
    issues = counted(len(closed), "issue")
    letter = Letter(
        title=f"{agreement.name} is live: {issues} of its shadow time closed",
        tone=Tone.GOOD,
        paragraphs=(
            f"From now on mails about {agreement.name} go to everybody they name.",
            "What still holds is raised again, for those who answer for it.",
        ),
        tables=(
            Table(
                caption="Closed",
                header=("Issue", "Severity"),
                rows=tuple((issue.headline, str(issue.severity)) for issue in closed),
            ),
        ),
        why="You get this because you were told of them while the partner was in shadow.",
    )
    subject = Subject(kind=MessageKind.ESCALATION, about=f"{agreement.partner}/went live")
    people = () if owner is None else (owner,)
    correspondence.send_letter(tx, subject, letter, people, now)
