"""A statement as JSON, a versioned contract: see docs/reference/statement.schema.json."""

from __future__ import annotations

from collections.abc import Sequence

from concord.domain.ledger import Dispute, LedgerEntry, Proposal, Statement

SCHEMA = "concord.statement/1"


def document(partner: str, statements: Sequence[Statement]) -> dict[str, object]:
    """Return the JSON.  Amounts are texts, so that no program rounds them."""
    return {
        "schema": SCHEMA,
        "partner": partner,
        "statements": [_statement(each) for each in statements],
    }


def _statement(statement: Statement) -> dict[str, object]:
    last = statement.disputable_to
    return {
        "service": statement.service,
        "currency": statement.currency,
        "period": str(statement.period),
        "opening": f"{statement.opening:f}",
        "sums": {str(kind): f"{amount:f}" for kind, amount in statement.sums},
        "closing": f"{statement.closing:f}",
        "disputed": f"{statement.disputed:f}",
        "undisputed": f"{statement.undisputed:f}",
        "confirmed": f"{statement.confirmed:f}",
        "given_before": f"{statement.given_before:f}",
        "signed_off": [
            {"month": str(each.month), "by": each.by, "at": each.at.isoformat()}
            for each in statement.signed
        ],
        "disputable_to": None if last is None else last.isoformat(),
        "sha256": statement.content_sha256,
        "entries": [_entry(entry) for entry in statement.entries],
        "disputes": [_dispute(each) for each in statement.disputes],
        "waiting": [_change(each) for each in statement.waiting],
    }


def _entry(entry: LedgerEntry) -> dict[str, object]:
    return {
        "key": entry.key,
        "regime": entry.line.regime,
        "period": str(entry.period),
        "posted_to": str(entry.posted_to),
        "kind": str(entry.kind),
        "amount": f"{entry.amount:f}",
        "cause": entry.cause,
        "by": entry.by,
        "at": entry.at.isoformat(),
        "cites": entry.cites or None,
        "agreement": entry.agreement or None,
    }


def _dispute(dispute: Dispute) -> dict[str, object]:
    return {
        "number": dispute.number,
        "key": dispute.key,
        "regime": dispute.line.regime,
        "period": str(dispute.period),
        "statement": str(dispute.statement),
        "amount": f"{dispute.amount:f}",
        "left": f"{dispute.left:f}",
        "open": dispute.is_open,
        "stages": [
            {
                "kind": str(stage.kind),
                "by": stage.by,
                "at": stage.at.isoformat(),
                "note": stage.note,
                "owner": stage.owner or None,
                "due": None if stage.due is None else stage.due.isoformat(),
            }
            for stage in dispute.stages
        ],
    }


def _change(change: Proposal) -> dict[str, object]:
    return {
        "number": change.number,
        "key": change.key,
        "period": str(change.event.period),
        "amount": f"{change.amount:f}",
        "at": change.event.at.isoformat(),
        "why": change.event.note,
    }
