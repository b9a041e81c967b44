"""Inside a zip container: counted, not believed, and read once without a parser."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from concord.adapters.workbook.cautions import external_link, macros
from concord.adapters.workbook.limits import ReadLimits
from concord.adapters.workbook.part_scan import PartScan
from concord.adapters.workbook.refusal import UnreadableTableError, refusal
from concord.domain.finding import Finding, quoted

_CHUNK = 1 << 20
_CONTENT_TYPES = "[Content_Types].xml"
_WORKBOOK = "xl/workbook.xml"
_BINARY_WORKBOOK = "xl/workbook.bin"
_SHEETS = "xl/worksheets/"
_SPREADSHEET = b"opendocument.spreadsheet"
_NESTED = (".xlsx", ".xlsm", ".xls", ".zip", ".csv", ".ods")
_OUTSIDE = ("xl/externalLinks/", "xl/connections.xml", "xl/embeddings/", "xl/queryTables/")
_OTHERS = {
    "mimetype": "an OpenDocument file that is no workbook",
    "Index/Document.iwa": "a Numbers document",
    "word/document.xml": "a Word document",
    "ppt/presentation.xml": "a presentation",
}
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError),
    *(RuntimeError, OSError, ValueError),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """What the container holds: refused for its findings, or fit to be read despite them.

    `kind` is the usual file extension of such a workbook; `clean_sheets` are the parts of
    sheets in which nothing asks for the careful reader.
    """

    refused: bool
    kind: str = "xlsx"
    findings: tuple[Finding, ...] = ()
    clean_sheets: frozenset[str] = frozenset()


def inspect(path: Path, limits: ReadLimits) -> Inspected:
    """Check names, sizes and declarations of every member, inflating each exactly once."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _check_names(members, limits)
            kind = _kind(archive, {member.filename for member in members})
            clean = frozenset(_inflate_all(archive, members, limits))
    except UnreadableTableError as error:
        return Inspected(refused=True, findings=(error.finding,))
    except zipfile.BadZipFile:
        return Inspected(refused=True, findings=(_cut_off(),))
    except _BROKEN as error:
        return Inspected(refused=True, findings=(_damaged(type(error).__name__),))
    return Inspected(refused=False, kind=kind, findings=_cautions(members), clean_sheets=clean)


def _check_names(members: list[zipfile.ZipInfo], limits: ReadLimits) -> None:
    if len(members) > limits.members:
        found = f"{len(members):,} parts"
        raise _suspicious(found, f"at most {limits.members:,} parts")
    names = [member.filename.casefold() for member in members]
    if len(set(names)) < len(names):
        found = "a part that is there twice"
        raise _suspicious(found, "each part once")
    for member in members:
        parts = member.filename.split("/")
        is_link = stat.S_ISLNK(member.external_attr >> 16)
        if member.filename.startswith("/") or ".." in parts or "\\" in member.orig_filename:
            raise _suspicious(quoted(member.filename), "parts inside the workbook")
        if is_link or "\0" in member.orig_filename:
            raise _suspicious(quoted(member.filename), "plain parts")


def _kind(archive: zipfile.ZipFile, names: set[str]) -> str:
    if _CONTENT_TYPES in names and _WORKBOOK in names:
        return "xlsx"
    if _CONTENT_TYPES in names and _BINARY_WORKBOOK in names:
        return "xlsb"
    if {"mimetype", "content.xml"} <= names and _SPREADSHEET in _first_bytes(archive, "mimetype"):
        return "ods"
    found = next((what for member, what in _OTHERS.items() if member in names), None)
    if found is None and any(name.casefold().endswith(_NESTED) for name in names):
        raise UnreadableTableError(
            refusal(
                "archive",
                found="an archive with files in it",
                expected="the workbook itself",
                message="This is an archive, not a workbook. Please send the file inside it.",
            )
        )
    raise UnreadableTableError(
        refusal(
            "unsupported-type",
            found=found or "a container that is no workbook",
            expected="a workbook (.xlsx, .xls, .xlsb, .ods) or a text file (.csv)",
            message="This is not read. Please save it as an Excel workbook (.xlsx) and send that.",
        )
    )


def _first_bytes(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as opened:
        return opened.read(100)


def _inflate_all(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], limits: ReadLimits
) -> Iterator[str]:
    """Inflate every part exactly once, counting; yield the sheets that are clean."""
    total = 0
    for member in members:
        is_xml = member.filename.casefold().endswith((".xml", ".rels", ".vml"))
        scan = PartScan(is_sheet=is_xml and member.filename.startswith(_SHEETS))
        try:
            total += _size(archive, member, limits, total, scan if is_xml else None)
        except _BROKEN as error:
            raise UnreadableTableError(_damaged(quoted(member.filename))) from error
        if scan.is_clean:
            yield member.filename


def _size(
    archive: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    limits: ReadLimits,
    before: int,
    scan: PartScan | None,
) -> int:
    """Return how large a part really is, having shown all of it to `scan`."""
    size = 0
    with archive.open(member) as opened:
        while chunk := opened.read(_CHUNK):
            size += len(chunk)
            _require_within(size, before, member, limits)
            if scan is None:
                continue
            scan.feed(chunk)
            if scan.declares:
                raise _declaration(member)
    return size


def _require_within(size: int, before: int, member: zipfile.ZipInfo, limits: ReadLimits) -> None:
    too_large = size > limits.member_size or before + size > limits.total_size
    packed = max(member.compress_size, 1)
    if too_large or (size > limits.ratio_applies_from and size > limits.ratio * packed):
        raise _bomb(size, member)


def _cautions(members: list[zipfile.ZipInfo]) -> tuple[Finding, ...]:
    names = [member.filename for member in members]
    found = []
    if any(name.casefold().endswith("vbaproject.bin") for name in names):
        found.append(macros())
    outside = next((name for name in names if name.startswith(_OUTSIDE)), None)
    if outside is not None:
        found.append(external_link(outside))
    return tuple(found)


def _suspicious(found: str, expected: str) -> UnreadableTableError:
    return UnreadableTableError(
        refusal(
            "ambiguous-container",
            found=found,
            expected=expected,
            message=(
                "The file is built as no program builds a workbook. Please open it, save it "
                "under a new name, and send that."
            ),
        )
    )


def _bomb(size: int, member: zipfile.ZipInfo) -> UnreadableTableError:
    ratio = size // max(member.compress_size, 1)
    return UnreadableTableError(
        refusal(
            "expands-too-far",
            found=f"a part that expands beyond {size:,} bytes (ratio {ratio:,}:1)",
            expected="a workbook of ordinary size",
            message=(
                "The file expands to more than is let in. Please delete empty formatted rows and "
                "columns, save it, and send it again."
            ),
        )
    )


def _declaration(member: zipfile.ZipInfo) -> UnreadableTableError:
    return UnreadableTableError(
        refusal(
            "document-type",
            found=f"a document type declaration in {quoted(member.filename)}",
            expected="a workbook without one",
            message=(
                "The file contains a DTD, which no spreadsheet program writes. Please open it, "
                "save it under a new name, and send that."
            ),
        )
    )


def _cut_off() -> Finding:
    return refusal(
        "cut-off",
        found="a workbook without its end",
        expected="a whole workbook",
        message="The file is cut off: the upload may have broken. Please send it again.",
    )


def _damaged(what: str) -> Finding:
    return refusal(
        "damaged",
        found=f"damaged content ({what})",
        expected="a whole workbook",
        message="The file is damaged. Please open it, save it anew, and send it again.",
    )
