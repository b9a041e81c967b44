"""The commands about partners and people: go-live, status and away."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from concord.cli.app import app
from concord.domain.agreement_version import VersionEventKind
from concord.domain.issue import (
    Issue,
    IssueEvent,
    IssueEventKind,
    IssueKey,
    IssueKind,
    IssueSeverity,
    IssueState,
)
from concord.wiring import deployment
from tests.cli.test_try import AGREEMENT

LEE = "  - {id: lee, side: client, name: Lee Roy, role: sponsor, email: lee@client.example}\n"
KEY = IssueKey(
    partner="acme",
    service="voice",
    kind=IssueKind.MISSED_SERVICE_LEVEL,
    subject="quality",
    period="2026-10",
)


@pytest.fixture(autouse=True)
def agreements(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONCORD_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CONCORD_AGREEMENTS", str(tmp_path))
    text = AGREEMENT.replace("TERM_END", "2099-03-31").replace("NOTICE", "90 days")
    text = text.replace("READING", "ordinary").replace("contract:\n", f"{LEE}contract:\n")
    text = text.replace("role: vendor_manager,", "role: vendor_manager, deputy: lee,")
    (tmp_path / "acme.yaml").write_text(text)
    assert run("db", "upgrade").exit_code == 0
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def go_live(*words: str, by: str = "kim") -> Result:
    return run("go-live", "acme", "--by", by, *words)


def days(first: int, last: int) -> tuple[str, str]:
    """Return two days so many days from today, where the client is."""
    today = datetime.now(UTC).date()
    return str(today + timedelta(days=first)), str(today + timedelta(days=last))


def raise_and_ask() -> None:
    """Keep an open issue that was asked."""
    now = datetime.now(UTC) - timedelta(hours=1)
    issue = Issue(
        key=KEY,
        severity=IssueSeverity.SERIOUS,
        headline="Quality missed",
        facts=(),
        state=IssueState.OPEN,
        raised_at=now,
        policy="standard",
    )
    with deployment().store.transaction() as tx:
        tx.issues.save(issue)
        for kind, note in (
            (IssueEventKind.RAISED, ""),
            (IssueEventKind.ASKED, "level 1: ana, kim"),
        ):
            tx.issues.log(
                IssueEvent(key=KEY, at=now, kind=kind, by="concord", origin="concord", note=note)
            )


def mails() -> list[tuple[str, tuple[str, ...]]]:
    """Return subject and addresses of everything in the outbox."""
    with deployment().store.transaction() as tx:
        return [(entry.mail.subject, entry.mail.to) for entry in tx.outbox.entries()]


def test_a_partner_is_in_shadow_until_somebody_lets_it_go_live() -> None:
    assert "in shadow" in run("status").stdout
    result = go_live("--from", "2026-10", "--note", "Agreed")
    assert result.exit_code == 0
    assert "acme is live since" in result.stdout
    assert "effects from 2026-10" in result.stdout
    shown = run("status", "acme").stdout
    assert "live since" in shown
    assert "by kim" in shown
    acting = deployment().agreement("acme")
    assert [person.shadowed_by for person in acting.people] == [None, None, None]
    assert str(acting.effects_from) == "2026-10"


def test_the_text_that_goes_live_is_approved_by_whoever_says_so(agreements: Path) -> None:
    go_live(by="lee")
    file = agreements / "acme.yaml"
    version = hashlib.sha256(file.read_bytes()).hexdigest()
    file.write_text(file.read_text() + "# changed since\n")
    with deployment().store.transaction() as tx:
        (event,) = tx.agreement_versions.events("acme")
    assert (event.version, event.kind, event.by) == (version, VersionEventKind.APPROVED, "lee")
    assert deployment().agreement("acme").version == version


def test_going_live_again_says_since_when_and_changes_nothing() -> None:
    assert go_live().exit_code == 0
    result = go_live(by="lee")
    assert result.exit_code == 0
    assert "acme was live before: live since" in result.stdout
    assert "by kim" in result.stdout


@pytest.mark.parametrize(
    ("words", "by", "reason"),
    [
        ((), "ana", "one of acme's people"),
        ((), "eve", "nobody's id"),
        (("--from", "2026"), "kim", "must be a month"),
        (("--from", "soon"), "kim", "'soon'"),
    ],
)
def test_what_keeps_a_partner_in_shadow_is_said(
    words: tuple[str, ...], by: str, reason: str
) -> None:
    result = go_live(*words, by=by)
    assert result.exit_code == 2
    assert reason in " ".join(result.stderr.split())
    assert "in shadow" in run("status").stdout


def test_an_agreement_with_errors_cannot_go_live(agreements: Path) -> None:
    file = agreements / "acme.yaml"
    file.write_text(file.read_text().replace("owner: kim", "owner: nobody"))
    result = go_live()
    assert result.exit_code == 2
    words = " ".join(result.stderr.split())
    assert "acme.yaml has errors: line" in words
    assert "contract.owner" in words


def test_an_unknown_partner_is_refused() -> None:
    assert run("go-live", "other", "--by", "kim").exit_code == 2
    result = run("status", "other")
    assert result.exit_code == 2
    assert "known are acme" in result.stderr


def test_issues_of_the_shadow_time_are_closed() -> None:
    raise_and_ask()
    assert "1 issue of the shadow time closed" in go_live().stdout


def test_status_shows_how_each_source_was_delivered() -> None:
    shown = run("status", "acme").stdout
    assert "Deliveries of the last 12 months" in shown
    (daily,) = [line for line in shown.splitlines() if "daily" in line]
    assert [cell.strip() for cell in daily.split("│")[1:-1]] == ["acme", "daily", "–", "–", "0"]


def test_status_names_the_agreements_that_have_errors(agreements: Path) -> None:
    (agreements / "broken.yaml").write_text("partner: [")
    result = run("status")
    assert result.exit_code == 0
    assert "broken.yaml has errors" in result.stderr


def test_nobody_is_away_at_first() -> None:
    assert "Nobody is away" in run("away").stdout


def test_who_is_away_is_listed_until_it_is_cancelled() -> None:
    first, last = days(1, 5)
    result = run("away", "kim", first, last, "--note", "[bold]leave")
    assert result.exit_code == 0
    assert f"kim is away from {first} to {last}." in result.stdout
    assert "(known before)" in run("away", "kim", first, last).stdout
    listed = run("away").stdout
    assert first in listed
    assert "[bold]leave" in listed
    assert "kim: 1 absence cancelled." in run("away", "kim", "--cancel").stdout
    assert "Nobody is away" in run("away").stdout


def test_what_waits_goes_to_the_deputy_at_once() -> None:
    go_live()
    raise_and_ask()
    result = run("away", "kim", *days(0, 5), "--by", "lee")
    assert "Handed to Lee Roy: 1 open issue." in result.stdout
    (mail,) = mails()
    assert mail == (
        "You stand in for Kim Lee: 1 open issue is yours to answer",
        ("lee@client.example",),
    )


def test_without_a_deputy_only_by_an_express_word() -> None:
    result = run("away", "lee", *days(1, 5))
    assert result.exit_code == 2
    assert "Lee Roy has no deputy" in " ".join(result.stderr.split())
    assert run("away", "lee", *days(1, 5), "--without-deputy").exit_code == 0


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("eve", "2099-01-01", "2099-01-02"), "nobody with the id 'eve'"),
        (("kim", "2099-01-01"), "first and its last day"),
        (("kim", "tomorrow", "2099-01-02"), "'tomorrow' is no day"),
        (("kim", "2001-01-01", "2001-01-02"), "is over"),
        (("kim", "2099-01-01", "2099-01-02", "--by", "eve"), "nobody with the id 'eve'"),
    ],
)
def test_an_absence_that_cannot_be_meant_is_refused(words: tuple[str, ...], reason: str) -> None:
    result = run("away", *words)
    assert result.exit_code == 2
    assert reason in " ".join(result.stderr.split())


def test_a_partners_own_person_can_be_away() -> None:
    today = date.fromisoformat(days(0, 0)[0])
    assert run("away", "acme/ana", *days(0, 3), "--without-deputy").exit_code == 0
    ana = deployment().agreement("acme").person("ana")
    assert ana is not None
    assert not ana.is_reachable(today)
