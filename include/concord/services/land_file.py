"""Land a file: keep a copy before anybody looks into it, or the reason why there is none."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from concord.domain.arrival import Arrival
from concord.domain.errors import FileRefusedError
from concord.domain.finding import Finding
from concord.domain.period import MeasurementPeriod
from concord.domain.source import Source
from concord.ports import Drive, DriveFile, LandedFile, Step
from concord.services.collection import Collection
from concord.services.drive_refusals import too_large

_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A file on its way in; `period` is what its name states.

    With a `refusal` there is no copy, and the content hash is one of what the drive knows
    the file by.
    """

    file: DriveFile
    landed: LandedFile
    arrived: datetime
    period: MeasurementPeriod | None
    refusal: Finding | None = None


def land_file(
    file: DriveFile,
    source: Source,
    drive: Drive,
    arrivals: Iterable[Arrival],
    ports: Collection,
) -> Delivery:
    """Copy a file into the landing store.  Raises FileChangingError, DriveUnavailableError."""
    refusal = file.refusal or too_large(file, ports.largest_file)
    landed = _without_copy(file)
    if refusal is None:
        try:
            landed = ports.landing.land(_copied(file, drive, ports))
        except FileRefusedError as error:
            refusal = error.finding
    if refusal is None:
        ports.progress(Step.LANDED, file.name)
    return Delivery(
        file=file,
        landed=landed,
        arrived=_arrived(file, arrivals),
        period=source.files.period_of(file.name, source.covers),
        refusal=refusal,
    )


def _copied(file: DriveFile, drive: Drive, ports: Collection) -> Iterator[bytes]:
    for chunk in drive.content(file):
        ports.progress(Step.COPYING, file.name)
        yield chunk


def _without_copy(file: DriveFile) -> LandedFile:
    identity = hashlib.sha256(f"{file.id}\n{file.revision}".encode(errors="backslashreplace"))
    return LandedFile(sha256=identity.hexdigest(), size=file.size or 0)


def _arrived(file: DriveFile, arrivals: Iterable[Arrival]) -> datetime:
    """Return when a file came: what replaces another is newer, whatever its own time says."""
    replaced = [arrival.at for arrival in arrivals if arrival.drive_file == file.id]
    return max((file.modified, *(at + _TICK for at in replaced)))
