"""`concord sample`: a made-up company to try things on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from concord.cli.output import complain, console
from concord.sample_company import generate

WRITTEN, COULD_NOT_RUN = 0, 2


def write_sample(folder: Path, today: date) -> int:
    """Write agreements and workbooks below `folder`; 2 when it is there and not empty."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        complain(f"{folder} is there already. Name a new folder, so that nothing is overwritten.")
        return COULD_NOT_RUN
    company = generate(folder, today)
    out = console()
    out.print(f"Agreements: {company.agreements}", markup=False)
    out.print(f"Workbooks:  {company.drive}", markup=False)
    return WRITTEN
