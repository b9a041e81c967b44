"""Containers are counted, not believed."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from concord.adapters.workbook.container import Inspected, inspect
from concord.adapters.workbook.limits import ReadLimits
from tests import broken_workbooks as broken


def inspected(tmp_path: Path, content: bytes, **limits: int) -> Inspected:
    path = tmp_path / "landed"
    path.write_bytes(content)
    return inspect(path, ReadLimits(**limits))


def rules(found: Inspected) -> list[str]:
    return [finding.rule for finding in found.findings]


def named(name: str, attributes: int = 0) -> bytes:
    file = BytesIO(broken.workbook(("Date", "Offered")))
    with zipfile.ZipFile(file, "a") as made:
        info = zipfile.ZipInfo("placeholder")
        info.filename = name
        info.external_attr = attributes
        made.writestr(info, b"x")
    return file.getvalue()


def test_a_sound_workbook_passes(tmp_path: Path) -> None:
    assert inspected(tmp_path, broken.workbook(("Date", "Offered"))) == Inspected(
        refused=False, clean_sheets=frozenset({"xl/worksheets/sheet1.xml"})
    )


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (broken.bomb(), "expands-too-far"),
        (broken.with_entities(), "document-type"),
        (broken.with_entities_in_utf_16(), "document-type"),
        (broken.with_a_part_twice(), "ambiguous-container"),
        (broken.cut_off(), "cut-off"),
        (broken.archive({"October.xlsx": b"PK"}), "archive"),
        (broken.archive({"holiday.jpg": b"sea"}), "unsupported-type"),
        (broken.archive({"xl/workbook.bin": b""}), "unsupported-type"),
        (broken.archive({"mimetype": b"application/vnd.oasis"}), "unsupported-type"),
        (named("../../outside"), "ambiguous-container"),
        (named("/etc/passwd"), "ambiguous-container"),
        (named("xl\\sheet"), "ambiguous-container"),
        (named("xl/link", 0o120777 << 16), "ambiguous-container"),
    ],
)
def test_what_no_program_writes_is_refused(tmp_path: Path, content: bytes, rule: str) -> None:
    found = inspected(tmp_path, content)
    assert found.refused
    assert rules(found) == [rule]


def test_damage_is_found_although_the_list_of_parts_is_whole(tmp_path: Path) -> None:
    found = inspected(tmp_path, broken.damaged())
    assert found.refused
    assert rules(found)[0] in {"damaged", "cut-off"}


@pytest.mark.parametrize(
    ("limits", "rule"),
    [
        ({"members": 3}, "ambiguous-container"),
        ({"member_size": 100}, "expands-too-far"),
        ({"total_size": 1_000}, "expands-too-far"),
    ],
)
def test_each_bound_holds(tmp_path: Path, limits: dict[str, int], rule: str) -> None:
    assert rules(inspected(tmp_path, broken.workbook(("Date",)), **limits)) == [rule]


def test_macros_and_figures_from_elsewhere_wait_for_a_person(tmp_path: Path) -> None:
    content = broken.workbook_with(
        {"xl/vbaProject.bin": b"macro", "xl/externalLinks/externalLink1.xml": b"<x/>"}
    )
    found = inspected(tmp_path, content)
    assert not found.refused
    assert rules(found) == ["macros", "external-link"]


def test_a_declaration_cut_in_two_by_a_chunk_is_still_seen(tmp_path: Path) -> None:
    padding = b" " * ((1 << 20) - 4)
    content = broken.workbook_with({"xl/theme/theme1.xml": padding + b"<!DOCTYPE x>"})
    assert rules(inspected(tmp_path, content, ratio=10_000)) == ["document-type"]
