"""Send the statements of service credits whose day has come: the time to object begins."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from concord.domain.agreement import Agreement
from concord.domain.issue import CONCORD
from concord.domain.ledger import (
    EntryKind,
    Ledger,
    LedgerEvent,
    ServiceMonth,
    Statement,
    issued,
    statements,
    window_end,
)
from concord.domain.letter import Letter, Link, Table, Tone
from concord.domain.message import Attachment, MessageKind
from concord.domain.notation import day, money, period_name, shown
from concord.domain.period import MeasurementPeriod
from concord.domain.report_rule import report_rule
from concord.ports import Store, Transaction
from concord.services.approve import Said
from concord.services.correspondence import Correspondence, Subject
from concord.services.post_ledger import ledger_of
from concord.services.statement import issue
from concord.services.version_letters import bound_people

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST_CAUSE = 300
_log = logging.getLogger(__name__)

Workbook = Callable[[Sequence[Statement]], bytes]
LinkTo = Callable[[ServiceMonth], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPorts:
    """What it takes to send statements; `link_to` leads to where a month is signed off."""

    store: Store
    correspondence: Correspondence
    workbook: Workbook
    link_to: LinkTo


def send_due_statements(
    agreement: Agreement, ports: StatementPorts, now: datetime
) -> tuple[ServiceMonth, ...]:
    """Issue and mail every statement whose day has come; return which these were.

    It is that of the monthly report.  A month to which something was posted since its
    statement went out is stated anew, and may be objected to anew.
    """
    said = Said(by=CONCORD, at=now, origin=CONCORD)
    sent = []
    with ports.store.transaction() as tx:
        ledger = ledger_of(tx, agreement.partner)
        for wanted in tuple(_due(agreement, ledger, now)):
            event = issue(tx, agreement, ledger, wanted.service, wanted.month, said)
            _mail(tx, agreement, ledger, wanted, event, ports)
            _log.info("partner %s, %s: statement sent", wanted.partner, wanted.month)
            sent.append(wanted)
    return tuple(sent)


def waiting_for_signature(agreement: Agreement, *, store: Store) -> tuple[ServiceMonth, ...]:
    """Return the months whose statements are out and that nobody has signed off."""
    with store.transaction() as tx:
        ledger = ledger_of(tx, agreement.partner)
    return tuple(
        wanted
        for wanted in _posted(agreement, ledger)
        if issued(ledger, wanted.service, wanted.month) is not None
    )


def _due(agreement: Agreement, ledger: Ledger, now: datetime) -> Iterator[ServiceMonth]:
    today = now.astimezone(agreement.organisation.zone).date()
    for wanted in _posted(agreement, ledger):
        is_out = issued(ledger, wanted.service, wanted.month) is not None
        if not is_out and _day_of(agreement, wanted.month) <= today:
            yield wanted


def _day_of(agreement: Agreement, month: MeasurementPeriod) -> date:
    return report_rule(agreement).day.day(month.end, agreement.organisation.calendar)


def _posted(agreement: Agreement, ledger: Ledger) -> tuple[ServiceMonth, ...]:
    """Return the open months to which anything was posted, in their order by service."""
    found = {
        ServiceMonth(partner=agreement.partner, service=e.line.service, month=e.posted_to)
        for e in ledger.entries
        if e.kind is not EntryKind.OPENING and not ledger.is_locked(e.line.service, e.posted_to)
    }
    return tuple(sorted(found))


def _mail(
    tx: Transaction,
    agreement: Agreement,
    ledger: Ledger,
    wanted: ServiceMonth,
    event: LedgerEvent,
    ports: StatementPorts,
) -> None:
    found = statements(agreement, ledger, wanted.month, wanted.service)
    letter = statement_letter(
        agreement, found, window_end(agreement, event.at), ports.link_to(wanted)
    )
    name = f"{agreement.partner}-{wanted.service}-credits-{wanted.month}.xlsx"
    subject = Subject(
        kind=MessageKind.CREDIT_STATEMENT,
        about=f"{agreement.partner}/{wanted.service}",
        period=str(wanted.month),
        revision=event.subject,
    )
    ports.correspondence.send_letter(
        tx,
        subject,
        letter,
        bound_people(agreement, event.at),
        event.at,
        (Attachment(name=name, media_type=XLSX, content=ports.workbook(found)),),
    )


def statement_letter(
    agreement: Agreement, found: Sequence[Statement], last_day: date, link: str
) -> Letter:
    """Return the letter: what is owed and why, by when to object, and to whom."""
    first = found[0]
    closing = ", ".join(money(each.closing, each.currency) for each in found)
    month = period_name(first.period)
    return Letter(
        title=f"{agreement.name}: service credits of {month}, {first.service_name}, {closing}",
        tone=Tone.NEUTRAL,
        paragraphs=(
            (
                f"This is the statement of service credits for {first.service_name}, {month}. "
                "What you owe is positive."
            ),
            (
                f"Please accept it, or object by {day(last_day)}: line by line, with the amount "
                f"and the reason, to {_to_whom(agreement)}. What you do not object to goes ahead."
            ),
        ),
        facts=tuple(
            (label, money(amount, each.currency))
            for each in found
            for label, amount in (
                ("Opening balance", each.opening),
                ("Closing balance", each.closing),
                ("Of it disputed", each.disputed),
            )
        ),
        tables=tuple(_entries(each) for each in found),
        links=(Link(label="Sign or object in Airflow", url=link),) if link else (),
        why=f"You get this because you answer for {agreement.name}'s side of the agreement.",
    )


def _entries(found: Statement) -> Table:
    return Table(
        caption=f"Entries in {found.currency}",
        header=("Month", "What", "Amount", "Why"),
        rows=tuple(
            (
                period_name(entry.period),
                entry.kind.value.replace("_", " "),
                money(entry.amount, found.currency),
                shown(entry.cause, _LONGEST_CAUSE),
            )
            for entry in found.entries
        ),
    )


def _to_whom(agreement: Agreement) -> str:
    owner = None if agreement.owner is None else agreement.person(agreement.owner)
    return agreement.organisation.name if owner is None else owner.contact
