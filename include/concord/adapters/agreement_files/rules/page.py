"""The rules as a page in Markdown, and one of them as text; the findings are really made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import dedent, fill

from concord.adapters.agreement_files.remarks import nearest
from concord.adapters.agreement_files.rules import RULES, TOPICS
from concord.adapters.agreement_files.rules.examples import Way, base_text, findings_of
from concord.adapters.agreement_files.rules.rule import (
    AGREEMENT_FILE,
    ORGANISATION_FILE,
    Example,
    Folder,
    Piece,
    Rule,
    Topic,
)
from concord.domain.finding import AgreementFinding, Severity

_INTRODUCTION = """\
# Everything that can be wrong with an agreement

`concord check` names each finding's file, line and column, and behind it, in brackets, the rule by
which it was found. Here stands what each rule means, how to mend it, and an example.

- An **error** makes the agreement unusable until it is mended; all other agreements go on.
- A **warning** is allowed, and probably not meant.
- A **note** (`info`) is worth knowing, and no mistake.

`concord check --explain RULE` prints one of them. The pieces belong to
[the agreement at the end of this page](#the-agreement-of-the-examples).

This page is made from the rules, and the examples are checked for it: `make docs` writes it.
"""
_LONGEST, _COLUMNS = 160, 88
_WORDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def findings_page() -> str:
    """Return the page: the rules by topic, behind a table of contents."""
    sections = ("\n".join(_section(topic)) for topic in TOPICS)
    return "\n".join((_INTRODUCTION, *_contents(), *sections, *_sample()))


def _contents() -> Iterator[str]:
    for topic in TOPICS:
        links = ", ".join(f"[{rule.id}](#{rule.id})" for rule in topic.rules)
        yield f"- [{topic.title}](#{_anchor(topic.title)}): {links}"
    yield ""


def _section(topic: Topic) -> Iterator[str]:
    yield f"## {topic.title}"
    yield ""
    for rule in topic.rules:
        yield f"### {rule.id}"
        yield ""
        yield f"**{_WORDS[rule.severity].capitalize()}.** {rule.meaning}"
        yield ""
        yield f"**To mend it:** {rule.mend}"
        yield ""
        yield from _example(rule)


def _example(rule: Rule) -> Iterator[str]:
    wrong, right = pieces(rule.example)
    yield from _given(rule.example)
    kind = "text" if isinstance(rule.example, Folder) else "yaml"
    yield "Wrong:"
    yield ""
    yield from _block(kind, wrong)
    yield from _block("text", "\n".join(found_lines(rule)))
    yield "Right:"
    yield ""
    yield from _block(kind, right)


def _given(example: Example) -> Iterator[str]:
    given = example.given if isinstance(example, Piece) else ()
    written = [_readable(new) for _, new in given if new.strip()]
    if written:
        yield "In an agreement that says"
        yield ""
        for piece in written:
            yield from _block("yaml", piece)


def _block(kind: str, text: str) -> Iterator[str]:
    yield f"```{kind}"
    yield text
    yield "```"
    yield ""


def _sample() -> Iterator[str]:
    yield "## The agreement of the examples"
    yield ""
    for name in (AGREEMENT_FILE, ORGANISATION_FILE):
        yield f"`{name}`:"
        yield ""
        yield from _block("yaml", base_text(name).strip())


def _anchor(title: str) -> str:
    return "".join(c for c in title.lower().replace(" ", "-") if c.isalnum() or c in "-_")


def pieces(example: Example) -> tuple[str, str]:
    """Return the wrong and the right way as people read them."""
    if isinstance(example, Folder):
        return example.wrong_in_words, example.right_in_words
    wrong, right = (_readable(text) for text in (example.wrong, example.right))
    return wrong, right


def _readable(text: str) -> str:
    lines = dedent(text).strip("\n").splitlines()
    return "\n".join(line if len(line) <= _LONGEST else f"{line[:_LONGEST]} …" for line in lines)


def found_lines(rule: Rule) -> Sequence[str]:
    """Return what `concord check` prints for the rule's example, this rule's findings alone."""
    found = [f for f in findings_of(rule.example, Way.WRONG) if f.rule == rule.id]
    return [line for finding in found for line in printed(finding)]


def printed(finding: AgreementFinding) -> Iterator[str]:
    """Yield the lines of a finding."""
    place = f"{finding.file}:{finding.line}:{finding.column}"
    yield f"{finding.severity} {place} {finding.path} ({finding.rule})"
    yield f"    found {finding.found}; expected {finding.expected}"
    if finding.hint:
        yield f"    did you mean {finding.hint}?"
    if finding.advice:
        yield f"    {finding.advice}"


def explanation(name: str) -> str:
    """Return what `concord check --explain` prints.  Raises KeyError for an unknown rule."""
    rule = RULES[name]
    wrong, right = pieces(rule.example)
    paragraphs = (
        f"{rule.id} ({_WORDS[rule.severity]})",
        fill(rule.meaning, _COLUMNS),
        fill(f"To mend it: {rule.mend}", _COLUMNS),
        "Wrong:",
        _indented(wrong),
        "What `concord check` says:",
        _indented("\n".join(found_lines(rule))),
        "Right:",
        _indented(right),
    )
    return "\n\n".join(paragraphs) + "\n"


def _indented(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.splitlines())


def nearest_rule(name: str) -> str:
    """Return the rule that is most likely meant, or nothing."""
    return nearest(name, RULES)
