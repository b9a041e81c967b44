"""Mails as files: each is there once, whole, and only for its owner to read."""

import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from concord.adapters.mail.file import FileTransport
from concord.domain.outbox import SendVerdict
from concord.ports import SendStep
from tests.adapters.mail.mails import mail


def test_a_mail_is_a_file_named_by_its_key(tmp_path: Path) -> None:
    sent = FileTransport(tmp_path / "new" / "outbox").send(mail())
    assert (sent.verdict, sent.provider_id) == (SendVerdict.SENT, f"{mail().key}.eml")
    assert (tmp_path / "new" / "outbox" / sent.provider_id).read_bytes() == mail().payload


def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    folder = tmp_path / "outbox"
    sent = FileTransport(folder).send(mail())
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / sent.provider_id).stat().st_mode) == 0o600


def test_a_repeat_is_sent_too_and_changes_nothing(tmp_path: Path) -> None:
    transport = FileTransport(tmp_path)
    name = transport.send(mail()).provider_id
    before = (tmp_path / name).stat()
    assert transport.send(mail()).verdict is SendVerdict.SENT
    assert transport.repeat_is_harmless
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).stat() == before


def test_many_at_once_leave_one_whole_file(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        sent = list(threads.map(lambda _: FileTransport(tmp_path).send(mail()), range(40)))
    assert {result.verdict for result in sent} == {SendVerdict.SENT}
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [mail().payload]


def test_a_folder_that_is_none_refuses_the_channel(tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("A file stands where the folder belongs.")
    sent = FileTransport(tmp_path / "outbox").send(mail())
    assert sent.verdict is SendVerdict.REFUSED_CHANNEL
    assert str(tmp_path / "outbox") in sent.detail


def test_a_full_disk_refuses_the_channel_and_leaves_nothing_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    sent = FileTransport(tmp_path).send(mail())
    assert sent.verdict is SendVerdict.REFUSED_CHANNEL
    assert "No space left on device" in sent.detail
    assert list(tmp_path.iterdir()) == []


def test_a_key_that_is_a_path_is_no_mail(tmp_path: Path) -> None:
    sent = FileTransport(tmp_path / "outbox").send(replace(mail(), key="../escaped"))
    assert sent.verdict is SendVerdict.DEAD
    assert list(tmp_path.iterdir()) == []


def test_whoever_watches_sees_nothing_before_the_mail_is_whole(tmp_path: Path) -> None:
    seen: list[tuple[SendStep, bool]] = []

    def notice(step: SendStep, key: str) -> None:
        seen.append((step, (tmp_path / f"{key}.eml").exists()))

    FileTransport(tmp_path, notice).send(mail())
    assert seen == [(SendStep.CONNECTED, False), (SendStep.WRITTEN, True)]


def test_a_file_stays_where_it_is(tmp_path: Path) -> None:
    transport = FileTransport(tmp_path)
    assert (transport.batch(mail()), transport.take_back("b-1")) == ("", False)
    transport.close()
    assert transport.send(mail()).verdict is SendVerdict.SENT
