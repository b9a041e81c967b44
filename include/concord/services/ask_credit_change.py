"""Ask whether a change of a credit that waits shall be posted, and do as is answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from concord.domain.agreement import Agreement
from concord.domain.ledger import (
    OWED,
    ChangeChoice,
    CreditChange,
    Ledger,
    LedgerRefusedError,
    Proposal,
    consenting,
    proposals,
)
from concord.domain.markdown import grid
from concord.domain.notation import money, period_name, shown
from concord.domain.people import Person, Side
from concord.ports import Store
from concord.services.approve import Said
from concord.services.ask_approval import approvers, names_of
from concord.services.post_ledger import ledger_of
from concord.services.release_change import refuse_change, release_change, subject_of

_LONGEST_CAUSE = 400
_MOST_PEOPLE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeQuestion:
    """The question about one change, and who may answer it."""

    title: str
    body: str
    people: tuple[Person, ...]


def change_question(agreement: Agreement, wanted: CreditChange, *, store: Store) -> ChangeQuestion:
    """Return the question with what the change would do.  Raises LedgerRefusedError."""
    with store.transaction() as tx:
        ledger = ledger_of(tx, agreement.partner)
    found = _waiting(ledger, wanted)
    if found is None:
        raise LedgerRefusedError(_over(wanted))
    event, line = found.event, found.line
    people = approvers(agreement) or agreement.side(Side.CLIENT)
    before = ledger.sum(OWED, line, event.period)
    rows = [
        ("Partner", shown(agreement.name)),
        ("Service and month", f"{event.service}, {period_name(event.period)}"),
        ("Owed by the ledger", money(before, line.currency)),
        ("The change", money(found.amount, line.currency)),
        ("Owed with it", money(before + found.amount, line.currency)),
        ("Why it is owed, and waits", shown(event.note, _LONGEST_CAUSE)),
        ("Released by", ", ".join(consenting(ledger, subject_of(found))) or "nobody yet"),
        ("Who may answer", shown(names_of(people[:_MOST_PEOPLE]))),
    ]
    return ChangeQuestion(
        title=f"{agreement.name}: post a change of {money(found.amount, line.currency)}?",
        body=f"{grid(('', ''), rows)}\n\n{_consequences()}",
        people=tuple(people),
    )


def settled_change(agreement: Agreement, wanted: CreditChange, *, store: Store) -> str | None:
    """Return why a change needs no decision any more, or None while it waits."""
    with store.transaction() as tx:
        found = _waiting(ledger_of(tx, agreement.partner), wanted)
    return _over(wanted) if found is None else None


def answer_change(
    agreement: Agreement, wanted: CreditChange, choice: ChangeChoice, said: Said, *, store: Store
) -> str:
    """Record an answer; return what became of it.  Raises LedgerRefusedError."""
    match choice:
        case ChangeChoice.RELEASE:
            if release_change(agreement, wanted.number, said, store=store):
                return f"Posted; the last to release it was {said.by}."
            return f"Released by {said.by}; somebody else of ours must release it, too."
        case ChangeChoice.REFUSE:
            refuse_change(agreement, wanted.number, said, store=store)
            return f"Refused by {said.by}."
        case _:
            assert_never(choice)


def _waiting(ledger: Ledger, wanted: CreditChange) -> Proposal | None:
    return next((each for each in proposals(ledger) if each.number == wanted.number), None)


def _over(wanted: CreditChange) -> str:
    return f"Change {wanted.number} does not wait any more."


def _consequences() -> str:
    lines = (
        (
            f"**{ChangeChoice.RELEASE}**: it is posted as it stands here, to its own month or, "
            "where that is signed off, to the first open one. Above an agreed amount two people "
            "must release it."
        ),
        (
            f"**{ChangeChoice.REFUSE}**: it is not posted as it is. The note says why. It waits "
            "again once the figures come out otherwise."
        ),
    )
    return "\n".join(f"- {line}" for line in lines)
