"""Files go back marked where that is possible, else as a list; nothing hostile does harm."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from concord.adapters.landing_store import FolderLandingStore
from concord.adapters.workbook import annotated
from concord.adapters.workbook.annotated import LimitedAnnotator
from concord.adapters.workbook.limits import ReadLimits
from concord.domain.annotation import MOST_MARKED, AnnotationForm
from concord.domain.finding import Finding, Severity
from concord.ports import Annotation, AnnotationJob
from tests import broken_workbooks as broken
from tests.domain.test_annotation import WORDS, finding

GOOD = broken.workbook(("Date", "Offered"), ("2026-10-01", "many"))
NAME = "NW_daily_2026-10.xlsx"


def annotation(
    folder: Path,
    content: bytes,
    *findings: Finding,
    name: str = NAME,
    limits: ReadLimits | None = None,
) -> Annotation:
    landing = FolderLandingStore(folder)
    job = AnnotationJob(
        sha256=landing.land([content]).sha256,
        name=name,
        rows_read=1,
        findings=findings or (finding(where="Daily!B2"),),
        words=WORDS,
    )
    return LimitedAnnotator(landing.path, limits).annotate(job)


def test_a_workbook_goes_back_under_its_own_name_with_its_cells_marked(tmp_path: Path) -> None:
    found = annotation(tmp_path, GOOD)
    assert (found.form, found.attachment.name) == (AnnotationForm.MARKED, NAME)
    assert load_workbook(BytesIO(found.attachment.content))["Daily"]["B2"].comment is not None


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"Date,Offered\n2026-10-01,many\n", id="text"),
        pytest.param(broken.OLE + b"\0" * 2000, id="an older format"),
        pytest.param(b"", id="empty"),
        pytest.param(broken.with_entities(), id="entities"),
        pytest.param(broken.bomb(), id="bomb"),
        pytest.param(broken.workbook_with({"xl/media/image1.png": b"PNG"}), id="pictures"),
        pytest.param(broken.workbook_with({"xl/vbaProject.bin": b"macro"}), id="macros"),
        pytest.param(broken.workbook_with({"xl/workbook.xml": b"<workbook"}), id="damaged"),
    ],
)
def test_anything_else_goes_back_as_a_list_of_its_findings(tmp_path: Path, content: bytes) -> None:
    found = annotation(tmp_path, content)
    assert found.form is AnnotationForm.LISTED
    assert found.attachment.name == "NW_daily_2026-10 - Findings.xlsx"
    assert load_workbook(BytesIO(found.attachment.content)).sheetnames == ["Findings"]


def test_a_workbook_that_takes_more_than_it_may_ends_its_child_alone(tmp_path: Path) -> None:
    starved = ReadLimits(memory=20_000_000)
    assert annotation(tmp_path, GOOD, limits=starved).form is AnnotationForm.LISTED


def test_a_copy_that_is_not_kept_any_more_is_told_of_by_a_list(tmp_path: Path) -> None:
    job = AnnotationJob(
        sha256="ab" * 32, name=NAME, rows_read=1, findings=(finding(),), words=WORDS
    )
    found = LimitedAnnotator(FolderLandingStore(tmp_path).path).annotate(job)
    assert found.form is AnnotationForm.LISTED


@pytest.mark.parametrize("limit", [len(GOOD) - 1, len(GOOD)], ids=["below", "at"])
def test_what_is_too_large_to_attach_goes_as_a_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    # At the second limit the file itself would do, but not with its marks.
    monkeypatch.setattr(annotated, "LARGEST_ATTACHED", limit)
    assert annotation(tmp_path, GOOD).form is AnnotationForm.LISTED


def test_of_more_findings_than_anybody_mends_the_worst_are_listed(tmp_path: Path) -> None:
    remarks = [finding(Severity.WARNING, where=f"Daily!B{row}") for row in range(1, 2100)]
    found = annotation(tmp_path, b"text", *remarks, finding(where="line 9"))
    rows = list(load_workbook(BytesIO(found.attachment.content))["Findings"].iter_rows(min_row=2))
    assert len(rows) == MOST_MARKED
    assert rows[0][1].value == "line 9"


def test_a_long_name_is_cut_before_what_is_added(tmp_path: Path) -> None:
    found = annotation(tmp_path, b"text", name=f"{'n' * 300}.csv")
    assert found.attachment.name == f"{'n' * 80} - Findings.xlsx"
