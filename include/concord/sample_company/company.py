"""The sample company: agreements and a drive full of deliveries, as of a given day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from concord.domain.period import MeasurementPeriod
from concord.sample_company import brightline, castellan, northwind
from concord.sample_company.agreements import write_agreements
from concord.sample_company.delivery import deliver
from concord.sample_company.timeline import Timeline

DRIVE_CONNECTION = "sample_drive"


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleCompany:
    """Where the sample's files are.

    `drive` is the folder to which the connection `sample_drive` must lead.  `last_month` is
    the last month whose deliveries and reports are due, the first that has effects.
    """

    agreements: Path
    drive: Path
    last_month: MeasurementPeriod


def generate(folder: Path, today: date, seed: int = 2024) -> SampleCompany:
    """Write the sample company below `folder`; equal days and seeds give equal files.

    Files that stand there already are overwritten.
    """
    timeline = Timeline(today=today)
    company = SampleCompany(
        agreements=folder / "agreements", drive=folder / "drive", last_month=timeline.last_month
    )
    write_agreements(company.agreements, timeline)
    for partner in (northwind, brightline, castellan):
        deliver(partner.deliveries(timeline, seed), company.drive, timeline.now)
    return company
