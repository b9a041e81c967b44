"""A saved workbook without the moment of saving: equal content gives equal bytes."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

_PROPERTIES = "docProps/core.xml"
_MOMENTS = re.compile(rb"(<dcterms:(?:modified|created)[^>]*>)[^<]*")
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def stable_package(content: bytes, original: Path) -> bytes:
    """Return a saved workbook under the properties of the one it was made from.

    A mail that is prepared again must be the same mail, to the byte.
    """
    target = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as saved,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as stable,
    ):
        for name in saved.namelist():
            part = saved.read(name)
            if name == _PROPERTIES:
                part = _properties(original) or _MOMENTS.sub(rb"\g<1>1980-01-01T00:00:00Z", part)
            stable.writestr(zipfile.ZipInfo(name, _EARLIEST), part, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _properties(original: Path) -> bytes:
    with zipfile.ZipFile(original) as package:
        return package.read(_PROPERTIES) if _PROPERTIES in package.namelist() else b""
