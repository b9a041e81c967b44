"""Tells whether a workbook survives being opened and saved: nothing in it may be lost."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

_KEPT = re.compile(
    r"""
    \[Content_Types\]\.xml
    | _rels/\.rels
    | docProps/(core|app|custom)\.xml
    | docProps/thumbnail\.\w+
    | xl/(workbook|styles|sharedStrings|calcChain)\.xml
    | xl/_rels/workbook\.xml\.rels
    | xl/theme/theme\d*\.xml
    | xl/worksheets/[^/]+\.xml
    | xl/worksheets/_rels/[^/]+\.xml\.rels
    | xl/printerSettings/[^/]+\.bin
    | xl/tables/[^/]+\.xml
    | xl/(comments/)?comments?\d*\.xml
    | xl/drawings/(vmlDrawing|commentsDrawing)\d*\.vml
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SHEETS = "xl/worksheets/"
# Sparklines, slicers, and what newer programs know of formats and validations.
_EXTENSION = b"extLst"
_OVERLAP = len(_EXTENSION)
_CHUNK = 1 << 20

MOST_INFLATED = 60_000_000
"""Bytes of sheets beyond which a workbook is not opened whole to be marked."""


def survives_saving(path: Path) -> bool:
    """Say whether opening and saving a gated workbook loses nothing that people made.

    Charts, pictures, pivot tables, macros, links to other workbooks and threads of comments
    do not survive: only parts that are known to be kept may be there.
    """
    with zipfile.ZipFile(path) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if sum(member.file_size for member in members) > MOST_INFLATED:
            return False
        if not all(_KEPT.fullmatch(member.filename) for member in members):
            return False
        sheets = (member.filename for member in members if _is_sheet(member.filename))
        return not any(_has_extensions(archive, sheet) for sheet in sheets)


def _is_sheet(name: str) -> bool:
    return name.startswith(_SHEETS) and name.endswith(".xml")


def _has_extensions(archive: zipfile.ZipFile, sheet: str) -> bool:
    with archive.open(sheet) as part:
        before = b""
        while chunk := part.read(_CHUNK):
            if _EXTENSION in before + chunk:
                return True
            before = chunk[-_OVERLAP:]
    return False
