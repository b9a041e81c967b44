"""`concord try --out`: the mails as files, with their HTML and attachments beside them."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from pathlib import Path

from concord.domain.outbox import OutboxEntry
from concord.services.try_agreement import Trial

_SAFE = re.compile(r"[^A-Za-z0-9._-]+")
_NAME_LENGTH = 80


def write_out(folder: Path, trial: Trial) -> None:
    """Write every message as `.eml` and `.html`, and what is attached, into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, entry in enumerate(trial.messages, start=1):
        _write(folder, f"{number:03d}-{_safe(entry.mail.subject)}", entry)


def _write(folder: Path, stem: str, entry: OutboxEntry) -> None:
    (folder / f"{stem}.eml").write_bytes(entry.mail.payload)
    mail = message_from_bytes(entry.mail.payload, policy=policy.default)
    body = mail.get_body(("html",))
    if body is not None:
        (folder / f"{stem}.html").write_text(str(body.get_content()), encoding="utf-8")
    for part in mail.iter_attachments():
        content = part.get_payload(decode=True)
        name = _safe(part.get_filename() or "attachment")
        if isinstance(content, bytes):
            (folder / f"{stem}-{name}").write_bytes(content)


def _safe(text: str) -> str:
    return _SAFE.sub("-", text).strip("-.")[:_NAME_LENGTH] or "mail"
