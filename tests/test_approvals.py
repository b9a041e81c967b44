"""Versions that wait, as the DAGs see them: what is asked, and what an answer does."""

from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest

from concord.domain.agreement_version import VersionChoice, VersionRefusedError
from concord.services.approve import Said
from concord.wiring import Deployment, deployment
from concord.wiring.approvals import NOT_IN_FILE
from concord.wiring.versions import NOT_COMPARABLE
from tests.reported_partner import NOW, SEPTEMBER, change, credit, file, reported_partner

__all__ = ["file", "reported_partner"]

pytestmark = pytest.mark.usefixtures("file")


@pytest.fixture
def waiting(file: Path) -> str:
    """Return the hash of a version that waits and makes September dearer."""
    change(file, "minor: 1", "minor: 2")
    (version,) = deployment().pending_versions()
    return version.version


def answer(version: str, choice: VersionChoice, by: str = "kim") -> str:
    said = Said(by=by, at=NOW, origin="airflow", note="As agreed.")
    return deployment().answer_approval("acme", version, choice, said)


def settled(version: str) -> str | None:
    return deployment().settled_approval("acme", version)


def test_a_version_that_waits_is_asked_about_with_its_effects(waiting: str) -> None:
    assert settled(waiting) is None
    request = deployment().approval_request("acme", waiting)
    assert "GBP 1,000.00 | GBP 2,000.00" in request.body
    assert [person.id for person in request.people] == ["kim"]


@pytest.mark.parametrize(
    ("choice", "amount", "words"),
    [
        (VersionChoice.APPROVE, "1000.00", "approved by kim"),
        (VersionChoice.APPROVE_AND_RELEASE, "2000.00", "approved by kim"),
        (VersionChoice.REJECT, "1000.00", "rejected by kim"),
    ],
)
def test_an_answer_decides(waiting: str, choice: VersionChoice, amount: str, words: str) -> None:
    assert answer(waiting, choice) == f"{choice} by kim."
    assert credit(deployment()) == [amount]
    assert words in (settled(waiting) or "")
    assert deployment().pending_versions() == ()


def test_an_answer_after_a_decision_elsewhere_is_told_who_decided(waiting: str) -> None:
    answer(waiting, VersionChoice.APPROVE)
    with pytest.raises(VersionRefusedError, match="already decided: approved by kim"):
        answer(waiting, VersionChoice.REJECT)


def test_only_the_clients_people_may_answer(waiting: str) -> None:
    with pytest.raises(VersionRefusedError, match="'admin' is nobody's id"):
        answer(waiting, VersionChoice.APPROVE, by=deployment().approver("acme", "admin"))


def test_a_file_that_says_something_else_ends_the_question(file: Path, waiting: str) -> None:
    change(file, "minor: 2", "minor: 3")
    assert settled(waiting) == NOT_IN_FILE
    change(file, "minor: 3", "minor: 1")
    assert settled(waiting) == NOT_IN_FILE
    assert deployment().pending_versions() == ()


def test_a_version_that_nobody_knows_ends_the_question() -> None:
    assert "No version begins with" in (settled("f" * 64) or "")


def kpi_renamed(file: Path) -> Deployment:
    text = (
        file.read_text()
        .replace("  quality: {", "  grade: {")
        .replace("    kpi: quality", "    kpi: grade")
    )
    file.write_text(text)
    return deployment()


def test_a_held_month_is_told_and_reported_in_the_words_of_its_version(file: Path) -> None:
    version = kpi_renamed(file).pending_versions()[0]
    answer(version.version, VersionChoice.APPROVE)
    installation = deployment()
    assert credit(installation) == ["1000.00"]
    assert [i.key.subject for i in installation.raise_issues("acme", NOW)][:1]
    reported = installation.reporting_agreement("acme", SEPTEMBER)
    assert [kpi.id for kpi in reported.kpis] == ["quality"]
    assert [kpi.id for kpi in installation.agreement("acme").kpis] == ["grade"]


def test_where_the_approved_text_cannot_be_read_any_more_the_file_can_be_approved(
    file: Path,
) -> None:
    with deployment().store.transaction() as tx:
        acting = tx.agreement_versions.events("acme")[-1].version
    change(file, "minor: 1", "minor: 2")
    database = file.parents[1] / "home" / "concord.db"
    with closing(connect(database)) as raw, raw:
        unreadable = "UPDATE agreement_version SET content = ? WHERE version = ?"
        raw.execute(unreadable, (b"partner: [", acting))
    lost = deployment()
    assert (lost.partners(), lost.unusable) == ((), ("acme.yaml",))
    (version,) = lost.pending_versions()
    assert settled(version.version) is None
    assert NOT_COMPARABLE in lost.version_changes(lost.candidate("acme"))
    answer(version.version, VersionChoice.APPROVE_AND_RELEASE)
    assert credit(deployment()) == ["2000.00"]
    assert deployment().unusable == ()
