"""The commands about versions, as people run them on an installation with a reported month."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from concord.cli.app import app
from concord.services.compile_report import ReportResult
from concord.wiring import deployment
from tests.reported_partner import NOW, SEPTEMBER, change, credit, file, reported_partner

__all__ = ["file", "reported_partner"]

pytestmark = pytest.mark.usefixtures("file")


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def mails() -> list[str]:
    with deployment().store.transaction() as tx:
        return [e.mail.subject for e in tx.outbox.entries() if e.mail.kind == "agreement_version"]


def test_a_changed_file_acts_once_it_is_approved_and_holds_what_was_reported(
    file: Path,
) -> None:
    change(file, "minor: 1", "minor: 2")
    assert credit(deployment()) == ["1000.00"]
    result = run("approve", "acme", "--by", "kim", "--note", "As signed.")
    assert result.exit_code == 0, result.output
    assert "- credits" in result.stdout
    assert "GBP 1,000.00" in result.stdout
    assert "GBP 2,000.00" in result.stdout
    assert "concord release acme" in result.stdout
    assert credit(deployment()) == ["1000.00"]
    assert deployment().compile_report("acme", SEPTEMBER, NOW) is ReportResult.UNCHANGED
    short = deployment().agreement("acme").version[:8]
    assert mails() == [f"acme: version {short} of the agreement binds from now on"]
    assert run("release", "acme", "--by", "kim").exit_code == 0
    assert credit(deployment()) == ["2000.00"]
    assert deployment().compile_report("acme", SEPTEMBER, NOW) is ReportResult.ISSUED


def test_released_at_approval_it_restates_at_once(file: Path) -> None:
    change(file, "minor: 1", "minor: 2")
    result = run("approve", "acme", "--by", "kim", "--release")
    assert result.exit_code == 0
    assert "concord release" not in result.stdout
    assert credit(deployment()) == ["2000.00"]


def test_what_changes_nothing_that_was_reported_is_not_held(file: Path) -> None:
    file.write_text(file.read_text() + "# a remark\n")
    result = run("approve", "acme", "--by", "kim")
    assert "Nothing that was reported changes." in result.stdout
    assert run("release", "acme", "--by", "kim").exit_code == 2


def test_a_broken_edit_stops_nothing(file: Path) -> None:
    before = deployment().agreement("acme").version
    file.write_text("partner: [")
    broken = deployment()
    assert broken.agreement("acme").version == before
    assert broken.unusable == ()
    file.unlink()
    assert deployment().agreement("acme").version == before


def test_the_table_says_who_decided_what(file: Path) -> None:
    change(file, "minor: 1", "minor: 2")
    waiting = run("versions", "acme")
    assert waiting.exit_code == 0
    assert "waits" in waiting.stdout
    run("approve", "acme", "--by", "kim")
    result = run("acknowledge", "acme", "--by", "ana", "--how", "Mail of 21 Oct")
    assert result.exit_code == 0, result.output
    table = run("versions", "acme").stdout
    assert "Mail of 21 Oct" in table
    assert "held" in table
    assert table.count("kim") == 2


def test_an_earlier_version_approved_again_is_a_rollback(file: Path) -> None:
    first = deployment().agreement("acme").version
    change(file, "minor: 1", "minor: 2")
    run("approve", "acme", "--by", "kim", "--release")
    assert credit(deployment()) == ["2000.00"]
    result = run("approve", "acme", "--version", first[:6], "--by", "kim", "--release")
    assert result.exit_code == 0, result.output
    assert credit(deployment()) == ["1000.00"]
    # The file still holds the other text: somebody took it back, and it is not asked about anew.
    assert deployment().agreement("acme").version == first


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("approve", "nobody", "--by", "kim"), "no usable agreement of 'nobody'"),
        (("approve", "acme", "--by", "lee"), "'lee' is nobody's id"),
        (("approve", "acme", "--by", "ana"), "'ana' is on the partner's side"),
        (("approve", "acme", "--by", "kim"), "already decided: approved by kim"),
        (("approve", "acme", "--by", "kim", "--version", "zz"), "No version begins"),
        (("release", "acme", "--by", "kim"), "No effects"),
        (("acknowledge", "acme", "--by", "kim", "--how", "mail"), "on the client's side"),
        (("versions", "nobody"), "no usable agreement"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(words: tuple[str, ...], reason: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert reason in result.stderr.replace("\n", " ")
