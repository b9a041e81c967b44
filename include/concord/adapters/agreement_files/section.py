"""One mapping of an agreement being read: hands out typed values, reports everything else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from enum import StrEnum
from typing import TypeVar

from concord.adapters.agreement_files.hidden_characters import SHOWN, is_seen
from concord.adapters.agreement_files.model.shapes import Shape
from concord.adapters.agreement_files.nodes import Listing, Node, Table, Text
from concord.adapters.agreement_files.quantities import NotThatError, short
from concord.adapters.agreement_files.remarks import Place, Remarks, dotted, nearest, one_of
from concord.domain.quantity import QuantityError

T = TypeVar("T")
Word = TypeVar("Word", bound=StrEnum)


class Section:
    """The values of one mapping.

    `shape` says which keys there are: every other one is an error, and one that is not acted
    on yet is remarked on.  A value that cannot be read is reported, and read as if it were
    absent.
    """

    def __init__(self, table: Table, remarks: Remarks, shape: Shape | None) -> None:
        self.table = table
        self.remarks = remarks
        self.place = table.place
        self._shape = shape
        self._meant: set[str] = set()
        if shape is not None:
            self._check_keys(shape)

    @classmethod
    def unchecked(cls, table: Table, remarks: Remarks) -> Section:
        """Return a mapping whose keys are looked at elsewhere, or are of the author's choice."""
        return cls(table, remarks, None)

    def _check_keys(self, shape: Shape) -> None:
        for key, place in self.table.key_places.items():
            if key not in shape.by_name:
                meant = nearest(key, shape.by_name)
                self._meant.add(meant)
                self.remarks.error(
                    place,
                    "unknown-key",
                    found=key,
                    expected=one_of(sorted(shape.by_name)),
                    hint=meant,
                )
            elif shape.by_name[key].later:
                self.remarks.not_yet(place, key)

    def _declared(self, key: str) -> str:
        """Return `key`.  Raises LookupError for one that the model does not declare."""
        if self._shape is None or key in self._shape.by_name:
            return key
        message = f"{key} is no key of the model at {self.place.path or 'the root'}"
        raise LookupError(message)

    def __contains__(self, key: str) -> bool:
        return self._declared(key) in self.table.entries

    def node(self, key: str) -> Node | None:
        """Return what stands under `key`, of whatever kind."""
        return self.table.entries.get(self._declared(key))

    def place_of(self, key: str) -> Place:
        """Return where the value of `key` stands; for an absent one, where its mapping does."""
        node = self.node(key)
        if node is not None:
            return node.place
        path = dotted(self.place.path, key)
        return Place(line=self.place.line, column=self.place.column, path=path)

    def require(self, key: str, expected: str) -> bool:
        """Say whether `key` is there; report it where it is not."""
        if key in self:
            return True
        if key in self._meant:
            # The finding of the misspelt key tells of it.
            return False
        self.remarks.error(self.place_of(key), "missing-key", found=f"no {key}", expected=expected)
        return False

    def written(self, key: str) -> Text | None:
        """Return the text under `key` with its place; nothing but a non-empty text will do."""
        node = self.node(key)
        found = None if node is None else as_text(node, self.remarks)
        if found is None or key not in SHOWN or is_seen(found, self.remarks):
            return found
        return None

    def text(self, key: str, default: str = "") -> str:
        """Return the text under `key`."""
        written = self.written(key)
        return default if written is None else written.text

    def read(self, key: str, parse: Callable[[str], T]) -> T | None:
        """Return the value under `key` as `parse` reads it (it raises ValueError)."""
        written = self.written(key)
        return None if written is None else read_text(written, parse, self.remarks)

    def word(self, key: str, words: type[Word]) -> Word | None:
        """Return the value under `key`, one of a closed set of words."""
        written = self.written(key)
        if written is None:
            return None
        found = self.choice(written, [word.value for word in words])
        return None if found is None else words(found)

    def choice(
        self,
        written: Text,
        known: Collection[str],
        rule: str = "unknown-word",
        expected: str = "",
    ) -> str | None:
        """Return a text that must be one of `known`; else report it with the nearest one."""
        if written.text in known:
            return written.text
        self.remarks.error(
            written.place,
            rule,
            found=written.text,
            expected=expected or one_of(known),
            hint=nearest(written.text, known),
        )
        return None

    def reference(self, key: str, known: Collection[str], rule: str, expected: str) -> str | None:
        """Return the id under `key`, which must be one of `known`."""
        written = self.written(key)
        return None if written is None else self.choice(written, known, rule, expected)

    def references(
        self, key: str, known: Collection[str], rule: str, expected: str
    ) -> tuple[str, ...]:
        """Return the ids under `key` (one, or a list of them), each one of `known`."""
        found = (self.choice(text, known, rule, expected) for text in self.texts(key))
        return tuple(name for name in found if name is not None)

    def flag(self, key: str, *, default: bool) -> bool:
        """Return `true` or `false`, and nothing that YAML might take for them."""
        written = self.written(key)
        if written is None:
            return default
        if written.text in {"true", "false"}:
            return written.text == "true"
        meant = {"yes": "true", "on": "true", "no": "false", "off": "false"}
        self.remarks.error(
            written.place,
            "not-a-flag",
            found=written.text,
            expected="true or false",
            hint=meant.get(written.text.lower(), nearest(written.text, ["true", "false"])),
        )
        return default

    def texts(self, key: str) -> tuple[Text, ...]:
        """Return the texts under `key`: one, or a list of them."""
        node = self.node(key)
        if node is None:
            return ()
        nodes = node.items if isinstance(node, Listing) else (node,)
        read = (as_text(item, self.remarks) for item in nodes)
        return tuple(text for text in read if text is not None)

    def words(self, key: str) -> tuple[str, ...]:
        """Return the plain texts under `key`: one, or a list of them."""
        return tuple(text.text for text in self.texts(key))

    def table_of(self, key: str) -> Table | None:
        """Return the mapping under `key`."""
        node = self.node(key)
        return None if node is None else as_table(node, self.remarks)

    def tables(self, key: str) -> Iterator[Table]:
        """Yield the mappings of the list under `key`; a single mapping is a list of one."""
        node = self.node(key)
        if node is None:
            return
        for item in node.items if isinstance(node, Listing) else (node,):
            table = as_table(item, self.remarks)
            if table is not None:
                yield table

    def named_tables(self, key: str) -> Iterator[tuple[str, Table]]:
        """Yield name and mapping of each entry of the mapping under `key`."""
        table = self.table_of(key)
        if table is None:
            return
        for name, node in table.entries.items():
            found = as_table(node, self.remarks)
            if found is not None:
                yield name, found


def read_text(written: Text, parse: Callable[[str], T], remarks: Remarks) -> T | None:
    """Return a text as `parse` reads it, or None with a finding."""
    try:
        return parse(short(written.text))
    except NotThatError as fault:
        rule, expected, hint = fault.rule, fault.expected, fault.hint
    except QuantityError as error:
        rule, expected, hint = "not-a-quantity", error.expected, ""
    except (ValueError, ArithmeticError) as error:
        rule, expected, hint = "not-a-quantity", str(error), ""
    remarks.error(written.place, rule, found=written.text, expected=expected, hint=hint)
    return None


def as_text(node: Node, remarks: Remarks) -> Text | None:
    """Return `node` if it is a text with something in it, else report it."""
    if not isinstance(node, Text):
        remarks.error(
            node.place,
            "not-a-text",
            found="a list" if isinstance(node, Listing) else "a mapping",
            expected="a single value",
        )
        return None
    if node.text or node.quoted:
        return node
    _report_empty(node, remarks)
    return None


def as_table(node: Node, remarks: Remarks) -> Table | None:
    """Return `node` if it is a mapping, else report it."""
    if isinstance(node, Table):
        return node
    if isinstance(node, Text) and not node.text:
        _report_empty(node, remarks)
        return None
    remarks.error(
        node.place,
        "not-a-mapping",
        found=node.text if isinstance(node, Text) else "a list",
        expected="keys with values",
    )
    return None


def _report_empty(node: Text, remarks: Remarks) -> None:
    remarks.error(
        node.place,
        "empty-value",
        found="nothing",
        expected="a value",
        advice="leave the key out where nothing is agreed",
    )
