"""Decisions about files that wait for a person: what can be chosen, by when it is too late.

The first decision stands.  Another one may follow it, where somebody says that it shall; both
are kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from concord.domain.errors import ConcordError
from concord.domain.notation import moment, named, shown
from concord.domain.submission import Standing, Submission
from concord.domain.submission_event import SubmissionEvent, SubmissionEventKind

SHORT = 8
"""How many digits of a content hash are shown to people."""

LONGEST_NAME = 120


class DecisionRefusedError(ConcordError, ValueError):
    """A file cannot be decided about as it was asked."""

    remedy = "Run `concord files PARTNER` to see what waits and what can be decided about it."


class FileChoice(StrEnum):
    """What can be answered when a file waits."""

    ACCEPT = "Accept as it is"
    REJECT = "Reject"
    ASK_AGAIN = "Ask again"

    @property
    def kind(self) -> SubmissionEventKind:
        """The event by which the choice is kept."""
        match self:
            case FileChoice.ACCEPT:
                return SubmissionEventKind.ACCEPTED
            case FileChoice.REJECT:
                return SubmissionEventKind.REJECTED
            case FileChoice.ASK_AGAIN:
                return SubmissionEventKind.ASKED_AGAIN
            case _:  # pragma: no cover
                assert_never(self)

    @property
    def needs_reason(self) -> bool:
        """Say whether it counts with a note only: figures come or go by it."""
        return self is not FileChoice.ASK_AGAIN


_DECISIONS = frozenset(choice.kind for choice in FileChoice)
_DONE = {
    SubmissionEventKind.ACCEPTED: "accepted",
    SubmissionEventKind.REJECTED: "rejected",
    SubmissionEventKind.ASKED_AGAIN: "asked for again",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReading:
    """One reading of a content as a delivery of a source: what a decision is about."""

    partner: str
    source: str
    sha256: str
    reading: int

    @property
    def run_id(self) -> str:
        """The id of the Airflow run that asks about it."""
        words = f"{self.partner}/{self.source}/{self.sha256[:SHORT]}/{self.reading}"
        digest = hashlib.sha256(f"{words}/{self.sha256}".encode()).hexdigest()
        return f"decision~{self.sha256[:SHORT]}~{digest[:32]}"


def reading_of(of: Submission | SubmissionEvent) -> FileReading:
    """Return what a submission or an event is about."""
    return FileReading(partner=of.partner, source=of.source, sha256=of.sha256, reading=of.reading)


def open_choices(submission: Submission) -> tuple[FileChoice, ...]:
    """Return what can be chosen: a file none of whose rows could be read cannot be accepted."""
    if submission.observations is None or submission.period is None:
        return (FileChoice.REJECT, FileChoice.ASK_AGAIN)
    return tuple(FileChoice)


def decisions_about(
    wanted: FileReading, events: Iterable[SubmissionEvent]
) -> tuple[SubmissionEvent, ...]:
    """Return every decision about a reading of a file, in order: the last one stands."""
    return tuple(e for e in events if e.kind in _DECISIONS and reading_of(e) == wanted)


def decided_words(event: SubmissionEvent, zone: str) -> str:
    """Return who decided what and when, for people on the clock of `zone`."""
    return (
        f"The file was already decided about: {_DONE[event.kind]} by {event.by} "
        f"at {moment(event.at, zone)} ({zone})."
    )


def overtaken_by(submission: Submission, others: Iterable[Submission]) -> Submission | None:
    """Return the later file that counts in the place of one that waits, None without any.

    A file whose period nobody knows is overtaken by the next usable one of its source.
    """
    found = None
    for other in others:
        alike = submission.period in {None, other.period}
        later = other.current_since > submission.current_since
        if other.source == submission.source and other.counts and alike and later:
            found = other
    return found


def overtaken_words(later: Submission) -> str:
    """Return in words why nothing is left to decide."""
    name = shown(later.file, LONGEST_NAME)
    return f"A later file took its place: {name} ({later.sha256[:SHORT]})."


def waiting_files(submissions: Sequence[Submission]) -> tuple[Submission, ...]:
    """Return the files of a partner that somebody must decide about, in their order."""
    return tuple(s for s in submissions if s.waits and overtaken_by(s, submissions) is None)


def check_choice(submission: Submission, choice: FileChoice, note: str) -> None:
    """Raise DecisionRefusedError for what cannot be chosen, or not without a reason."""
    if choice not in open_choices(submission):
        message = "None of the file's rows could be read: there is nothing to accept."
        raise DecisionRefusedError(message)
    if choice.needs_reason and not note.strip():
        message = f"{choice.value!r} needs a note with the reason."
        raise DecisionRefusedError(message)


def is_held(submission: Submission) -> bool:
    """Say whether it waits because it would change what was settled, not for what is in it."""
    return submission.standing is Standing.HELD


def state_words(submission: Submission) -> str:
    """Return in words what became of a file: its verdict, or what was decided after it."""
    match submission.standing:
        case Standing.AS_READ:
            return named(submission.verdict)
        case Standing.HELD:
            return "waits for approval"
        case Standing.ACCEPTED:
            return "accepted as it is"
        case Standing.REJECTED:
            return "not accepted"
        case Standing.ASKED_AGAIN:
            return "asked for again"
        case _:  # pragma: no cover
            assert_never(submission.standing)


def file_named(prefix: str, submissions: Iterable[Submission]) -> Submission:
    """Return the one file whose content hash begins with `prefix`.

    Of several deliveries of one content it is the one that waits.  Raises
    DecisionRefusedError where there is none, or several.
    """
    found = [s for s in submissions if prefix and s.sha256.startswith(prefix.casefold())]
    alike = len({s.sha256 for s in found}) == 1
    chosen = [s for s in found if s.waits] if alike and len(found) > 1 else found
    if len(chosen) == 1:
        return chosen[0]
    names = ", ".join(f"{s.source}/{s.sha256}" for s in found)
    what = (
        f"Several files begin with {prefix!r}: {names}."
        if found
        else (f"No file's content hash begins with {prefix!r}.")
    )
    raise DecisionRefusedError(what)
