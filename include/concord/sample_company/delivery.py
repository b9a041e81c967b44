"""Files that the made-up partners deliver: equal bytes and times for equal inputs."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook

_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMPS = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One file as a partner drops it: where below the drive, what, and when it arrived."""

    path: str
    content: bytes
    arrived: datetime


def deliver(deliveries: Iterable[Delivery], drive: Path, now: datetime) -> None:
    """Write to `drive` what has arrived by `now`, each with its time of arrival."""
    for delivery in deliveries:
        if delivery.arrived > now:
            continue
        file = drive / delivery.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(delivery.content)
        moment = delivery.arrived.timestamp()
        os.utime(file, (moment, moment))


def xlsx(workbook: Workbook) -> bytes:
    """Return a workbook as bytes that do not depend on when it was saved."""
    saved = io.BytesIO()
    workbook.save(saved)
    stable = io.BytesIO()
    with (
        zipfile.ZipFile(saved) as source,
        zipfile.ZipFile(stable, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _STAMPS.sub(rb"\g<1>2024-01-01T00:00:00Z", content)
            target.writestr(zipfile.ZipInfo(name, _ZIP_EPOCH), content, zipfile.ZIP_DEFLATED)
    return stable.getvalue()


def table_of(rows: Sequence[Sequence[object]], title: str) -> Workbook:
    """Return a workbook with one plain sheet of that title."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(title)
    for row in rows:
        sheet.append(row)
    return workbook
