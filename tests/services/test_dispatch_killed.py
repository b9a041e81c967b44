"""A dispatcher killed between sending and recording: with files, the mail is there once."""

import signal
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from concord.adapters.mail.file import FileTransport
from concord.adapters.store import SqlStore
from concord.domain.message import OnUncertain
from concord.domain.outbox import OutboxState, SendVerdict
from concord.services.dispatch import LEASE, DispatchReport, dispatch
from tests.adapters.mail.mails import NOON, mail

DIES = Path(__file__).with_name("dispatcher_that_dies.py")
ROOT = DIES.parents[2]


@pytest.mark.parametrize("policy", OnUncertain)
def test_the_mail_is_there_once_and_every_attempt_on_record(
    policy: OnUncertain, tmp_path: Path
) -> None:
    url, folder = f"sqlite:///{tmp_path / 'concord.db'}", tmp_path / "outbox"
    store = SqlStore(url)
    store.upgrade()
    waiting = replace(mail(), on_uncertain=policy)
    with store.transaction() as tx:
        tx.outbox.enqueue(waiting)

    killed = subprocess.run(
        [sys.executable, DIES, url, folder, NOON.isoformat()],
        check=False,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
    )
    assert killed.returncode == -signal.SIGKILL
    before = [(file.name, file.stat()) for file in folder.iterdir()]
    assert [name for name, _ in before] == [f"{waiting.key}.eml"]

    after = NOON + LEASE
    report = dispatch(
        store.queue("production"), FileTransport(folder), owner="next", clock=lambda: after
    )
    assert report == DispatchReport(sent=1)
    assert [(file.name, file.stat()) for file in folder.iterdir()] == before
    with store.transaction() as tx:
        (entry,) = tx.outbox.entries()
        tried = tx.outbox.attempts(waiting.key)
    assert entry.state is OutboxState.SENT
    assert [attempt.verdict for attempt in tried] == [None, SendVerdict.SENT]
    again = after + timedelta(days=1)
    assert (
        dispatch(
            store.queue("production"), FileTransport(folder), owner="next", clock=lambda: again
        )
        == DispatchReport()
    )
    store.close()
