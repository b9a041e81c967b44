"""Messages: what leaves the house, identified by what it says to whom, never by a run."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum
from html import escape


class MessageKind(StrEnum):
    """What a message is for."""

    SUBMISSION_VERDICT = "submission_verdict"
    SUBMISSION_DECISION = "submission_decision"
    ESCALATION = "escalation"
    MONTHLY_REPORT = "monthly_report"
    DATA_MISSING = "data_missing"
    DELIVERY_REMINDER = "delivery_reminder"
    DELIVERY_CHASE = "delivery_chase"
    REMINDER = "reminder"
    AGREEMENT_VERSION = "agreement_version"
    CREDIT_STATEMENT = "credit_statement"


class OnUncertain(StrEnum):
    """What to do when nobody can tell whether a message went out.

    Whatever the policy, proof that it went out settles it.  `HOLD` asks a person at once.
    `RECONCILE` waits for proof first, and asks a person when none came.  `RESEND` waits for
    proof, then sends again.  `RETRACT` takes the message back at the provider, then sends it
    again; where that cannot be done it is as `RECONCILE`.
    """

    HOLD = "hold"
    RECONCILE = "reconcile"
    RESEND = "resend"
    RETRACT = "retract"


_MONEY = frozenset({MessageKind.MONTHLY_REPORT, MessageKind.CREDIT_STATEMENT})


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
        """Mail about money is taken back, or waits for a person, rather than going out twice."""
        return OnUncertain.RETRACT if self.kind in _MONEY else OnUncertain.RESEND


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that goes with a message.

    With a `content_id` it is an image that the HTML shows as `cid:` with that id.
    """

    name: str
    media_type: str
    content: bytes
    content_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A mail ready to be written: one audience, one subject, HTML and its plain twin.

    `language` is the tag of the one language in which all of it is written.
    """

    identity: MessageIdentity
    to: tuple[str, ...]
    subject: str
    text: str
    html: str
    attachments: tuple[Attachment, ...] = ()
    language: str = "en"


MAX_ATTACHED_BYTES = 20_000_000
"""How much may be attached to one mail, before encoding; providers refuse 30 MB after it."""

# Control and format characters, line separators, and halves of characters.
_NOT_IN_HEADERS = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def header_text(text: str) -> str:
    """Return `text` fit for a header: no control characters, no line breaks, nothing encoded.

    What begins like an encoded word (RFC 2047) is parted: readers would decode it, and so
    would the mail's writer, line breaks and all.
    """
    kept = (" " if unicodedata.category(c) in _NOT_IN_HEADERS else c for c in text)
    return " ".join("".join(kept).split()).replace("=?", "= ?")


def recipients(addresses: tuple[str, ...]) -> tuple[str, ...]:
    """Return the addresses in order, each once, whatever its case."""
    first: dict[str, str] = {}
    for address in addresses:
        first.setdefault(address.casefold(), address)
    return tuple(first.values())


def sendable(message: Message) -> Message:
    """Return the message with as many attachments, in order, as one mail may carry.

    The ones left out are named in both twins, so that nobody misses them unknowingly.
    """
    kept: list[Attachment] = []
    left_out: list[str] = []
    size = 0
    for attachment in message.attachments:
        if size + len(attachment.content) <= MAX_ATTACHED_BYTES:
            kept.append(attachment)
            size += len(attachment.content)
        else:
            left_out.append(header_text(attachment.name))
    if not left_out:
        return message
    note = f"Too large to attach, kept by Concord: {', '.join(left_out)}."
    return replace(
        message,
        text=f"{message.text.rstrip()}\n\n{note}\n",
        html=_with_paragraph(message.html, note),
        attachments=tuple(kept),
    )


def _with_paragraph(html: str, text: str) -> str:
    body, end, rest = html.rpartition("</body>")
    paragraph = f"<p>{escape(text)}</p>"
    return f"{body}{paragraph}{end}{rest}" if end else f"{html}{paragraph}"
