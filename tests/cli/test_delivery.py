"""The command about delivery, as people run it: hold, look, let one mail go, release."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from concord.cli.app import app
from concord.domain.outbox import OutboxState
from concord.wiring import deployment
from tests.reported_partner import file, reported_partner

__all__ = ["file", "reported_partner"]

NOW = datetime(2026, 10, 20, 9, tzinfo=UTC)
USED = pytest.mark.usefixtures("file")


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["delivery", *words], env={"COLUMNS": "200"})


def hold(by: str = "kim", reason: str = "A restore [1]") -> Result:
    return run("hold", "--by", by, "--reason", reason)


def keys(*states: OutboxState) -> list[str]:
    with deployment().store.transaction() as tx:
        return [entry.mail.key for entry in tx.outbox.entries() if entry.state in states]


def dispatch() -> int:
    return deployment().dispatch("test", lambda: NOW).sent


@USED
def test_what_waits_is_shown_and_that_it_goes_out() -> None:
    found = run()
    assert found.exit_code == 0
    assert "Mail goes out." in found.output
    assert "monthly report" in found.output
    assert dispatch() > 0
    assert "No mail waits." in run().output


@USED
def test_while_it_is_held_the_state_and_the_status_say_since_when_by_whom_and_why() -> None:
    assert hold().exit_code == 0
    assert dispatch() == 0
    words = "by kim: A restore [1]"
    assert words in run().output
    status = CliRunner().invoke(app, ["status"], env={"COLUMNS": "200"})
    assert words in status.output


@USED
def test_what_would_go_out_is_shown_before_it_is_released() -> None:
    hold()
    waiting = keys(OutboxState.PENDING)
    found = run("release", "--by", "kim", "--all")
    assert found.exit_code == 0
    assert "Nothing was released: give --apply" in found.output
    assert "Written from" in found.output
    assert dispatch() == 0
    released = run("release", "--by", "kim", "--all", "--note", "Looked up.", "--apply")
    assert "Delivery is released" in released.output
    assert dispatch() == len(waiting) > 1


@USED
def test_one_mail_goes_and_the_others_stay() -> None:
    hold()
    first, *others = keys(OutboxState.PENDING)
    found = run("release", "--by", "kim", "--mail", first[:12], "--apply")
    assert "1 mail goes out" in found.output
    assert "1 of them goes out all the same." in run().output
    assert dispatch() == 1
    assert keys(OutboxState.SENT) == [first]
    assert keys(OutboxState.PENDING) == others


@USED
@pytest.mark.parametrize(
    ("option", "value", "goes"),
    [
        ("--kind", "monthly_report", True),
        ("--partner", "acme", True),
        ("--partner", "other", False),
        ("--older-than", "2026-10-21", True),
        ("--older-than", "2026-10-20", False),
    ],
)
def test_mails_are_let_go_by_what_they_are(option: str, value: str, goes: bool) -> None:  # noqa: FBT001 - a column of the table
    hold()
    found = run("release", "--by", "kim", option, value, "--apply")
    assert found.exit_code == (0 if goes else 2)
    assert bool(dispatch()) is goes


@USED
def test_after_a_restore_every_mail_may_be_a_copy(tmp_path: Path) -> None:
    deployment().make_backup(tmp_path / "backups", NOW)
    deployment().round_mark.mark(99)
    dispatch()
    assert "may have gone out before." in run().output


@USED
@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("hold", "--by", "ana", "--reason", "x"), "'ana' is nobody of our side"),
        (("hold", "--by", "kim", "--reason", " "), "needs its reason"),
        (("release", "--by", "kim", "--all", "--apply"), "Delivery is not held"),
        (("release", "--by", "kim"), "Say which mails"),
        (("release", "--by", "kim", "--all", "--kind", "reminder"), "Say which mails"),
        (("release", "--by", "kim", "--kind", "letter"), "There is no kind 'letter'"),
    ],
)
def test_what_cannot_be_done_is_refused_with_the_reason(
    words: tuple[str, ...], reason: str
) -> None:
    found = run(*words)
    assert found.exit_code == 2
    assert reason in found.output


@USED
def test_a_day_that_is_none_is_refused() -> None:
    found = run("release", "--by", "kim", "--older-than", "yesterday")
    assert found.exit_code == 2
