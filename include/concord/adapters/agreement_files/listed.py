"""Read lists of mappings, each with a name of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from concord.adapters.agreement_files.model.shapes import Shape
from concord.adapters.agreement_files.section import Section

T = TypeVar("T")


def read_listed(
    outer: Section,
    key: str,
    shape: Shape,
    read: Callable[[Section], T | None],
    named_by: str = "id",
) -> tuple[T, ...]:
    """Return what the mappings under `key` say, in their order, without those that are twins.

    What their shape requires is required; `read` gives None for what cannot be used.
    """
    taken: set[str] = set()
    found: list[T] = []
    for table in outer.tables(key):
        section = Section(table, outer.remarks, shape)
        require_all(section, shape)
        value = read(section)
        if value is not None and not _is_twin(section, named_by, taken):
            found.append(value)
    return tuple(found)


def require_all(section: Section, shape: Shape) -> None:
    """Report each key that its shape requires and that is not there."""
    for key in shape.keys:
        if key.required:
            section.require(key.name, key.meaning[0].lower() + key.meaning[1:].rstrip("."))


def _is_twin(section: Section, named_by: str, taken: set[str]) -> bool:
    name = section.text(named_by)
    if name not in taken:
        taken.add(name)
        return False
    section.remarks.error(
        section.place_of(named_by),
        "duplicate-id",
        found=name,
        expected="a name of its own; this one is taken already",
    )
    return True
