"""Read how text stands in a source's files: declared in the agreement, never guessed."""

from __future__ import annotations

import codecs

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.model.sources import SHEET
from concord.adapters.agreement_files.nodes import Table
from concord.adapters.agreement_files.remarks import nearest
from concord.adapters.agreement_files.section import Section
from concord.domain.quantity import QuantityError
from concord.domain.source import SheetRule, TextFormat

DECIMALS = (".", ",")
THOUSANDS = (",", ".", " ", "'", "\u2019", "\u00a0", "\u202f", "")
DATE_ORDERS = ("dmy", "mdy", "ymd")
DELIMITERS = {",": ",", ";": ";", "|": "|", "\t": "\t", "tab": "\t"}
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252", "iso-8859-1", "iso-8859-15", "cp1250")


def read_text_format(source: Section) -> TextFormat:
    """Return the declared format, with the plain one for what is not declared."""
    decimal = _one_of(source, "decimal", DECIMALS) or "."
    thousands = _one_of(source, "thousands", THOUSANDS) or ""
    if thousands == decimal:
        source.remarks.error(
            source.place_of("thousands"),
            "ambiguous-number",
            found=thousands,
            expected="a sign that is not the decimal one",
        )
    delimiter = _one_of(source, "delimiter", tuple(DELIMITERS)) or ","
    return TextFormat(
        decimal=decimal,
        thousands=thousands,
        date_order=_one_of(source, "date_order", DATE_ORDERS) or "",
        null_tokens=source.words("null_tokens"),
        delimiter=DELIMITERS[delimiter],
        encoding=source.read("encoding", _encoding) or "utf-8",
    )


def _one_of(source: Section, key: str, known: tuple[str, ...]) -> str | None:
    written = source.written(key)
    expected = "one of " + ", ".join(repr(word) for word in known if word)
    return None if written is None else source.choice(written, known, expected=expected)


def _encoding(text: str) -> str:
    try:
        # Some codecs (base64, zip) turn bytes into bytes and are no way to write text.
        "a".encode(codecs.lookup(text).name)
    except (LookupError, TypeError, ValueError) as error:
        raise quantities.NotThatError(
            text,
            "an encoding such as utf-8 or cp1252",
            rule="unknown-encoding",
            hint=nearest(text, ENCODINGS),
        ) from error
    return text


def read_sheet(source: Section) -> SheetRule:
    """Return which sheet holds the table, and in which row its header stands."""
    node = source.node("sheet")
    if not isinstance(node, Table):
        return SheetRule(name=source.text("sheet"))
    section = Section(node, source.remarks, SHEET)
    row = None
    if section.text("header_row") != "auto":
        row = section.read("header_row", _row)
    return SheetRule(name=section.text("name"), header_row=row)


def _row(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 1_048_576:  # noqa: PLR2004 - Excel's last row
        return int(text)
    raise QuantityError(text, "auto or the number of a row, from 1")
