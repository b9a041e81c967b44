"""Whether the rules of all time zones in use are there."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import metadata
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from concord.domain.examination import Examined, failing, ok

_INSTALL = "Install the package `tzdata`, or run `make setup` again."


def examine_time_zones(item: str, zones: Iterable[str]) -> tuple[Examined, ...]:
    """Look up each zone anew, and the release of the rules."""
    wanted = tuple(zones)
    unknown = [zone for zone in wanted if not _is_known(zone)]
    if unknown:
        return (failing(item, f"unknown: {', '.join(unknown)}", _INSTALL),)
    try:
        release = metadata.version("tzdata")
    except metadata.PackageNotFoundError:
        return (failing(item, "the package tzdata is not installed", _INSTALL),)
    return (ok(item, f"tzdata {release}; {', '.join(wanted) or 'none in use'}"),)


def _is_known(zone: str) -> bool:
    try:
        ZoneInfo.no_cache(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
