"""`concord show`: the agreement in force on a day, read aloud."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from concord.adapters.agreement_files import LoadedAgreement, agreement_statements, load_agreement
from concord.adapters.agreement_files.statements import Statement, in_force
from concord.cli.check import agreements_folder
from concord.cli.output import complain, console, counted, print_findings, table
from concord.domain.notation import day, shown

RAN, HAS_ERRORS, COULD_NOT_RUN = 0, 1, 2
_FLAT = "agreement"
_HEADER = ("of", "what", "says", "since")


def show_agreement(partner: str, on: date, *, as_json: bool) -> int:
    """Print what holds on a day; 1 when the file has errors, 2 when there is none."""
    path = agreement_path(partner)
    if path is None:
        complain(f"There is no agreement {partner!r} in {agreements_folder()}.")
        return COULD_NOT_RUN
    loaded = load_agreement(path)
    if loaded.agreement is None:
        print_findings(console(), loaded.findings)
        complain(f"{path} cannot be shown: mend its {counted(loaded.findings)}.")
        return HAS_ERRORS
    found = _without_fallen_bands(in_force(agreement_statements(loaded), on), loaded, on)
    if as_json:
        _print_json(loaded, on, found)
    else:
        _print(console(), loaded, on, found)
    return RAN


def agreement_path(partner: str) -> Path | None:
    """Return the agreement file that is meant: a path, or a partner's id in the folder."""
    named = [Path(partner), agreements_folder() / f"{partner}.yaml"]
    return next((path for path in named if path.is_file()), None)


def _without_fallen_bands(
    found: Iterable[Statement], loaded: LoadedAgreement, on: date
) -> tuple[Statement, ...]:
    """Leave out the bands that a revised target took away without being named."""
    levels = loaded.agreement.service_levels if loaded.agreement else ()
    kept = {
        level.id: [terms for terms in level.terms if terms.since <= on][-1:] for level in levels
    }

    def stands(statement: Statement) -> bool:
        match statement.path:
            case ("service_levels", level, "bands", band):
                return any(band in terms.bands.names for terms in kept.get(level, ()))
            case _:
                return True

    return tuple(statement for statement in found if stands(statement))


def _print(out: Console, loaded: LoadedAgreement, on: date, found: Sequence[Statement]) -> None:
    name = loaded.agreement.name if loaded.agreement else loaded.partner
    version = loaded.agreement.version[:12] if loaded.agreement else ""
    out.print(f"[bold]{escape(shown(name))}[/], in force on {day(on)}, version {version}")
    for topic, statements in _topics(found):
        rows = _once(_row(statement) for statement in statements)
        columns = len(_HEADER) if any(row[-1] for row in rows) else len(_HEADER) - 1
        shorter = [row[:columns] for row in rows]
        out.print(table(_words(topic), _HEADER[:columns], shorter))


def _topics(found: Iterable[Statement]) -> list[tuple[str, list[Statement]]]:
    """Return the statements by the section of the file they stand in, in its order."""
    by_topic: dict[str, list[Statement]] = {}
    for statement in found:
        topic = statement.path[0] if len(statement.path) > 1 else _FLAT
        by_topic.setdefault(topic, []).append(statement)
    return list(by_topic.items())


def _row(statement: Statement) -> tuple[str, ...]:
    """Return a line of the table: what it is about, in which respect, what holds, since when."""
    subject, *respects = statement.path[1:] or statement.path
    about = " ".join(_words(part) for part in respects)
    return _words(subject), about, shown(statement.says, 200), _since(statement)


def _words(part: str) -> str:
    return shown(part).replace("_", " ")


def _since(statement: Statement) -> str:
    if statement.since is None:
        return ""
    by = f", amendment {shown(statement.amendment)}" if statement.amendment else ""
    return f"{day(statement.since)}{by}"


def _once(rows: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the rows with what they are about said once, as in speech."""
    told = []
    for _, group in groupby(rows, key=lambda row: row[0]):
        first, *others = group
        told += [first, *(("", *row[1:]) for row in others)]
    return told


def _print_json(loaded: LoadedAgreement, on: date, found: Iterable[Statement]) -> None:
    result = {
        "schema": "concord.show/1",
        "partner": loaded.partner,
        "version": loaded.agreement.version if loaded.agreement else None,
        "on": on.isoformat(),
        "statements": [
            {
                "path": ".".join(s.path),
                "says": s.says,
                "since": s.since.isoformat() if s.since else None,
                "amendment": s.amendment or None,
            }
            for s in found
        ],
    }
    print(json.dumps(result, indent=2, ensure_ascii=False))  # noqa: T201 - the result
