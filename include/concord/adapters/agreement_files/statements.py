"""What an agreement says, statement by statement, and from when: revisions are put in order.

The statements follow the model, so that a key added to it is shown and compared with no more
ado.  What is said stays as the author wrote it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from concord.adapters.agreement_files.document import compose
from concord.adapters.agreement_files.loading import LoadedAgreement
from concord.adapters.agreement_files.model.agreement import AGREEMENT
from concord.adapters.agreement_files.model.shapes import Either, Many, Named, Shape, Value
from concord.adapters.agreement_files.nodes import Listing, Node, Table, Text
from concord.adapters.agreement_files.remarks import Remarks
from concord.domain.quantity import QuantityError, parse_date

_NAMING = ("id", "kpi", "series", "duty", "sheet", "name", "reference")
_REVISIONS = "revisions"
_ABOUT_A_REVISION = frozenset({"from", "amendment", "applies"})
_BEGINS = ("in_force", "from")
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One thing that holds: where it stands, what it says, and from when by which amendment.

    `since` is None for what was agreed at first; a later statement replaces everything
    below `part`, the key that was revised.  `begins` and `ends` bound the whole it belongs
    to, such as a person or a service level.
    """

    path: Path
    says: str
    part: Path = ()
    since: date | None = None
    amendment: str = ""
    begins: date | None = None
    ends: date | None = None

    def is_there(self, on: date) -> bool:
        """Say whether the whole it belongs to has begun and not ended on a day."""
        begun = self.begins is None or self.begins <= on
        return begun and (self.ends is None or on <= self.ends)

    def has_begun(self, on: date | None) -> bool:
        """Say whether it was agreed for a day; None stands for the beginning."""
        return self.since is None or (on is not None and self.since <= on)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What all statements of one part of the file share."""

    part: Path = ()
    since: date | None = None
    amendment: str = ""
    begins: date | None = None
    ends: date | None = None


def agreement_statements(loaded: LoadedAgreement) -> tuple[Statement, ...]:
    """Return everything that an agreement's file says, in its order."""
    document = compose(loaded.content.decode("utf-8-sig"), Remarks(loaded.path.name))
    return () if document is None else tuple(_of_table(document, AGREEMENT, (), _Around()))


def in_force(found: Iterable[Statement], on: date) -> tuple[Statement, ...]:
    """Return what holds on a day, without the people and service levels that are not there."""
    return tuple(statement for statement in agreed(found, on).values() if statement.is_there(on))


def agreed(found: Iterable[Statement], on: date | None) -> Mapping[Path, Statement]:
    """Return by place what was agreed for a day, revisions in place of what they revise."""
    newest: dict[Path, Statement] = {}
    for statement in found:
        if not statement.has_begun(on):
            continue
        for path in _replaced_by(statement, newest):
            del newest[path]
        newest[statement.path] = statement
    return newest


def _replaced_by(revision: Statement, before: Mapping[Path, Statement]) -> list[Path]:
    if not revision.part:
        return []
    below = (path for path in before if path[: len(revision.part)] == revision.part)
    return [path for path in below if before[path].since != revision.since]


def _of_table(table: Table, shape: Shape, path: Path, around: _Around) -> Iterator[Statement]:
    around = _bounded(table, around)
    for name, node in table.entries.items():
        key = shape.by_name.get(name)
        if name != _REVISIONS and key is not None and not _repeats(node, path):
            yield from _of(node, key.of, (*path, name), around)
    revisions = table.entries.get(_REVISIONS)
    if revisions is not None and _REVISIONS in shape.by_name:
        for item in _items(revisions):
            yield from _of_revision(item, shape, path, around)


def _of_revision(item: Node, shape: Shape, path: Path, around: _Around) -> Iterator[Statement]:
    """Yield what a revision says, each at the place of what it revises."""
    if not isinstance(item, Table):
        return
    since, amendment = _day(item, "from"), _text(item, "amendment")
    for name, node in item.entries.items():
        key, place = shape.by_name.get(name), (*path, name)
        if name not in _ABOUT_A_REVISION and key is not None:
            revised = replace(around, part=place, since=since, amendment=amendment)
            yield from _of(node, key.of, place, revised)


def _of(node: Node, value: Value, path: Path, around: _Around) -> Iterator[Statement]:
    """Yield what stands at `path`, the mappings in it one by one."""
    shape = _shape_of(node, value)
    if isinstance(node, Table):
        if shape is not None:
            yield from _of_table(node, shape, path, around)
        else:
            inner = value.of if isinstance(value, Named) else value
            for name, entry in node.entries.items():
                yield from _of(entry, inner, (*path, name), around)
    elif isinstance(node, Listing) and any(isinstance(item, Table) for item in node.items):
        for number, item in enumerate(node.items):
            yield from _of(item, value, (*path, _name_of(item, number)), around)
    else:
        yield Statement(
            path=path,
            says=_words(node),
            part=around.part,
            since=around.since,
            amendment=around.amendment,
            begins=around.begins,
            ends=around.ends,
        )


def _shape_of(node: Node, value: Value) -> Shape | None:
    """Return the shape of a mapping: of several ways to write it, the one that fits best."""
    match value:
        case Shape():
            return value
        case Many():
            return _shape_of(node, value.of)
        case Either() if isinstance(node, Table):
            shapes = [shape for way in value.ways if (shape := _shape_of(node, way)) is not None]
            return max(shapes, key=lambda s: len(s.by_name.keys() & node.entries), default=None)
        case _:
            return None


def _bounded(table: Table, around: _Around) -> _Around:
    """Return when what a mapping states begins and ends, where it says so itself."""
    begins = next((day for name in _BEGINS if (day := _day(table, name)) is not None), None)
    ends = _day(table, "until")
    return replace(
        around,
        begins=around.begins if begins is None else begins,
        ends=around.ends if ends is None else ends,
    )


def _repeats(node: Node, path: Path) -> bool:
    """Say whether a value is the name under which the mapping is told of already."""
    return isinstance(node, Text) and bool(path) and node.text == path[-1]


def _items(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Listing) else (node,)


def _name_of(item: Node, number: int) -> str:
    """Return by what people know an item of a list: its id, or its place from 1."""
    if isinstance(item, Table):
        model = " ".join(filter(None, (_text(item, "model"), _text(item, "service"))))
        names = [model, *(_text(item, key) for key in _NAMING)]
        return next((name for name in names if name), str(number + 1))
    return str(number + 1)


def _words(node: Node) -> str:
    if isinstance(node, Text):
        return node.text
    items = node.items if isinstance(node, Listing) else ()
    return ", ".join(
        f"[{_words(item)}]" if isinstance(item, Listing) else _words(item) for item in items
    )


def _text(table: Table, key: str) -> str:
    node = table.entries.get(key)
    return node.text if isinstance(node, Text) else ""


def _day(table: Table, key: str) -> date | None:
    try:
        return parse_date(_text(table, key))
    except QuantityError:
        return None
