"""`concord retention`: which delivered files go, which stay, and why."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from rich.markup import escape

from concord.cli.output import complain, console, table
from concord.domain.notation import counted, shown
from concord.domain.retention import RetentionRefusedError
from concord.domain.submission_decision import LONGEST_NAME, SHORT
from concord.services.retention import JudgedCopy, RetentionPlan
from concord.wiring import Deployment, deployment

SCHEMA = "concord.retention/1"
DONE, REFUSED = 0, 2
_HEADER = ("Content", "File", "Bytes", "Why")
_LONGEST_REASON = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionOptions:
    """What the command was given; without `apply` nothing is changed."""

    apply: bool = False
    by: str = ""
    as_json: bool = False


def run_retention(options: RetentionOptions, now: datetime) -> int:
    """List what goes, or remove it; 2 with the reason when it cannot be."""
    installation = deployment()
    try:
        plan = _planned(installation, options, now)
    except RetentionRefusedError as error:
        complain(str(error))
        return REFUSED
    if options.as_json:
        found = document(plan, applied=options.apply)
        print(json.dumps(found, indent=2, ensure_ascii=False))  # noqa: T201 - the result
        return DONE
    _print(plan, applied=options.apply)
    return DONE


def _planned(installation: Deployment, options: RetentionOptions, now: datetime) -> RetentionPlan:
    if not options.apply:
        return installation.plan_retention(now)
    if not options.by:
        message = "Who has the files removed? Say so with --by."
        raise RetentionRefusedError(message)
    return installation.apply_retention(now, options.by)


def _print(plan: RetentionPlan, *, applied: bool) -> None:
    out = console()
    rows = [(*_named(each), f"{each.copy.size:,}", _why(each)) for each in plan.going]
    rows.extend(("–", shown(each.name), f"{each.size:,}", "left over") for each in plan.leftovers)
    if rows:
        out.print(table("Removed" if applied else "Would be removed", _HEADER, rows))
    held = [each for each in plan.copies if not each.judgement.may_go]
    if held and not applied:
        kept = [(*_named(each), f"{each.copy.size:,}", _why(each)) for each in held]
        out.print(table("Stays", _HEADER, kept))
    what = f"{counted(len(rows), 'file')}, {plan.size:,} bytes"
    if applied:
        out.print(f"Removed: {what}. {counted(len(held), 'file')} stay.")
    else:
        out.print(
            escape(f"Nothing was changed. To remove {what}: concord retention --apply --by ID")
        )


def _named(each: JudgedCopy) -> tuple[str, str]:
    names = dict.fromkeys(f"{s.partner}: {shown(s.file, LONGEST_NAME)}" for s in each.submissions)
    return each.copy.sha256[:SHORT], "; ".join(names) or "–"


def _why(each: JudgedCopy) -> str:
    return shown("; ".join(each.judgement.reasons), _LONGEST_REASON)


def document(plan: RetentionPlan, *, applied: bool) -> dict[str, object]:
    """Return the JSON, a versioned contract: see docs/reference/retention.schema.json."""
    return {
        "schema": SCHEMA,
        "applied": applied,
        "bytes": plan.size,
        "files": [_file(each) for each in plan.copies],
        "leftovers": [
            {"name": shown(each.name, 500), "size": each.size, "since": each.since.isoformat()}
            for each in plan.leftovers
        ],
    }


def _file(each: JudgedCopy) -> dict[str, object]:
    return {
        "sha256": each.copy.sha256,
        "size": each.copy.size,
        "landed": each.copy.since.isoformat(),
        "goes": each.judgement.may_go,
        "reasons": [shown(reason, _LONGEST_REASON) for reason in each.judgement.reasons],
        "deliveries": [
            {
                "partner": submission.partner,
                "source": submission.source,
                "period": None if submission.period is None else str(submission.period),
                "file": shown(submission.file, LONGEST_NAME),
            }
            for submission in each.submissions
        ],
    }
