"""Messages: what leaves the house, identified by what it says to whom, never by a run."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class MessageKind(StrEnum):
    """What a message is for."""

    SUBMISSION_VERDICT = "submission_verdict"
    ESCALATION = "escalation"
    MONTHLY_REPORT = "monthly_report"
    DATA_MISSING = "data_missing"
    REMINDER = "reminder"


class OnUncertain(StrEnum):
    """What to do when nobody can tell whether a message went out."""

    HOLD = "hold"
    RESEND = "resend"


_MONEY = frozenset({MessageKind.MONTHLY_REPORT})


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageIdentity:
    """What makes a message the same one: a restatement is a new `revision`."""

    installation: str
    kind: MessageKind
    subject: str
    period: str
    revision: str
    audience: str

    @property
    def key(self) -> str:
        """The outbox key: a hash of the business identity."""
        parts = (
            "mail",
            "v1",
            self.installation,
            self.kind,
            self.subject,
            self.period,
            self.revision,
            self.audience,
        )
        return hashlib.sha256("|".join(parts).encode()).hexdigest()

    @property
    def on_uncertain(self) -> OnUncertain:
        """Mail about money waits for a person rather than going out twice."""
        return OnUncertain.HOLD if self.kind in _MONEY else OnUncertain.RESEND


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that goes with a message."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A mail ready to be written: one audience, one subject, HTML and its plain twin."""

    identity: MessageIdentity
    to: tuple[str, ...]
    subject: str
    text: str
    html: str
    attachments: tuple[Attachment, ...] = ()


def header_text(text: str) -> str:
    """Return `text` fit for a header: no control characters, no line breaks."""
    kept = (" " if unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp"} else c for c in text)
    return " ".join("".join(kept).split())


def recipients(addresses: tuple[str, ...]) -> tuple[str, ...]:
    """Return the addresses in order, each once, whatever its case."""
    return tuple({address.casefold(): address for address in reversed(addresses)}.values())[::-1]
