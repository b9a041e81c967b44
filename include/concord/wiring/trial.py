"""The parts of a trial: a throw-away store, and a folder that stands in for every drive."""

from __future__ import annotations

from pathlib import Path

from concord.adapters.calendar_file import IcsWriter
from concord.adapters.drives.local import SnapshotDrive
from concord.adapters.duckdb_observations import DuckDbObservations
from concord.adapters.duckdb_observations.column_totals import DuckDbReadFigures
from concord.adapters.landing_store import FolderLandingStore
from concord.adapters.letters import HtmlLetters
from concord.adapters.locations import database_url
from concord.adapters.mail.writer import MimeMailWriter
from concord.adapters.person_keys import SecretPersonKeys
from concord.adapters.report_formats import ReportFormats
from concord.adapters.store import SqlStore
from concord.adapters.workbook.annotated import LimitedAnnotator
from concord.adapters.workbook.limited_reader import LimitedReader
from concord.domain.agreement import Agreement
from concord.services.collection import Collection
from concord.services.correspondence import Correspondence
from concord.services.try_agreement import TrialPorts

TRIAL = "trial"


def trial_ports(agreement: Agreement, folder: Path, scratch: Path) -> TrialPorts:
    """Return ports over a throw-away store in `scratch`; every source's drive is `folder`."""
    store = SqlStore(database_url(None, scratch / "concord.db"))
    store.upgrade()
    landing = FolderLandingStore(scratch / "landing")
    organisation = agreement.organisation
    writer = MimeMailWriter(
        sender=organisation.sender, sender_name=organisation.name, installation=TRIAL
    )
    collection = Collection(
        drive_of=lambda _: SnapshotDrive(folder),
        landing=landing,
        reader=LimitedReader(
            landing.path,
            scratch / "observations",
            people=SecretPersonKeys(None, scratch / "person.key"),
        ),
        observations=DuckDbObservations(scratch / "observations"),
        store=store,
        correspondence=Correspondence(installation=TRIAL, letters=HtmlLetters(), writer=writer),
        annotator=LimitedAnnotator(landing.path),
        figures=DuckDbReadFigures(scratch / "observations"),
        settle=None,
    )
    return TrialPorts(
        collection=collection,
        reports=ReportFormats(),
        calendar=IcsWriter(organiser=organisation.sender),
    )
