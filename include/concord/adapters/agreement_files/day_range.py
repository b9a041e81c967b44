"""Read two days of which the second may not lie before the first."""

from __future__ import annotations

from datetime import date

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.section import Section


def read_day_range(section: Section, first: str, last: str) -> tuple[date | None, date | None]:
    """Return the days under two keys; report the second where it lies before the first."""
    begin, end = section.read(first, quantities.day), section.read(last, quantities.day)
    if begin is not None and end is not None and end < begin:
        section.remarks.error(
            section.place_of(last),
            "upside-down",
            found=section.text(last),
            expected=f"a day on or after `{first}`",
        )
    return begin, end
