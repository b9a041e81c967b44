"""Say in plain words why a file is no YAML, where the parser speaks of tokens."""

from __future__ import annotations

import yaml

from concord.adapters.agreement_files.remarks import Place, Remarks

_QUOTES = "double quotes around the value"
_NO_BEGINNING = "a sign that no value begins with"
_PLAIN_WORDS = (
    (
        "mapping values are not allowed",
        "a colon where no value can begin",
        "one `key: value` a line, indented as its neighbours, and quotes around a colon",
    ),
    ("cannot start any token", _NO_BEGINNING, _QUOTES),
    ("alphabetic or numeric character", _NO_BEGINNING, _QUOTES),
    ("mapping keys are not allowed", _NO_BEGINNING, _QUOTES),
    ("unknown escape character", "a backslash in double quotes", "single quotes around the value"),
    ("unexpected end of stream", "a quote that is never closed", "the other quote"),
    (
        "did not find expected ',' or",
        "a list or mapping in brackets that goes on without a comma",
        "a comma, or the bracket that closes it",
    ),
    (
        "did not find expected key",
        "a line or word that belongs to nothing",
        "lines of one mapping indented alike, and nothing behind a quote that is closed",
    ),
    (
        "expected '-' indicator",
        "a line among a list's items that is none",
        "a dash before it, or the indentation of what it belongs to",
    ),
    ("expected node content", "a bracket or comma without a value", "a value"),
    ("could not find expected ':'", "a line without a colon", "`key: value`"),
)
"""What the parser says, what that means, and what belongs there instead."""


def report_syntax(error: yaml.YAMLError, text: str, remarks: Remarks) -> None:
    """Report where the parser gave up, and why."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        _report_character(text, getattr(error, "position", 0), remarks)
        return
    place = Place(line=mark.line + 1, column=mark.column + 1)
    if "\t" in _before(text, mark.line, mark.column):
        advice = "indent with spaces, two for each level"
        remarks.error(place, "tab", found="a tab", expected="spaces", advice=advice)
        return
    problem = str(getattr(error, "problem", None) or getattr(error, "context", None) or "")
    found, expected = in_plain_words(problem)
    advice = _where_it_began(error, mark.line)
    remarks.error(place, "yaml-syntax", found=found, expected=expected, advice=advice)


def in_plain_words(problem: str) -> tuple[str, str]:
    """Return what a parser's complaint means, and what is expected instead."""
    for said, found, expected in _PLAIN_WORDS:
        if said in problem:
            return found, expected
    return problem or "what is no YAML", "`key: value`, one a line"


def _where_it_began(error: yaml.YAMLError, line: int) -> str:
    """Return where a quote or bracket opens that is still open some lines further down."""
    context, start = str(getattr(error, "context", "")), getattr(error, "context_mark", None)
    if start is None or start.line == line:
        return ""
    if "quoted scalar" in context:
        return f"the quote opens in line {start.line + 1}, column {start.column + 1}"
    if "flow" in context:
        return f"the bracket opens in line {start.line + 1}, column {start.column + 1}"
    return ""


def _report_character(text: str, position: int, remarks: Remarks) -> None:
    before = text[:position]
    remarks.error(
        Place(line=before.count("\n") + 1, column=len(before) - before.rfind("\n")),
        "yaml-syntax",
        found="a control character",
        expected="letters, digits and signs that can be seen",
    )


def _before(text: str, line: int, column: int) -> str:
    """Return a line up to and with a column, both from 0."""
    lines = text.splitlines()
    return lines[line][: column + 1] if line < len(lines) else ""
