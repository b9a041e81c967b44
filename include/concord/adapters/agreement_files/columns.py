"""Read the columns of a source: headers, types and the rules of their cells."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.model.sources import COLUMN
from concord.adapters.agreement_files.nodes import Table
from concord.adapters.agreement_files.printed_columns import check_printed, read_printed
from concord.adapters.agreement_files.remarks import Place, Remarks, nearest, one_of
from concord.adapters.agreement_files.section import Section
from concord.domain.source import Column, ColumnType, DurationUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadColumns:
    """The columns of a source that could be read, and `all` of them.

    Among `all`, a column whose type cannot be read stands as one of numbers, so that what
    refers to it is not found wrong for that.
    """

    sound: tuple[Column, ...] = ()
    all: tuple[Column, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether every column could be read."""
        return bool(self.all) and self.sound == self.all


def read_columns(source: Section) -> ReadColumns:
    """Return the columns of a source."""
    if not source.require("columns", "the columns of the file"):
        return ReadColumns()
    columns = []
    for name, table in source.named_tables("columns"):
        section = Section(table, source.remarks, COLUMN)
        columns.append((_column(section, name, key_place(source, "columns", name)), section))
    sound = tuple(column for column, section in columns if _is_sound(column, section))
    every = tuple(column for column, _ in columns)
    _check_names(source, sound)
    _check_headers([pair for pair in columns if pair[0] in sound])
    for column, section in columns:
        _check_limit(column, section, every)
        check_printed(column, section, every)
    return ReadColumns(sound=sound, all=every)


def _is_sound(column: Column, section: Section) -> bool:
    return _is_name(column.name) and section.text("type") == column.type


def key_place(section: Section, key: str, name: str) -> Place:
    """Return where the key `name` of the mapping under `key` stands."""
    table = section.node(key)
    return table.key_places[name] if isinstance(table, Table) else section.place


def _is_name(name: str) -> bool:
    try:
        quantities.column_name(name)
    except quantities.NotThatError:
        return False
    return True


def _check_name(name: str, place: Place, remarks: Remarks) -> None:
    try:
        quantities.column_name(name)
    except quantities.NotThatError as error:
        remarks.error(place, error.rule, found=name, expected=error.expected)


def _column(section: Section, name: str, place: Place) -> Column:
    _check_name(name, place, section.remarks)
    section.require("type", one_of(ColumnType))
    kind = section.word("type", ColumnType)
    headers = section.words("from") or (name,)
    unit = section.word("unit", DurationUnit)
    if unit is not None and kind not in {ColumnType.DURATION, None}:
        _refuse(section, "unit", "a unit for durations only")
    allowed = section.words("one_of")
    if allowed and kind not in {ColumnType.TEXT, None}:
        _refuse(section, "one_of", "declared values for text only")
    return Column(
        name=name,
        headers=headers,
        type=kind or ColumnType.NUMBER,
        one_of=allowed,
        at_most=section.text("at_most") or None,
        unit=unit,
        required=section.flag("required", default=True),
        may_exceed_100=_may_exceed(section, kind),
        prints=read_printed(section, kind),
        personal=_personal(section, kind, allowed),
    )


def _personal(section: Section, kind: ColumnType | None, allowed: tuple[str, ...]) -> bool:
    personal = section.flag("personal", default=False)
    if personal and kind not in {ColumnType.TEXT, None}:
        _refuse(section, "personal", "people's names or numbers in a column of text")
    if personal and allowed:
        _refuse(section, "one_of", "no list of people in the agreement, where all would read it")
    return personal


def _may_exceed(section: Section, kind: ColumnType | None) -> bool:
    may_exceed = section.flag("may_exceed_100", default=False)
    if may_exceed and kind not in {ColumnType.PERCENT, None}:
        _refuse(section, "may_exceed_100", "a limit for percentages only")
    return may_exceed


def _refuse(section: Section, key: str, expected: str) -> None:
    section.remarks.error(
        section.place_of(key),
        "does-not-fit",
        found=f"{key} for a column of type {section.text('type')}",
        expected=expected,
    )


def _check_names(source: Section, columns: Iterable[Column]) -> None:
    """Report names that differ in case alone: SQL takes them for the same one."""
    seen: dict[str, str] = {}
    for column in columns:
        first = seen.setdefault(column.name.lower(), column.name)
        if first != column.name:
            source.remarks.error(
                key_place(source, "columns", column.name),
                "duplicate-column",
                found=column.name,
                expected=f"a name that differs from {first} in more than case",
            )


def _check_headers(columns: Iterable[tuple[Column, Section]]) -> None:
    seen: dict[str, str] = {}
    for column, section in columns:
        for header in column.headers:
            first = seen.setdefault(_folded(header), column.name)
            if first != column.name:
                section.remarks.error(
                    section.place_of("from"),
                    "duplicate-header",
                    found=header,
                    expected=f"a header of its own; it stands for {first} already",
                )


def _folded(header: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", header).casefold().split())


def _check_limit(column: Column, section: Section, columns: tuple[Column, ...]) -> None:
    if column.at_most is None:
        return
    numeric = [c.name for c in columns if c.type.is_numeric and c.name != column.name]
    if column.type.is_numeric and column.at_most in numeric:
        return
    section.remarks.error(
        section.place_of("at_most"),
        "unknown-column",
        found=column.at_most,
        expected="another numeric column of the source",
        hint=nearest(column.at_most, numeric),
    )


def check_column(
    remarks: Remarks, place: Place, name: str, known: Iterable[str], source: str
) -> bool:
    """Say whether `name` is a column of the source; report it where it is not."""
    names = list(known)
    if name in names:
        return True
    remarks.error(
        place,
        "unknown-column",
        found=name,
        expected=f"a column of {source}",
        hint=nearest(name, names),
    )
    return False
