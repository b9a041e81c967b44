"""Load agreements from files: one with the organisation beside it, or a whole folder."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from concord.adapters.agreement_files.agreement import read_agreement
from concord.adapters.agreement_files.confirmations import unconfirmed
from concord.adapters.agreement_files.document import compose
from concord.adapters.agreement_files.file_text import START, decoded, read_bytes
from concord.adapters.agreement_files.folder_files import (
    ORGANISATION_FILE,
    agreement_paths,
    remarks_on_folder,
)
from concord.adapters.agreement_files.nodes import Table
from concord.adapters.agreement_files.organisation import (
    default_organisation,
    read_organisation,
)
from concord.adapters.agreement_files.remarks import Place, Remarks
from concord.domain.agreement import Agreement, Organisation
from concord.domain.finding import AgreementFinding, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedAgreement:
    """One agreement file: `agreement` is None exactly when a finding is an error.

    `content` is the text as it was read, empty where it could not be.
    """

    path: Path
    partner: str
    agreement: Agreement | None
    findings: tuple[AgreementFinding, ...]
    content: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedFolder:
    """All agreements of a folder; `findings` are those of the organisation and the folder."""

    organisation: Organisation
    agreements: tuple[LoadedAgreement, ...]
    findings: tuple[AgreementFinding, ...]


def load_agreement(path: Path, today: date | None = None) -> LoadedAgreement:
    """Load one file; the findings of the organisation file beside it are included.

    What has passed is looked for only where `today` is told.
    """
    organisation, findings = load_organisation(path.parent)
    loaded = _load(path, organisation, today, usable=not _has_error(findings))
    return replace(loaded, findings=(*findings, *loaded.findings))


def load_draft(path: Path, organisation: Organisation) -> LoadedAgreement:
    """Load a file that lies anywhere: as one of ours, unless an organisation is beside it."""
    if (path.parent / ORGANISATION_FILE).exists():
        return load_agreement(path)
    return _load(path, organisation, None, usable=True)


def load_text(name: str, content: bytes, organisation: Organisation) -> LoadedAgreement:
    """Load an agreement from a text that was kept; findings name it `name`."""
    remarks = Remarks(name)
    return _loaded(Path(name), content, organisation, remarks)


def load_folder(folder: Path, today: date | None = None) -> LoadedFolder:
    """Load every agreement of a folder; one that has errors does not keep others from it.

    What has passed is looked for only where `today` is told.
    """
    organisation, findings = load_organisation(folder)
    usable = not _has_error(findings)
    paths = agreement_paths(folder)
    loaded = [_load(path, organisation, today, usable=usable) for path in paths]
    counts = Counter(one.partner for one in loaded)
    return LoadedFolder(
        organisation=organisation,
        agreements=tuple(_refuse_twin(a, loaded) if counts[a.partner] > 1 else a for a in loaded),
        findings=(*remarks_on_folder(folder), *findings),
    )


def load_organisation(folder: Path) -> tuple[Organisation, tuple[AgreementFinding, ...]]:
    """Load the organisation file of a folder alone, with its findings."""
    path = folder / ORGANISATION_FILE
    if not path.exists():
        return default_organisation(), ()
    remarks = Remarks(path.name)
    content = read_bytes(path, remarks)
    table = None if content is None else _composed(content, remarks)
    organisation = default_organisation() if table is None else read_organisation(table, remarks)
    return organisation, remarks.in_order()


def _load(
    path: Path, organisation: Organisation, today: date | None, *, usable: bool
) -> LoadedAgreement:
    remarks = Remarks(path.name)
    content = read_bytes(path, remarks)
    if not usable:
        remarks.error(
            START,
            "organisation-has-errors",
            found=ORGANISATION_FILE,
            expected="an organisation file without errors",
        )
    return _loaded(path, content, organisation, remarks, today)


def _loaded(
    path: Path,
    content: bytes | None,
    organisation: Organisation,
    remarks: Remarks,
    today: date | None = None,
) -> LoadedAgreement:
    table = None if content is None else _composed(content, remarks)
    agreement = None
    if table is not None:
        version = hashlib.sha256(content or b"").hexdigest()
        agreement = read_agreement(table, organisation, version, remarks, today)
    return LoadedAgreement(
        path=path,
        partner=(agreement.partner if agreement else "") or path.stem,
        agreement=None if remarks.has_errors else agreement,
        findings=remarks.in_order(),
        content=content or b"",
    )


def _composed(content: bytes, remarks: Remarks) -> Table | None:
    text = decoded(content, remarks)
    if text is None:
        return None
    table = compose(text, remarks)
    if table is not None:
        _remark_unconfirmed(text, remarks)
    return table


def _remark_unconfirmed(text: str, remarks: Remarks) -> None:
    for line, column, what in unconfirmed(text):
        place = Place(line=line, column=column)
        expected = "the value checked by you, and the mark deleted"
        remarks.error(place, "to-confirm", found=what, expected=expected)


def _refuse_twin(loaded: LoadedAgreement, others: list[LoadedAgreement]) -> LoadedAgreement:
    names = [o.path.name for o in others if o.partner == loaded.partner and o is not loaded]
    remarks = Remarks(loaded.path.name, list(loaded.findings))
    remarks.error(
        Place(line=1, column=1, path="partner"),
        "duplicate-partner",
        found=loaded.partner,
        expected=f"one file a partner; {', '.join(names)} is another one",
    )
    return replace(loaded, agreement=None, findings=remarks.in_order())


def _has_error(findings: tuple[AgreementFinding, ...]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)
