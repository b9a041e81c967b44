"""What is wrong with a file before anybody looks into it: its size, or a name it shares."""

from __future__ import annotations

from concord.domain.finding import Finding, Severity, visible
from concord.ports import DriveFile


def too_large(file: DriveFile, limit: int) -> Finding | None:
    """Return why a file of this size is not copied at all, or None where it may be."""
    if file.size is None or file.size <= limit:
        return None
    return Finding(
        severity=Severity.ERROR,
        rule="too-large",
        where="",
        found=f"{file.size:,} bytes",
        expected=f"at most {limit:,} bytes",
        message=(
            "The file is larger than agreed and was not copied. Please leave out what is not in "
            "the agreement, and drop it again."
        ),
    )


def equal_names(file: DriveFile) -> Finding:
    """Return that another file has the same path, as some drives allow."""
    return Finding(
        severity=Severity.ERROR,
        rule="equal-names",
        where="",
        found=f"two files named {visible(file.path)}",
        expected="one file of a name in a folder",
        message=(
            "Nobody can tell which of the two files counts, and neither is used. Please remove "
            "one of them, or give it a name of its own."
        ),
    )
