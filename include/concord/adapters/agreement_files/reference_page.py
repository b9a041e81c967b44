"""The reference of agreement files as a page in Markdown, made from the model."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from concord.adapters.agreement_files.model.agreement import AGREEMENT
from concord.adapters.agreement_files.model.kpis import STANDARD_KPIS
from concord.adapters.agreement_files.model.organisation import ORGANISATION
from concord.adapters.agreement_files.model.shapes import (
    Either,
    Key,
    Kind,
    Many,
    Named,
    Shape,
    Value,
)

_STANDARDS = frozenset(shape.name for shape in STANDARD_KPIS.values())
_INTRODUCTION = """\
# Every key of an agreement

One YAML file per partner, beside `organisation.yaml`. A key that is not listed here is an error,
which `concord check` names with its line and the nearest word. Everything but what is **required**
has a default. *Later* marks what this version reads and keeps, and does not act on yet; `concord
check` says so.

Begin the file with `# yaml-language-server: $schema=agreement.schema.json`, and an editor
completes the keys and shows what they mean.

This page is made from the model that reads the files: `make docs` writes it.
"""


def agreement_page() -> str:
    """Return the page: a section for each mapping, in the order in which a file has them."""
    shapes = {s.name: s for root in (AGREEMENT, ORGANISATION) for s in _shapes(root)}
    sections = [_section(shape) for name, shape in shapes.items() if name not in _STANDARDS]
    return "\n".join((_INTRODUCTION, *sections))


def _shapes(value: Value) -> Iterator[Shape]:
    """Yield the shapes that are reached from `value`, each before those inside it."""
    match value:
        case Kind():
            return
        case Many() | Named():
            yield from _shapes(value.of)
        case Either():
            for way in value.ways:
                yield from _shapes(way)
        case Shape():
            yield value
            for key in value.keys:
                yield from _shapes(key.of)
        case _:  # pragma: no cover
            assert_never(value)


def _section(shape: Shape) -> str:
    rows = "\n".join(_row(key) for key in shape.keys)
    return (
        f"## {_title(shape)}\n\n{shape.meaning}\n\n"
        f"| key | value | default | meaning |\n|---|---|---|---|\n{rows}\n"
    )


def _row(key: Key) -> str:
    default = "**required**" if key.required else _cell(key.default) or "–"
    meaning = key.meaning + (" *Later.*" if key.later else "")
    return (
        f"| `{key.name}` | {_cell(_words(key.of, key.example))} | {default} | {_cell(meaning)} |"
    )


def _words(value: Value, example: str = "") -> str:
    """Return in words what may stand there, with links to the mappings."""
    match value:
        case Kind():
            return _kind(value, example)
        case Many():
            one = _words(value.of, example)
            return f"{one}, or several as a list" if value.or_one else f"a list of: {one}"
        case Named():
            named = f"for each {value.what}: {_words(value.of)}"
            return f"{named}, `{example}`" if example else named
        case Either():
            ways = [way for way in value.ways if not _is_standard(way)]
            shown = [_words(way, example) for way in ways]
            if len(ways) < len(value.ways):
                shown.append("[a standard KPI](kpis.md)")
            return ", or ".join(shown)
        case Shape():
            return f"[{value.name}](#{_anchor(value)})"
        case _:  # pragma: no cover
            assert_never(value)


def _is_standard(value: Value) -> bool:
    return isinstance(value, Shape) and value.name in _STANDARDS


def _kind(kind: Kind, example: str) -> str:
    choices = kind.written.get("enum")
    if isinstance(choices, list):
        return ", ".join(f"`{choice}`" for choice in choices)
    shown = example or kind.example
    return f"{kind.name}, `{shown}`" if shown else kind.name


def _title(shape: Shape) -> str:
    return shape.name[0].upper() + shape.name[1:]


def _anchor(shape: Shape) -> str:
    return shape.name.lower().replace(" ", "-")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
