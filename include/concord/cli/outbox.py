"""`concord outbox`: mails that wait, those in doubt, and what became of each."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from concord.cli.output import complain, console
from concord.domain.errors import MailDecisionRefusedError
from concord.domain.notation import moment, named, shown
from concord.domain.outbox import Attempt, OutboxEntry, OutboxLine, OutboxState
from concord.domain.uncertainty import DecidedMail, MailAttempt, MailDecision
from concord.services.approve import Said
from concord.wiring import Deployment, deployment

SCHEMA = "concord.outbox/1"
DONE, REFUSED = 0, 2
_DECISIONS = {
    "arrived": MailDecision.ARRIVED,
    "send-again": MailDecision.SEND_AGAIN,
    "give-up": MailDecision.GIVE_UP,
}
_WIDTH = 12
"""As many letters of a key tell mails apart."""


def list_outbox(states: Sequence[str], limit: int, *, as_json: bool) -> int:
    """Print mails and how many there are; 2 for a state that there is not."""
    unknown = [state for state in states if state not in set(OutboxState)]
    if unknown:
        complain(f"There is no state {unknown[0]!r}; there are {', '.join(OutboxState)}.")
        return REFUSED
    installation = deployment()
    with installation.store.transaction() as tx:
        lines = tx.outbox.lines([OutboxState(state) for state in states], limit=limit)
        counts = tx.outbox.counts()
    if as_json:
        print(json.dumps(document(lines, counts), indent=2, ensure_ascii=False))  # noqa: T201 - the result
    else:
        _print_lines(console(), lines, counts, _zone(installation))
    return DONE


def document(lines: Sequence[OutboxLine], counts: Mapping[OutboxState, int]) -> dict[str, object]:
    """Return the JSON, a versioned contract: see docs/reference/outbox.schema.json."""
    return {
        "schema": SCHEMA,
        "counts": {state.value: counts.get(state, 0) for state in OutboxState},
        "mails": [
            {
                "key": line.key,
                "kind": line.kind.value,
                "to": list(line.to),
                "subject": line.subject,
                "message_id": line.message_id,
                "written": line.mail_date.isoformat(),
                "state": line.state.value,
                "attempts": line.attempts,
                "last_heard": line.last_error,
                "provider": line.provider or None,
                "provider_id": line.provider_id or None,
                "not_before": line.not_before.isoformat() if line.not_before else None,
            }
            for line in lines
        ],
    }


def show_outbox(key: str) -> int:
    """Print one mail with all that is on record about it; 2 when there is none, or several."""
    installation = deployment()
    found = _found(installation, key)
    if found is None:
        return REFUSED
    with installation.store.transaction() as tx:
        attempts, decisions = (
            tx.outbox.attempts(found.mail.key),
            tx.outbox.decisions(found.mail.key),
        )
    _print_entry(console(), found, attempts, decisions, _zone(installation))
    return DONE


def decide_outbox(key: str, decision: str, by: str, note: str, now: datetime) -> int:
    """Record a decision about an uncertain mail; 2 when it does not count."""
    if decision not in _DECISIONS:
        complain(f"There is no decision {decision!r}; there are {', '.join(_DECISIONS)}.")
        return REFUSED
    installation = deployment()
    found = _found(installation, key)
    if found is None:
        return REFUSED
    wanted = MailAttempt(key=found.mail.key, attempt=found.attempts)
    said = Said(by=by, at=now, origin="command", note=note)
    try:
        outcome = installation.decide_mail(wanted, _DECISIONS[decision], said)
    except MailDecisionRefusedError as error:
        complain(str(error))
        return REFUSED
    console().print(escape(outcome))
    return DONE


def _found(installation: Deployment, prefix: str) -> OutboxEntry | None:
    with installation.store.transaction() as tx:
        keys = tx.outbox.keys(prefix)
        if len(keys) == 1:
            return tx.outbox.entry(keys[0])
    complain(
        f"Several mails have a key that begins with {prefix!r}."
        if keys
        else f"There is no mail with a key that begins with {prefix!r}."
    )
    return None


def _zone(installation: Deployment) -> str:
    return str(installation.organisation.zone)


def _print_lines(
    out: Console, lines: Sequence[OutboxLine], counts: Mapping[OutboxState, int], zone: str
) -> None:
    table = Table("Key", "State", "Written", "What", "To", "Subject", "Last heard", box=None)
    for line in lines:
        table.add_row(
            line.key[:_WIDTH],
            line.state.value,
            moment(line.mail_date, zone),
            named(line.kind),
            escape(_readers(line.to)),
            escape(shown(line.subject, 60)),
            escape(shown(line.last_error, 80)),
        )
    if lines:
        out.print(table)
    told = ", ".join(f"{number} {state}" for state, number in counts.items())
    out.print(told or "There are no mails.")


def _readers(to: Sequence[str]) -> str:
    more = f" and {len(to) - 1} more" if len(to) > 1 else ""
    return f"{shown(to[0])}{more}" if to else ""


def _print_entry(
    out: Console,
    entry: OutboxEntry,
    attempts: Sequence[Attempt],
    decisions: Sequence[DecidedMail],
    zone: str,
) -> None:
    mail = entry.mail
    for label, value in (
        ("Key", mail.key),
        ("State", entry.state.value),
        ("What", named(mail.kind)),
        ("Subject", shown(mail.subject, 200)),
        ("To", ", ".join(shown(to) for to in mail.to)),
        ("Written", moment(mail.mail_date, zone)),
        ("Message-ID", shown(mail.message_id, 200)),
        ("Attachments", ", ".join(shown(name) for name in mail.attachments) or "none"),
        ("If in doubt", mail.on_uncertain.value),
        ("Decided on in", shown(mail.created_by, 200)),
        ("Last heard", shown(entry.last_error, 300)),
    ):
        if value:
            out.print(f"[bold]{label:<14}[/]{escape(value)}")
    for attempt in attempts:
        out.print(f"[bold]{f'Attempt {attempt.number}':<14}[/]{escape(_tried(attempt, zone))}")
    copies = sum(attempt.may_have_left for attempt in attempts)
    if copies > 1 or (copies and entry.state is OutboxState.UNCERTAIN):
        out.print(f"[bold red]Copies that may have gone out: {copies}[/]")
    for decided in decisions:
        told = f"{moment(decided.at, zone)}: {decided.decision}, by {decided.by}. {decided.note}"
        out.print(f"[bold]{'Decision':<14}[/]{escape(shown(told, 400))}")


def _tried(attempt: Attempt, zone: str) -> str:
    verdict = "no verdict was recorded" if attempt.verdict is None else attempt.verdict.value
    fenced = " (too late to count)" if attempt.fenced else ""
    by = f" by {attempt.provider} {attempt.provider_id}".rstrip() if attempt.provider else ""
    words = f"{moment(attempt.started, zone)}{by}: {verdict}{fenced}. {attempt.detail}"
    return shown(words.rstrip(), 400)
