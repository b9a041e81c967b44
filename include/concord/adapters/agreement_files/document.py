"""Read YAML without its traps: every scalar stays the text that was written, with its place.

Nothing is resolved: `no`, `1:30` and `2026-01-01` are text.  What YAML could hide from a
reader (anchors, aliases, merges, tags, keys given twice) is refused as a finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import yaml

from concord.adapters.agreement_files.nodes import Listing, Node, Table, Text
from concord.adapters.agreement_files.remarks import Place, Remarks, dotted
from concord.adapters.agreement_files.yaml_faults import report_syntax

MAX_DEPTH = 20
LOADER: type[yaml.CBaseLoader | yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
QUOTES = ("'", '"')


class _RefusedError(Exception):
    """The document cannot be read any further; a finding says why."""


def compose(text: str, remarks: Remarks) -> Table | None:
    """Return the document's mapping, or None with findings where there is none.

    Everything else that is wrong is reported too, and left out of the result.
    """
    try:
        events = list(_shallow(yaml.parse(text, Loader=LOADER), remarks))
        return _Composer(events, remarks).document()
    except yaml.YAMLError as error:
        report_syntax(error, text, remarks)
    except _RefusedError:
        pass
    return None


def _shallow(events: Iterable[yaml.Event], remarks: Remarks) -> Iterator[yaml.Event]:
    """Yield the events unless they nest too deeply: the parser's time grows with the square."""
    depth = 0
    for event in events:
        depth += _nesting(event)
        if depth > MAX_DEPTH + 1:
            remarks.error(
                _place(event, ""),
                "too-deep",
                found="deeper nesting",
                expected=f"at most {MAX_DEPTH} levels",
            )
            raise _RefusedError
        yield event


class _Composer:
    """Builds our nodes from the parser's events, and reports what is refused."""

    def __init__(self, events: Iterable[yaml.Event], remarks: Remarks) -> None:
        self._events = list(events)
        self._next = 0
        self._remarks = remarks

    def document(self) -> Table | None:
        starts = [e for e in self._events if isinstance(e, yaml.DocumentStartEvent)]
        if len(starts) > 1:
            self._remarks.error(
                _place(starts[1], ""),
                "several-documents",
                found="a second document",
                expected="one document a file",
            )
            return None
        if not starts:
            self._remarks.error(
                Place(line=1, column=1), "empty-file", found="nothing", expected="an agreement"
            )
            return None
        self._next = 2  # past the stream's and the document's start
        root = self._node("")
        if isinstance(root, Table):
            return root
        self._remarks.error(
            Place(line=1, column=1),
            "not-a-mapping",
            found="a single value" if isinstance(root, Text) else "a list",
            expected="keys with values, such as `partner: northwind`",
        )
        return None

    def _take(self) -> yaml.Event:
        event = self._events[self._next]
        self._next += 1
        return event

    def _peek(self) -> yaml.Event:
        return self._events[self._next]

    def _node(self, path: str) -> Node:
        event = self._take()
        place = _place(event, path)
        self._refuse_traps(event, place)
        if isinstance(event, yaml.MappingStartEvent):
            return self._table(place, in_braces=bool(event.flow_style))
        if isinstance(event, yaml.SequenceStartEvent):
            return self._listing(place)
        return _text(event, place)

    def _refuse_traps(self, event: yaml.Event, place: Place) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            self._remarks.error(
                place,
                "anchor",
                found="an anchor or alias",
                expected="the value itself, written out",
                advice="quote a value that begins with & or *",
            )
        elif getattr(event, "tag", None) is not None:
            self._remarks.error(
                place,
                "tag",
                found=str(getattr(event, "tag", "")),
                expected="the value without a tag",
                advice="quote a value that begins with !",
            )

    def _table(self, place: Place, *, in_braces: bool) -> Table:
        table = Table(place=place)
        while not isinstance(self._peek(), yaml.MappingEndEvent):
            key_event = self._peek()
            key = self._key(place.path)
            empty = _is_empty(self._peek())
            refused = isinstance(self._peek(), yaml.AliasEvent)
            node = self._node(dotted(place.path, key or "?"))
            key_place = _place(key_event, dotted(place.path, key or "?"))
            if in_braces and empty:
                self._remarks.error(
                    key_place,
                    "comma-inside-braces",
                    found=key or "",
                    expected="a value for each key inside {}",
                    advice="comma inside braces: quote the value",
                )
            elif key is not None and self._is_new(key, key_place, table) and not refused:
                table.entries[key] = node
                table.key_places[key] = key_place
        self._take()
        return table

    def _key(self, path: str) -> str | None:
        event = self._peek()
        node = self._node(path)
        if isinstance(node, Text):
            return node.text
        self._remarks.error(
            _place(event, path), "not-a-key", found="a list or mapping", expected="a word as key"
        )
        return None

    def _is_new(self, key: str, place: Place, table: Table) -> bool:
        if key == "<<":
            self._remarks.error(
                place, "merge", found="<<", expected="the keys themselves, written out"
            )
            return False
        if key in table.entries:
            first = table.key_places[key].line
            self._remarks.error(
                place,
                "duplicate-key",
                found=key,
                expected=f"each key once; it stands in line {first} already",
            )
            return False
        return True

    def _listing(self, place: Place) -> Listing:
        items: list[Node] = []
        while not isinstance(self._peek(), yaml.SequenceEndEvent):
            name = self._id_ahead() or str(len(items))
            items.append(self._node(dotted(place.path, name)))
        self._take()
        return Listing(place=place, items=tuple(items))

    def _id_ahead(self) -> str | None:
        """Return the `id` of the mapping that comes next, by which people know the item."""
        return next(_ids_ahead(self._events, self._next), None)


def _ids_ahead(events: list[yaml.Event], start: int) -> Iterator[str]:
    """Yield what stands under `id` in the mapping that starts at `start`, if it is one."""
    if not isinstance(events[start], yaml.MappingStartEvent):
        return
    depth, children, key = 0, 0, ""
    for at in range(start, len(events)):
        event = events[at]
        if depth == 1 and not isinstance(event, yaml.CollectionEndEvent):
            value = event.value if isinstance(event, yaml.ScalarEvent) else ""
            if children % 2 == 0:
                key = value
            elif key == "id" and value:
                yield value
            children += 1
        depth += _nesting(event)
        if depth == 0:
            return


def _nesting(event: yaml.Event) -> int:
    opens = isinstance(event, yaml.CollectionStartEvent)
    return int(opens) - int(isinstance(event, yaml.CollectionEndEvent))


def _place(event: yaml.Event, path: str) -> Place:
    mark = event.start_mark
    if mark is None:  # pragma: no cover - both parsers mark every event
        return Place(line=1, column=1, path=path)
    return Place(line=mark.line + 1, column=mark.column + 1, path=path)


def _is_empty(event: yaml.Event) -> bool:
    return isinstance(event, yaml.ScalarEvent) and not event.value and event.style not in QUOTES


def _text(event: yaml.Event, place: Place) -> Text:
    if not isinstance(event, yaml.ScalarEvent):
        return Text(place=place, text="")  # an alias, which is refused
    quoted = event.style in QUOTES
    start, end = event.start_mark, event.end_mark
    verbatim = (
        start is not None
        and end is not None
        and start.line == end.line
        and end.column - start.column - (2 if quoted else 0) == len(event.value)
    )
    return Text(place=place, text=event.value, verbatim=verbatim, quoted=quoted)
