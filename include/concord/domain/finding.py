"""Findings: what is wrong with an input, said as a value so that the rest goes on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters: `ERROR` makes the thing it is about unusable."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something noticed in a delivered file: where, what was found, what was expected.

    `where` is `Sheet!D17`, a line of a text file (`line 12`) or empty for the whole file.
    `found` is already quoted for display: the content of files never appears raw.
    """

    severity: Severity
    rule: str
    where: str
    found: str
    expected: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementFinding:
    """Something noticed in an agreement or organisation file, with its place.

    `path` is the dotted way to the key (`kpis.aht.numerator`), `hint` the nearest valid
    word or empty, `advice` what else helps to mend it.  Lines and columns count from 1.
    """

    severity: Severity
    rule: str
    file: str
    line: int
    column: int
    path: str
    found: str
    expected: str
    hint: str = ""
    advice: str = ""


MAX_SHOWN = 40


def quoted(text: object, *, limit: int = MAX_SHOWN) -> str:
    """Return `text` as shown to people: escaped, quoted and at most `limit` characters.

    Control, bidirectional and other invisible characters are shown as escapes, so that
    content of files can neither forge a log line nor reverse what a reader sees.
    """
    return "'" + visible(text, limit=limit).replace("'", "\\'") + "'"


def visible(text: object, *, limit: int = MAX_SHOWN) -> str:
    """Return `text` as `quoted` shows it, for where no quotes stand around it."""
    raw = text if isinstance(text, str) else str(text)
    cut = raw if len(raw) <= limit else raw[: limit - 1] + "…"
    return "".join(_visible(character) for character in cut)


def _visible(character: str) -> str:
    if character == "\\":
        return "\\\\"
    return character if character.isprintable() else ascii(character)[1:-1]
