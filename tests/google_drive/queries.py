"""The language in which Drive is searched, as far as Concord speaks it."""

import re
from collections.abc import Callable

from tests.google_drive.contents import Item

Holds = Callable[[Item], bool]

_TOKEN = re.compile(
    r"""\s*(?:(?P<literal>'(?:[^'\\]|\\['\\])*')|(?P<word>\w+)|(?P<sign>[(){}=]))\s*"""
)


class QueryError(Exception):
    """A search that Drive would not understand."""


def parsed(query: str) -> Holds:
    """Return what a search asks of an item."""
    reader = _Reader(_tokens(query))
    holds = reader.either()
    if reader.rest:
        raise QueryError(query)
    return holds


def _tokens(query: str) -> list[str]:
    tokens, at = [], 0
    while at < len(query):
        found = _TOKEN.match(query, at)
        if not found:
            raise QueryError(query)
        tokens.append(found.group().strip())
        at = found.end()
    return tokens


class _Reader:
    def __init__(self, tokens: list[str]) -> None:
        self.rest = tokens

    def either(self) -> Holds:
        terms = [self._both()]
        while self._take("or"):
            terms.append(self._both())
        return lambda item: any(term(item) for term in terms)

    def _both(self) -> Holds:
        terms = [self._term()]
        while self._take("and"):
            terms.append(self._term())
        return lambda item: all(term(item) for term in terms)

    def _term(self) -> Holds:
        if self._take("("):
            inner = self.either()
            self._require(")")
            return inner
        if self.rest and self.rest[0].startswith("'"):
            parent = self._literal()
            self._require("in", "parents")
            return lambda item: parent in item.parents
        if self._take("appProperties"):
            return self._property()
        if self._take("mimeType"):
            self._require("=")
            kind = self._literal()
            return lambda item: item.kind == kind
        self._require("trashed", "=", "false")
        return lambda item: not item.is_trashed

    def _property(self) -> Holds:
        self._require("has", "{", "key", "=")
        key = self._literal()
        self._require("and", "value", "=")
        value = self._literal()
        self._require("}")
        return lambda item: item.properties.get(key) == value

    def _literal(self) -> str:
        token = self.rest.pop(0) if self.rest else ""
        if not token.startswith("'"):
            raise QueryError(token)
        return re.sub(r"\\(.)", r"\1", token[1:-1])

    def _take(self, token: str) -> bool:
        if self.rest[:1] != [token]:
            return False
        self.rest = self.rest[1:]
        return True

    def _require(self, *tokens: str) -> None:
        for token in tokens:
            if not self._take(token):
                raise QueryError(token)
