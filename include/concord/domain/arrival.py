"""Arrivals: when which content came under which name; names are reused, contents come back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One version of a file on a drive, as it was collected for a source.

    `drive_file` and `revision` are what the drive knows the file and its content by.
    """

    partner: str
    source: str
    sha256: str
    file: str
    drive_file: str
    revision: str
    size: int
    at: datetime


def is_restored(arrival: Arrival, earlier: Iterable[Arrival]) -> bool:
    """Say whether content that was collected before is meant to be the current one again.

    It is where it takes the place of another content on the drive, and where it comes under a
    name that it never had.  A further copy under its old name, as in an archive folder,
    changes nothing.
    """
    before = sorted(earlier, key=lambda each: each.at)
    replaced = [each for each in before if each.drive_file == arrival.drive_file]
    if replaced:
        return replaced[-1].sha256 != arrival.sha256
    names = {each.file.casefold() for each in before if each.sha256 == arrival.sha256}
    return arrival.file.casefold() not in names
