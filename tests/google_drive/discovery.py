"""Google's own description of the Drive API, and whether what goes over the wire follows it."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import googleapiclient

Json = dict[str, Any]

_DOCUMENT = "discovery_cache/documents/drive.v3.json"
_UPLOAD_ONLY = frozenset({"uploadType", "upload_id"})
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "array": list,
    "object": dict,
}


@cache
def document() -> Json:
    """Return the discovery document that the client library brings along."""
    path = Path(next(iter(googleapiclient.__path__))) / _DOCUMENT
    return dict(json.loads(path.read_text("utf-8")))


@dataclass(frozen=True)
class Call:
    """A request, understood as a method of the API."""

    method: str
    described: Json
    arguments: Mapping[str, str]
    media: bool


def called(verb: str, path: str, query: Mapping[str, str]) -> Call | None:
    """Return which method is called, or None if the API has no such method."""
    for name, method, pattern, media in _methods():
        if method["httpMethod"] == verb and (found := pattern.fullmatch(path)):
            within = {key: unquote(value) for key, value in found.groupdict().items()}
            return Call(name, method, {**query, **within}, media)
    return None


@cache
def _methods() -> tuple[tuple[str, Json, re.Pattern[str], bool], ...]:
    return tuple(
        (f"{resource}.{name}", method, _pattern(path), media)
        for resource, described in document()["resources"].items()
        for name, method in described.get("methods", {}).items()
        for path, media in _paths(method)
    )


def _paths(method: Json) -> Iterator[tuple[str, bool]]:
    yield f"/{document()['servicePath']}{method['path']}", False
    for way in method.get("mediaUpload", {}).get("protocols", {}).values():
        if not way["path"].startswith("/resumable/"):
            yield way["path"], True


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path))


def faults_of_call(call: Call) -> Iterator[str]:
    """Yield what the description does not allow about a request's address."""
    allowed = {**document()["parameters"], **call.described.get("parameters", {})}
    for name, value in call.arguments.items():
        if call.media and name in _UPLOAD_ONLY:
            continue
        if name not in allowed:
            yield f"{call.method} has no parameter {name}"
        else:
            yield from (f"{call.method}: {name} {f}" for f in _wrong(allowed[name], value))
    for name, described in call.described.get("parameters", {}).items():
        if described.get("required") and name not in call.arguments:
            yield f"{call.method} lacks {name}"
    answer = call.described.get("response", {}).get("$ref")
    if answer and "fields" in call.arguments:
        yield from faults_of_mask(parsed_mask(call.arguments["fields"]), answer, call.method)


def _wrong(described: Json, value: str) -> Iterator[str]:
    if described.get("deprecated"):
        yield "is deprecated"
    if "enum" in described and value not in described["enum"]:
        yield f"is none of {described['enum']}"
    if described["type"] == "boolean" and value not in {"true", "false"}:
        yield "is neither true nor false"
    if described["type"] == "integer":
        least, most = int(described.get("minimum", 0)), int(described.get("maximum", 1 << 31))
        if not value.isdecimal() or not least <= int(value) <= most:
            yield f"is no number from {least} to {most}"


def faults_of(value: object, schema: str | Json, where: str) -> Iterator[str]:
    """Yield what a schema does not allow about a JSON value."""
    described = resolved(schema)
    wanted = described.get("type", "object")
    if not isinstance(value, _TYPES[wanted]) or (wanted == "integer" and isinstance(value, bool)):
        yield f"{where} is no {wanted}"
    elif isinstance(value, list):
        for each in value:
            yield from faults_of(each, described["items"], f"{where}[]")
    elif isinstance(value, dict):
        yield from _faults_of_object(value, described, where)
    elif described.get("format") == "date-time" and not _TIME.fullmatch(str(value)):
        yield f"{where} is no time"
    elif described.get("format") == "int64" and not str(value).isdecimal():
        yield f"{where} is no number in a text"


def _faults_of_object(value: Json, described: Json, where: str) -> Iterator[str]:
    known: Json = described.get("properties", {})
    others: Json = described.get("additionalProperties", {})
    for name, each in value.items():
        if name in known or others:
            yield from faults_of(each, known.get(name, others), f"{where}.{name}")
        else:
            yield f"{where} has no field {name}"


def written_by_google(body: Json, schema: str) -> Iterator[str]:
    """Yield the fields of a request that are for Google alone to write."""
    known = resolved(schema)["properties"]
    for name in body:
        if known.get(name, {}).get("description", "").startswith("Output only"):
            yield f"{schema}.{name} is output only"


def resolved(schema: str | Json) -> Json:
    """Return a schema by its name, or as it stands, without references."""
    name = schema if isinstance(schema, str) else schema.get("$ref")
    return dict(document()["schemas"][name]) if name else dict(schema)  # type: ignore[arg-type] # not both


def parsed_mask(fields: str) -> Json:
    """Return a mask such as `id,files(name,a/b)` as a tree."""
    tree: Json = {}
    stack, node = [tree], tree
    for token in re.findall(r"[^,()/]+|[,()/]", fields):
        if token == "(":
            stack.append(node)
        elif token == ")":
            stack.pop()
            node = stack[-1]
        elif token == ",":
            node = stack[-1]
        elif token != "/":
            node = node.setdefault(token, {})
    return tree


def faults_of_mask(mask: Json, schema: str | Json, where: str) -> Iterator[str]:
    """Yield the fields of a mask that an answer does not have."""
    described = resolved(schema)
    if described.get("type") == "array":
        described = resolved(described["items"])
    for name, inner in mask.items():
        if name in described.get("properties", {}):
            yield from faults_of_mask(inner, described["properties"][name], f"{where}.{name}")
        elif not described.get("additionalProperties"):
            yield f"the mask of {where} names {name}"


def masked(value: object, mask: Json) -> object:
    """Return what a mask leaves of an answer."""
    if not mask:
        return value
    if isinstance(value, list):
        return [masked(each, mask) for each in value]
    assert isinstance(value, dict)
    return {name: masked(value[name], inner) for name, inner in mask.items() if name in value}
