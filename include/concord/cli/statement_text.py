"""A statement as text: balances, then every entry with its cause."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape

from concord.cli.output import table
from concord.domain.ledger import LedgerEntry, Statement
from concord.domain.notation import (
    day,
    moment,
    money,
    named,
    number,
    period_name,
    short_period,
    shown,
)

_ENTRIES = ("Month", "Stated in", "Kind", "Amount", "Regime", "Cause", "By", "When", "Refers to")
_LONGEST_CAUSE = 300


def print_statement(out: Console, statement: Statement) -> None:
    """Print one statement."""
    title = f"{statement.partner_name}, {statement.service_name}, {period_name(statement.period)}"
    header = (f"Amounts in {statement.currency}", "")
    out.print(table(title, header, _balances(statement)))
    if statement.entries:
        rows = [_entry(entry, statement.zone) for entry in statement.entries]
        out.print(table(f"Entries, times in {statement.zone}", _ENTRIES, rows))
    for line in _open_points(statement):
        out.print(escape(line))


def _balances(statement: Statement) -> list[tuple[str, str]]:
    rows = [("Opening balance", number(statement.opening, 2))]
    rows += [(named(kind).capitalize(), number(a, 2)) for kind, a in statement.sums if a]
    rows += [
        ("Closing balance", number(statement.closing, 2)),
        ("of it disputed", number(statement.disputed, 2)),
        ("Undisputed", number(statement.undisputed, 2)),
        ("Confirmed by both sides", number(statement.confirmed, 2)),
    ]
    if statement.given_before:
        rows.append(("Given before Concord began", number(statement.given_before, 2)))
    return rows


def _entry(entry: LedgerEntry, zone: str) -> tuple[str, ...]:
    return (
        short_period(entry.period),
        short_period(entry.posted_to),
        named(entry.kind),
        number(entry.amount, 2),
        entry.line.regime,
        shown(entry.cause, _LONGEST_CAUSE),
        shown(entry.by),
        moment(entry.at, zone),
        entry.cites.removeprefix(f"{entry.partner}/"),
    )


def _open_points(statement: Statement) -> list[str]:
    lines = [
        f"{period_name(signed.month)} is signed off: {signed.by}, "
        f"{moment(signed.at, statement.zone)}."
        for signed in statement.signed
    ]
    for dispute in statement.disputes:
        ended = "is resolved" if dispute.is_resolved else "has lapsed"
        state = f"waits for {dispute.owner or 'nobody'}" if dispute.is_open else ended
        due = "" if dispute.due is None else f" by {day(dispute.due)}"
        amount = money(dispute.amount, statement.currency)
        why = shown(dispute.reason, _LONGEST_CAUSE)
        lines.append(f"Dispute {dispute.number} about {amount} {state}{due}: {why}")
    for change in statement.waiting:
        amount = money(change.amount, statement.currency)
        why = shown(change.event.note, _LONGEST_CAUSE)
        lines.append(f"Change {change.number} by {amount} waits for a release: {why}")
    if statement.disputable_to is not None and not statement.signed:
        lines.append(f"May be disputed to the end of {day(statement.disputable_to)}.")
    lines.append(f"Content hash {statement.content_sha256}")
    return lines
