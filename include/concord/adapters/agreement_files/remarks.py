"""Collect what is wrong with an agreement: every finding with its place, none of them fatal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import NamedTuple

from concord.domain.finding import AgreementFinding, Severity, visible

LONGEST_SHOWN = 140


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Line and column in a file, both from 1, and the dotted path of what stands there."""

    line: int
    column: int
    path: str = ""


class _Words(NamedTuple):
    found: str
    expected: str
    hint: str
    advice: str


@dataclass(slots=True)
class Remarks:
    """The findings about one file, as they come."""

    file: str
    findings: list[AgreementFinding] = field(default_factory=list)

    def error(
        self,
        place: Place,
        rule: str,
        *,
        found: str,
        expected: str,
        hint: str = "",
        advice: str = "",
    ) -> None:
        """Note something that makes the agreement unusable."""
        self._add(Severity.ERROR, place, rule, _Words(found, expected, hint, advice))

    def warning(
        self,
        place: Place,
        rule: str,
        *,
        found: str,
        expected: str,
        hint: str = "",
        advice: str = "",
    ) -> None:
        """Note something that is allowed and probably not meant."""
        self._add(Severity.WARNING, place, rule, _Words(found, expected, hint, advice))

    def info(
        self,
        place: Place,
        rule: str,
        *,
        found: str,
        expected: str,
        hint: str = "",
        advice: str = "",
    ) -> None:
        """Note something that is worth knowing, and no mistake."""
        self._add(Severity.INFO, place, rule, _Words(found, expected, hint, advice))

    def not_yet(self, place: Place, what: str) -> None:
        """Note that the agreement names something that this version does not act on."""
        self.info(
            place,
            "not-yet",
            found=what,
            expected="nothing to mend: this version keeps it and does not act on it yet",
        )

    def _add(self, severity: Severity, place: Place, rule: str, words: _Words) -> None:
        self.findings.append(
            AgreementFinding(
                severity=severity,
                rule=rule,
                file=self.file,
                line=place.line,
                column=place.column,
                path=place.path,
                found=shown(words.found),
                expected=words.expected,
                hint=words.hint,
                advice=words.advice,
            )
        )

    @property
    def has_errors(self) -> bool:
        """Say whether what was read so far makes the file unusable."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    def in_order(self) -> tuple[AgreementFinding, ...]:
        """Return the findings in the order of the file, each once."""
        return tuple(
            sorted(dict.fromkeys(self.findings), key=lambda f: (f.file, f.line, f.column, f.rule))
        )


def shown(text: str) -> str:
    """Return `text` as people may see it: escaped, cut, and without quotes around it."""
    return visible(text, limit=LONGEST_SHOWN)


def dotted(path: str, key: str) -> str:
    """Return the path of `key` below `path`."""
    return f"{path}.{shown(key)}" if path else shown(key)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that is most likely meant, or nothing."""
    close = get_close_matches(word.lower(), {k.lower(): k for k in known}, n=1, cutoff=0.6)
    return next((k for k in known if close and k.lower() == close[0]), "")


def one_of(known: Iterable[str]) -> str:
    """Return the known words as an expectation."""
    return "one of " + ", ".join(known)
