"""`concord outbox`: mails that wait, those in doubt, and what a person decides about them."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from concord.cli.app import app
from concord.domain.message import OnUncertain
from concord.domain.outbox import OutboxState, SendResult, SendVerdict
from concord.wiring import deployment
from tests.adapters.mail.mails import NOON, mail

SCHEMA = Path(__file__).parents[2] / "docs/reference/outbox.schema.json"
LEASE = timedelta(minutes=2)
DOUBT = replace(mail(), key="aa11", on_uncertain=OnUncertain.HOLD, subject="Report [bold]")
WAITS = replace(mail(), key="aa22", subject="Later", mail_date=NOON + timedelta(hours=1))


def concord(*words: str, code: int = 0) -> str:
    """Run the command, and return what it printed, on one line."""
    result = CliRunner().invoke(app, ["outbox", *words], env={"COLUMNS": "200"})
    assert result.exit_code == code, result.output
    return " ".join(result.output.split())


@pytest.fixture(autouse=True)
def company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have an installation with one mail in doubt and one that waits."""
    agreements = tmp_path / "agreements"
    agreements.mkdir()
    (agreements / "organisation.yaml").write_text("name: Client\ntimezone: Europe/London\n")
    monkeypatch.setenv("CONCORD_HOME", str(tmp_path))
    monkeypatch.setenv("CONCORD_AGREEMENTS", str(agreements))
    monkeypatch.setenv("CONCORD_INSTALLATION", "production")
    store = deployment().store
    store.upgrade()
    with store.transaction() as tx:
        tx.outbox.enqueue(DOUBT)
        tx.outbox.enqueue(WAITS)
    queue = store.queue("production")
    claim = queue.claim("one", NOON, LEASE)
    assert claim is not None
    cut = SendResult(verdict=SendVerdict.UNCERTAIN, detail="Cut off.", provider="smtp")
    queue.settle(claim, cut, NOON, None)
    store.close()


def state(key: str) -> OutboxState:
    store = deployment().store
    with store.transaction() as tx:
        entry = tx.outbox.entry(key)
    store.close()
    assert entry is not None
    return entry.state


def test_the_list_shows_the_newest_first_and_counts() -> None:
    out = concord("list")
    assert out.index("aa22") < out.index("aa11")
    assert "1 pending, 1 uncertain" in out


def test_the_list_as_json_keeps_its_contract() -> None:
    found = json.loads(concord("list", "--format", "json", "--state", "uncertain"))
    jsonschema.validate(found, json.loads(SCHEMA.read_text("utf-8")))
    assert found["counts"]["pending"] == 1
    (only,) = found["mails"]
    assert (only["key"], only["last_heard"], only["provider"]) == ("aa11", "Cut off.", "smtp")


def test_a_state_that_there_is_not_is_refused() -> None:
    assert "there are pending, sending" in concord("list", "--state", "lost", code=2)


def test_one_mail_is_shown_with_the_copies_that_may_have_left() -> None:
    out = concord("show", "aa1")
    assert "Report [bold]" in out
    assert "22 Nov 2026 12:00 by smtp: uncertain. Cut off." in out
    assert "Copies that may have gone out: 1" in out


@pytest.mark.parametrize(
    ("prefix", "why"), [("aa", "Several mails"), ("zz", "There is no mail"), ("%", "no mail")]
)
def test_a_key_must_mean_one_mail(prefix: str, why: str) -> None:
    assert why in concord("show", prefix, code=2)


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        ("arrived", OutboxState.SENT),
        ("send-again", OutboxState.PENDING),
        ("give-up", OutboxState.DEAD),
    ],
)
def test_a_decision_moves_the_mail(decision: str, expected: OutboxState) -> None:
    told = concord("decide", "aa11", decision, "--by", "kim", "--note", "Lee has it.")
    assert "by kim." in told
    assert state("aa11") is expected
    assert "by kim. Lee has it." in concord("show", "aa11")


@pytest.mark.parametrize(
    ("key", "decision", "note", "why"),
    [
        ("aa22", "arrived", "Lee has it.", "It is pending by now."),
        ("aa11", "arrived", " ", "A note is required"),
        ("aa11", "forget", "x", "there are arrived, send-again, give-up"),
        ("zz", "arrived", "x", "There is no mail"),
    ],
)
def test_what_does_not_count_changes_nothing(key: str, decision: str, note: str, why: str) -> None:
    assert why in concord("decide", key, decision, "--by", "kim", "--note", note, code=2)
    assert (state("aa11"), state("aa22")) == (OutboxState.UNCERTAIN, OutboxState.PENDING)


def test_an_empty_outbox_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONCORD_HOME", str(tmp_path / "other"))
    store = deployment().store
    store.upgrade()
    store.close()
    assert "There are no mails." in concord("list")
