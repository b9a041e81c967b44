"""The JSON Schema of agreement files, made from the model: editors complete and check with it.

It is draft 7, which YAML language servers know best.  What only the whole file can tell, such
as a column that an expression names, is left to `concord check`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from concord.adapters.agreement_files.model.agreement import AGREEMENT
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

_DRAFT = "http://json-schema.org/draft-07/schema#"
Schema = dict[str, object]


def agreement_schema() -> Schema:
    """Return the schema of a partner's agreement."""
    return _document(AGREEMENT, "Concord agreement")


def organisation_schema() -> Schema:
    """Return the schema of the organisation file."""
    return _document(ORGANISATION, "Concord organisation")


def _document(root: Shape, title: str) -> Schema:
    definitions: dict[str, Schema] = {}
    reference = _schema(root, definitions)
    return {
        "$schema": _DRAFT,
        "title": title,
        **reference,
        "definitions": {name: definitions[name] for name in sorted(definitions)},
    }


def _schema(value: Value, definitions: dict[str, Schema]) -> Schema:
    match value:
        case Kind():
            return dict(value.written)
        case Many():
            item = _schema(value.of, definitions)
            listed: Schema = {"type": "array", "items": item}
            return {"anyOf": [item, listed]} if value.or_one else listed
        case Named():
            return {"type": "object", "additionalProperties": _schema(value.of, definitions)}
        case Either():
            return {"anyOf": [_schema(way, definitions) for way in value.ways]}
        case Shape():
            if value.name not in definitions:
                definitions[value.name] = {}
                definitions[value.name] = _object(value, definitions)
            return {"$ref": f"#/definitions/{value.name.replace(' ', '%20')}"}
        case _:  # pragma: no cover
            assert_never(value)


def _object(shape: Shape, definitions: dict[str, Schema]) -> Schema:
    properties = {key.name: _property(key, definitions) for key in shape.keys}
    required = [key.name for key in shape.keys if key.required]
    return {
        "type": "object",
        "description": shape.meaning,
        "additionalProperties": False,
        "properties": properties,
        **({"required": required} if required else {}),
    }


def _property(key: Key, definitions: dict[str, Schema]) -> Mapping[str, object]:
    words = key.meaning
    if key.default:
        words += f" Default: {key.default}."
    if key.example:
        words += f" Example: {key.example}"
    # Beside a reference, draft 7 reads nothing else.
    return {"description": words, "allOf": [_schema(key.of, definitions)]}
