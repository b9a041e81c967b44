"""`concord diff`: what a change of an agreement means, in words and in missed periods."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.markup import escape

from concord.adapters.agreement_files import LoadedAgreement, agreement_statements, load_agreement
from concord.adapters.agreement_files.difference import Change, changes
from concord.cli.output import complain, console, counted, print_findings, progress
from concord.cli.show import agreement_path
from concord.domain.agreement import Agreement
from concord.domain.errors import ConcordError
from concord.domain.notation import shown
from concord.domain.rating_change import RatingChange
from concord.services.collect import collect
from concord.services.compare_ratings import compare_ratings
from concord.wiring import deployment, trial_ports

RAN, HAS_ERRORS, COULD_NOT_RUN = 0, 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffOptions:
    """What a person asked for; `data` is a folder of deliveries to rate under both."""

    old: str
    new: str
    data: Path | None
    as_json: bool


def print_difference(options: DiffOptions, now: datetime) -> int:
    """Print what differs; 0 ran, 1 an agreement has errors, 2 it could not run."""
    paths = [agreement_path(options.old), agreement_path(options.new)]
    for name, path in zip((options.old, options.new), paths, strict=True):
        if path is None:
            complain(f"There is no agreement {name!r}. Name a file, or a partner's id.")
            return COULD_NOT_RUN
    if options.data is not None and not options.data.is_dir():
        complain(f"There is no folder {options.data}. Name the folder with the partner's files.")
        return COULD_NOT_RUN
    old, new = (load_agreement(path) for path in paths if path is not None)
    if old.agreement is None or new.agreement is None:
        for loaded in (old, new):
            if loaded.agreement is None:
                print_findings(console(), loaded.findings)
                complain(f"{loaded.path} has {counted(loaded.findings)}: mend it first.")
        return HAS_ERRORS
    found = changes(agreement_statements(old), agreement_statements(new))
    ratings = _ratings(old.agreement, new.agreement, options.data, now) if found else ()
    if options.as_json:
        _print_json(old, new, found, ratings)
    else:
        _print(found, ratings)
    return RAN


def _ratings(
    old: Agreement, new: Agreement, data: Path | None, now: datetime
) -> tuple[RatingChange, ...]:
    """Return what the change would have meant, from the folder or from what was collected."""
    if data is None:
        return _installed(old, new, now)
    with TemporaryDirectory(prefix="concord-diff-") as scratch:
        parts = trial_ports(old, data, Path(scratch)).collection
        with progress(f"Rating {old.name} under both"):
            collect(old, parts, now)
            return compare_ratings(
                old, new, store=parts.store, observations=parts.observations, now=now
            )


def _installed(old: Agreement, new: Agreement, now: datetime) -> tuple[RatingChange, ...]:
    try:
        here = deployment()
        return compare_ratings(old, new, store=here.store, observations=here.observations, now=now)
    except ConcordError:
        # Two files can be compared anywhere; data at hand is more than was asked for.
        return ()


def _print(found: Sequence[Change], ratings: Sequence[RatingChange]) -> None:
    out = console()
    if not found:
        out.print("Nothing that was agreed differs.")
    for change in found:
        out.print(f"- {escape(shown(change.words, 400))}")
    if ratings:
        out.print("[bold]Had the new terms always held:[/]")
    for rating in ratings:
        out.print(f"- {escape(shown(rating.words, 400))}")


def _print_json(
    old: LoadedAgreement,
    new: LoadedAgreement,
    found: Sequence[Change],
    ratings: Sequence[RatingChange],
) -> None:
    result = {
        "schema": "concord.diff/1",
        "old": old.agreement.version if old.agreement else None,
        "new": new.agreement.version if new.agreement else None,
        "changes": [
            {
                "path": ".".join(change.path),
                "kind": change.kind,
                "before": change.before or None,
                "after": change.after or None,
                "since": change.since.isoformat() if change.since else None,
                "amendment": change.amendment or None,
                "words": change.words,
            }
            for change in found
        ],
        "ratings": [
            {
                "service_level": rating.service_level,
                "periods": [str(period) for period in rating.periods],
                "failed": [str(period) for period in rating.failed],
                "would_fail": [str(period) for period in rating.would_fail],
            }
            for rating in ratings
        ],
    }
    print(json.dumps(result, indent=2, ensure_ascii=False))  # noqa: T201 - the result
