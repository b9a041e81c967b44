"""Examples of rules, read as `concord check` reads files: nothing about them is asserted only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import assert_never

from concord.adapters.agreement_files.loading import load_folder
from concord.adapters.agreement_files.rules.rule import (
    AGREEMENT_FILE,
    ORGANISATION_FILE,
    Document,
    Example,
    Folder,
    Piece,
)
from concord.domain.finding import AgreementFinding

TODAY = date(2026, 11, 2)
"""The day on which the examples are checked, so that what has passed is found."""


class Way(StrEnum):
    """The two ways in which an example is written."""

    WRONG = "wrong"
    RIGHT = "right"


def base_text(name: str) -> str:
    """Return a file of the sample that examples change pieces of."""
    return (files(__package__) / "base" / name).read_text("utf-8")


def findings_of(example: Example, way: Way) -> tuple[AgreementFinding, ...]:
    """Return everything that is found when the example is checked."""
    with TemporaryDirectory() as place:
        folder = Path(place) / "agreements"
        folder.mkdir()
        for name, content in _files(example, way).items():
            _write(folder / name, content)
        read = load_folder(folder / _checked(example, way), TODAY)
    findings = (*read.findings, *(f for loaded in read.agreements for f in loaded.findings))
    return tuple(replace(f, found=f.found.replace(f"{place}/", "")) for f in findings)


def _checked(example: Example, way: Way) -> str:
    if isinstance(example, Folder) and way is Way.WRONG:
        return example.wrong_checked
    return "."


def _write(path: Path, content: bytes | None) -> None:
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)


def _files(example: Example, way: Way) -> Mapping[str, bytes | None]:
    match example:
        case Folder():
            return example.wrong if way is Way.WRONG else example.right
        case Document():
            text = example.wrong if way is Way.WRONG else example.right
            return {ORGANISATION_FILE: _base(ORGANISATION_FILE), AGREEMENT_FILE: text.encode()}
        case Piece():
            base = {name: _base(name) for name in (ORGANISATION_FILE, AGREEMENT_FILE)}
            return base | {example.file: changed(example, way).encode()}
        case _:  # pragma: no cover
            assert_never(example)


def _base(name: str) -> bytes:
    return base_text(name).encode()


def changed(example: Piece, way: Way) -> str:
    """Return the sample's file with the piece in it.  Raises ValueError where it has none."""
    text = base_text(example.file)
    for old, new in example.given:
        text = _replaced(text, old, new)
    piece = example.wrong if way is Way.WRONG else example.right
    return _replaced(text, example.instead_of or example.right, piece)


def _replaced(text: str, old: str, new: str) -> str:
    if text.count(old) != 1:
        message = f"{old!r} stands {text.count(old)} times in the sample"
        raise ValueError(message)
    return text.replace(old, new)
