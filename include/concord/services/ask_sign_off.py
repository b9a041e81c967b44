"""Ask both sides to sign off a month's service credits: who is asked, and what they read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from concord.domain.agreement import Agreement
from concord.domain.ledger import (
    Ledger,
    ServiceMonth,
    SignOffChoice,
    Statement,
    consenting,
    last_day_to_dispute,
    missing_consents,
    statements,
)
from concord.domain.markdown import fitting_grid, grid, plain
from concord.domain.notation import day, money, period_name, shown
from concord.domain.people import Person, Side
from concord.ports import Store
from concord.services.ask_approval import approvers, names_of
from concord.services.post_ledger import ledger_of
from concord.services.sign_off import sign_off_of
from concord.services.version_letters import bound_people

_FOR_ENTRIES = 8000
_LONGEST_CAUSE = 200
_MOST_PEOPLE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOffQuestion:
    """The question about one service's month, and who may answer it."""

    title: str
    body: str
    people: tuple[Person, ...]


def sign_off_question(
    agreement: Agreement, wanted: ServiceMonth, *, store: Store, now: datetime
) -> SignOffQuestion:
    """Return the question with the statement as it is now, and whose signature it lacks."""
    with store.transaction() as tx:
        ledger = ledger_of(tx, agreement.partner)
    found = statements(agreement, ledger, wanted.month, wanted.service)
    people = signers(agreement, wanted, now)
    name = found[0].service_name if found else wanted.service
    parts = [
        _facts(agreement, ledger, wanted, found, people, now),
        *(_entries(each) for each in found),
        _consequences(agreement, ledger, wanted),
    ]
    return SignOffQuestion(
        title=f"{agreement.name}: sign off {name}, {period_name(wanted.month)}?",
        body="\n\n".join(parts),
        people=people,
    )


def signers(agreement: Agreement, wanted: ServiceMonth, now: datetime) -> tuple[Person, ...]:
    """Return who is asked: our owners and their deputies, and who answers for the partner.

    Without an owner it is everybody on our side.
    """
    ours = agreement.side(Side.CLIENT)
    owners = {s.owner for s in agreement.services if s.id == wanted.service}
    own = (*approvers(agreement), *(person for person in ours if person.id in owners))
    return tuple(dict.fromkeys((*(own or ours), *bound_people(agreement, now))))


def _facts(
    agreement: Agreement,
    ledger: Ledger,
    wanted: ServiceMonth,
    found: Sequence[Statement],
    people: Sequence[Person],
    now: datetime,
) -> str:
    act = sign_off_of(agreement, ledger, wanted.service, wanted.month)
    today = now.astimezone(agreement.organisation.zone).date()
    signed = ", ".join(consenting(ledger, act.subject)) or "nobody yet"
    rows = [
        ("Partner", shown(agreement.name)),
        *(
            (label, money(amount, each.currency))
            for each in found
            for label, amount in (
                ("Opening balance", each.opening),
                ("Closing balance", each.closing),
                ("Of it disputed", each.disputed),
            )
        ),
        ("May be disputed until", _last_day(agreement, ledger, wanted)),
        ("Signed by", signed),
        ("Still lacks", _lacks(agreement, ledger, wanted, today)),
        ("Who may answer", shown(names_of(people[:_MOST_PEOPLE]))),
    ]
    return grid(("", ""), rows)


def _lacks(agreement: Agreement, ledger: Ledger, wanted: ServiceMonth, today: date) -> str:
    act = sign_off_of(agreement, ledger, wanted.service, wanted.month)
    return "; ".join(missing_consents(agreement, ledger, act, today)) or "nothing"


def _last_day(agreement: Agreement, ledger: Ledger, wanted: ServiceMonth) -> str:
    last = last_day_to_dispute(agreement, ledger, wanted.service, wanted.month)
    return "no statement with these figures is out yet" if last is None else day(last)


def _entries(found: Statement) -> str:
    rows = [
        tuple(
            map(
                plain,
                (
                    period_name(entry.period),
                    entry.kind.value.replace("_", " "),
                    money(entry.amount, found.currency),
                    shown(entry.cause, _LONGEST_CAUSE),
                ),
            )
        )
        for entry in found.entries
    ]
    return fitting_grid(("Month", "What", "Amount", "Why"), rows, _FOR_ENTRIES)


def _consequences(agreement: Agreement, ledger: Ledger, wanted: ServiceMonth) -> str:
    regimes = ", ".join(
        line.regime
        for line in ledger.lines(wanted.service)
        if any(entry.posted_to == wanted.month for entry in ledger.of(line))
    )
    ours = plain(agreement.organisation.name)
    lines = (
        (
            f"**{SignOffChoice.SIGN}**: you sign for your side. Once both sides have, the "
            "undisputed amounts are confirmed and the month is locked: what changes later is "
            "posted to the first open month."
        ),
        f"**{SignOffChoice.PARTNER_ACCEPTS}**: for one of {ours}; the note says how it was given.",
        (
            f"**{SignOffChoice.DISPUTE}**: an amount of a regime ({plain(regimes)}) is contested; "
            "the note gives the reason. The undisputed rest goes ahead."
        ),
    )
    return "\n".join(f"- {line}" for line in lines)
