"""Look at the files of an agreements folder: which are agreements, and which are left out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from concord.adapters.agreement_files.remarks import Place, Remarks
from concord.domain.finding import AgreementFinding

ORGANISATION_FILE = "organisation.yaml"
ENDING = ".yaml"
_START = Place(line=1, column=1)


def agreement_paths(folder: Path) -> list[Path]:
    """Return the files of a folder that are agreements, in their order."""
    paths = (path for path in folder.glob(f"*{ENDING}") if path.suffix == ENDING)
    return sorted(path for path in paths if path.name != ORGANISATION_FILE)


def remarks_on_folder(folder: Path) -> tuple[AgreementFinding, ...]:
    """Return what is to be said of the folder: none, none in it, files that are left out."""
    about_folder = Remarks(folder.name or str(folder))
    if not folder.is_dir():
        expected = "a folder of agreements"
        about_folder.error(_START, "no-folder", found=str(folder), expected=expected)
        return about_folder.in_order()
    findings = [finding for path in _ignored(folder) for finding in _remark_ignored(path)]
    if not agreement_paths(folder):
        about_folder.warning(
            _START,
            "no-agreements",
            found="no file whose name ends in .yaml beside the organisation's",
            expected="a file such as northwind.yaml for each partner",
            advice="concord init proposes one from the partner's workbooks",
        )
    return (*about_folder.in_order(), *findings)


def _ignored(folder: Path) -> Iterator[Path]:
    """Yield the files that look like agreements and are not read."""
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in {".yml", ENDING} and path.suffix != ENDING:
            yield path


def _remark_ignored(path: Path) -> tuple[AgreementFinding, ...]:
    remarks = Remarks(path.name)
    remarks.warning(
        _START,
        "ignored-file",
        found=path.name,
        expected="a name that ends in .yaml; the file is not read",
        hint=path.with_suffix(ENDING).name,
    )
    return remarks.in_order()
