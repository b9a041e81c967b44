"""What a workbook says of its sheets: titles, which are hidden, in which part each lies."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from defusedxml.ElementTree import fromstring

from concord.domain.reading.currency import currency_shown

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_STYLES = "xl/styles.xml"
_PERCENT_FORMATS = frozenset({"9", "10"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPart:
    """A worksheet; `sheet_state` is `visible`, `hidden` or `veryHidden`."""

    title: str
    sheet_state: str
    part: str


def sheet_parts(archive: zipfile.ZipFile) -> tuple[SheetPart, ...]:
    """Return the worksheets of a workbook in order; charts and macros are none."""
    targets = dict(_worksheet_targets(archive))
    workbook = fromstring(archive.read(_WORKBOOK))
    return tuple(
        SheetPart(
            title=sheet.get("name", ""),
            sheet_state=sheet.get("state", "visible"),
            part=targets[relation],
        )
        for sheet in _found(workbook, "sheet")
        if (relation := _relation_of(sheet)) in targets
    )


def shows_percents(archive: zipfile.ZipFile) -> bool:
    """Say whether any cell may be shown in percent: its number then means a hundredth."""
    return any("%" in code for code in _number_formats(archive))


def mixes_currencies(archive: zipfile.ZipFile) -> bool:
    """Say whether cells may be shown in more than one currency."""
    shown = {currency_shown(code) for code in _number_formats(archive)}
    return len(shown - {""}) > 1


def _number_formats(archive: zipfile.ZipFile) -> Iterator[str]:
    """Yield the codes of the number formats that cells may have, apart from built-in ones."""
    if _STYLES not in archive.namelist():
        return
    styles = fromstring(archive.read(_STYLES))
    codes = {each.get("numFmtId"): each.get("formatCode", "") for each in _found(styles, "numFmt")}
    codes |= dict.fromkeys(_PERCENT_FORMATS, "0%")
    for cell_format in next(_found(styles, "cellXfs"), ()):
        yield codes.get(cell_format.get("numFmtId"), "")


def _worksheet_targets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    for relation in _found(fromstring(archive.read(_RELATIONS)), "Relationship"):
        if relation.get("Type", "").endswith("/worksheet"):
            target = relation.get("Target", "")
            path = target[1:] if target.startswith("/") else posixpath.join("xl", target)
            yield relation.get("Id", ""), posixpath.normpath(path)


def _relation_of(sheet: Any) -> str:  # noqa: ANN401 - defusedxml's stubs name no element
    ids = (value for name, value in sheet.attrib.items() if name.endswith("}id"))
    return next(ids, "")


def _found(root: Any, name: str) -> Iterator[Any]:  # noqa: ANN401 - as above
    """Yield elements by their local name: there are two namespaces for the same words."""
    return (each for each in root.iter() if each.tag.rpartition("}")[2] == name)
