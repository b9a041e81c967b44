"""After a restore nothing is sent again without a person's word, however it was restored."""

import multiprocessing
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from concord.adapters.round_mark import FileRoundMark
from concord.adapters.store import SqlStore
from concord.domain.delivery_hold import DeliveryRelease, MailFilter
from concord.domain.message import MessageKind
from concord.services.approve import Said
from concord.services.count_round import RoundCount, check_records
from concord.wiring import Deployment, Settings
from tests.adapters.store.databases import migrated, sqlite_url
from tests.mail_servers import Inbox, smtp_server
from tests.test_wiring import NOW, installation, settings

__all__ = ["settings"]

WORKERS, ROUNDS = 4, 15
LATER = NOW + timedelta(days=1)


@pytest.fixture
def post() -> Iterator[Inbox]:
    """Yield a mail server that outlives the installation's database."""
    with smtp_server(Inbox()) as inbox:
        yield inbox


def started(settings: Settings, inbox: Inbox | None, *, live: bool = True) -> Deployment:
    """Return an installation that mails by a server, or writes its mails as files."""
    if inbox is None:
        return installation(settings, live=live)
    return installation(settings, live=live, concord_mail=f"smtp://127.0.0.1:{inbox.port}")


def work(acme: Deployment) -> None:
    """Run every task that writes mails."""
    acme.collect("acme", NOW)
    acme.assess("acme", None, NOW)
    for issue in acme.raise_issues("acme", NOW):
        acme.ask(str(issue.key), 0, "", NOW)
    acme.compile_due_reports("acme", NOW)
    acme.remind("acme", NOW)
    acme.chase_deliveries("acme", NOW)


def sent(acme: Deployment) -> int:
    return acme.dispatch("test", lambda: LATER).sent


def keys(inbox: Inbox) -> list[str]:
    """Return the key of every mail that the server was given, in order."""
    lines = [line for mail in inbox.mails for line in mail.decode().splitlines()]
    return [line.partition(": ")[2] for line in lines if line.startswith("X-Concord-Key")]


@pytest.mark.parametrize("way", ["files", "smtp"])
def test_after_a_restore_nothing_goes_out_until_it_is_released(
    settings: Settings, post: Inbox, tmp_path: Path, way: str
) -> None:
    server = post if way == "smtp" else None
    acme = started(settings, server)
    acme.collect("acme", NOW)
    before = sent(acme)
    acme.make_backup(tmp_path / "backups", NOW)
    work(acme)
    after = sent(acme)
    assert min(before, after) > 0
    written = len(list(acme.outbox_folder.glob("*")))
    delivered = len(keys(post))
    assert (written, delivered) == ((0, before + after) if way == "smtp" else (before + after, 0))

    # The disk is lost; what went out did go out.
    (settings.home / "concord.db").unlink()
    shutil.rmtree(settings.home / "store")
    new = started(settings, server, live=False)
    new.restore_backup(new.verify_backup(tmp_path / "backups"), "kim", LATER)
    work(new)
    for _ in range(3):
        report = new.dispatch("test", lambda: LATER)
        assert (report.sent, report.dead, report.uncertain) == (0, 0, 0)
        (reason,) = report.stopped
        assert "Restored from the backup of 20 Oct 2026 09:00 UTC" in reason
    assert len(list(new.outbox_folder.glob("*"))) == written
    assert len(keys(post)) == delivered

    waiting = new.delivery_state().waiting
    assert len(waiting.mails) == waiting.doubtful == after
    said = Said(by="kim", at=LATER, origin="test", note="Not in the provider's log.")
    key = next(mail.key for mail in waiting.mails if mail.kind is MessageKind.REMINDER)
    assert new.release_mails(MailFilter(keys=(key,)), said) == (key,)
    assert sent(new) == 1
    if way == "smtp":
        assert keys(post)[delivered:] == [key]
    else:
        assert len(list(new.outbox_folder.glob("*"))) == written

    assert new.release_delivery(DeliveryRelease(by="kim", at=LATER)) == 1
    assert sent(new) == after - 1
    assert new.dispatch("test", lambda: LATER).stopped == ()


def test_a_database_that_was_restored_by_hand_is_noticed_before_anything_is_sent(
    settings: Settings, post: Inbox, tmp_path: Path
) -> None:
    acme = started(settings, post)
    acme.collect("acme", NOW)
    sent(acme)
    acme.store.close()
    copy = tmp_path / "copied by hand.db"
    shutil.copy(settings.home / "concord.db", copy)
    work(acme)
    assert sent(acme) > 0
    delivered = len(keys(post))
    acme.store.close()
    for ending in ("", "-wal", "-shm"):
        (settings.home / f"concord.db{ending}").unlink(missing_ok=True)
    shutil.copy(copy, settings.home / "concord.db")

    again = started(settings, post, live=False)
    work(again)
    report = again.dispatch("test", lambda: LATER)
    assert report.sent == 0
    assert "The database is older than what was sent" in report.stopped[0]
    assert len(keys(post)) == delivered
    assert again.delivery_state().waiting.doubtful > 0


def test_a_database_that_is_replaced_under_a_running_round_sends_nothing_more(
    settings: Settings, post: Inbox
) -> None:
    acme = started(settings, post)
    acme.collect("acme", NOW)
    work(acme)
    acme.round_mark.mark(1_000)
    report = acme.dispatch("test", lambda: LATER)
    assert (report.sent, len(keys(post))) == (0, 0)


def test_rounds_of_one_installation_never_hold_it(settings: Settings, post: Inbox) -> None:
    acme = started(settings, post)
    work(acme)
    twin = started(settings, post, live=False)
    assert sent(acme) > 0
    for each in (twin, acme, twin):
        assert each.dispatch("test", lambda: LATER).stopped == ()


def _rounds(url: str, file: Path) -> None:
    store = SqlStore(url)
    for _ in range(ROUNDS):
        check_records(store, FileRoundMark(file), NOW)
        round_ = RoundCount(store=store, mark=FileRoundMark(file), clock=lambda: NOW)
        assert round_.begin()
        round_.end()


def test_several_workers_never_hold_one_another(tmp_path: Path) -> None:
    url, file = migrated(sqlite_url(tmp_path / "concord.db")), tmp_path / "store" / "sent-rounds"
    spawn = multiprocessing.get_context("spawn")
    workers = [spawn.Process(target=_rounds, args=(url, file)) for _ in range(WORKERS)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    assert [each.exitcode for each in workers] == [0] * WORKERS
    with SqlStore(url).transaction() as tx:
        assert tx.delivery_holds.all() == ()
        assert tx.delivery_holds.rounds() == FileRoundMark(file).number() == WORKERS * ROUNDS * 2
