"""Files that wait for a person: which they are, what is asked, and what an answer does."""

from __future__ import annotations

from dataclasses import dataclass

from concord.adapters.workbook.preview_reader import LimitedPreviewReader
from concord.domain.agreement import Agreement
from concord.domain.preview import Preview, places_of
from concord.domain.raising import has_effects
from concord.domain.submission import Submission
from concord.domain.submission_decision import (
    DecisionRefusedError,
    FileChoice,
    FileReading,
    file_named,
    reading_of,
    waiting_files,
)
from concord.domain.submission_event import SubmissionEvent, SubmissionEventKind
from concord.ports import LandedFile, ReadJob
from concord.services.acceptance_effects import effects_of_acceptance
from concord.services.approve import Said
from concord.services.ask_submission_decision import FileQuestion, file_question
from concord.services.decide_submission import (
    NEVER_ASKED,
    DecidedFile,
    DecisionPorts,
    decide,
    moved_by,
    settled,
)
from concord.wiring.approvals import Approvals


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingFile:
    """A file that waits for a person, why it is held, and whether anybody is asked about it.

    `reason` is empty for a quarantined file: its findings say why.
    """

    submission: Submission
    reason: str
    is_asked: bool


class FileDecisions(Approvals):
    """The questions about files that wait, and their answers."""

    def waiting_files(self, partner: str) -> tuple[WaitingFile, ...]:
        """Return a partner's files that somebody must decide about, in their order."""
        agreement = self.agreement(partner)
        with self.store.transaction() as tx:
            waits = waiting_files(tx.submissions.of_partner(partner))
            events = tx.submissions.events(partner) if waits else ()
        return tuple(
            WaitingFile(
                submission=submission,
                reason=_reason(reading_of(submission), events),
                is_asked=has_effects(agreement, submission),
            )
            for submission in waits
        )

    def file_named(self, partner: str, prefix: str) -> Submission:
        """Return the file whose content hash begins with `prefix`.

        Raises DecisionRefusedError where there is none, or several.
        """
        self.agreement(partner)
        with self.store.transaction() as tx:
            return file_named(prefix, tx.submissions.of_partner(partner))

    def settled_file(self, wanted: FileReading) -> str | None:
        """Return why a file needs no decision any more, or None while it waits for one."""
        agreement = self.agreement(wanted.partner)
        with self.store.transaction() as tx:
            return settled(tx, agreement, wanted)

    def moved_by(self, wanted: FileReading) -> tuple[str, ...]:
        """Return the periods whose figures decisions about a file moved."""
        with self.store.transaction() as tx:
            return moved_by(tx, wanted)

    def file_question(self, wanted: FileReading) -> FileQuestion:
        """Return the question about a file that waits.  Raises DecisionRefusedError."""
        agreement = self.agreement(wanted.partner)
        waits = self.waiting_files(wanted.partner)
        found = [each for each in waits if reading_of(each.submission) == wanted]
        if not found:
            raise DecisionRefusedError(NEVER_ASKED)
        submission = found[0].submission
        effects = effects_of_acceptance(
            agreement,
            submission,
            store=self.store,
            observations=self.observations,
            now=self._clock(),
            read=self.read_version,
        )
        preview = self._preview(agreement, submission)
        return file_question(agreement, submission, found[0].reason, effects, preview)

    def _preview(self, agreement: Agreement, submission: Submission) -> Preview | None:
        source = next((s for s in agreement.sources if s.id == submission.source), None)
        if source is None:
            return None
        job = ReadJob(
            landed=LandedFile(sha256=submission.sha256, size=submission.size),
            name=submission.file,
            source=source,
            period=submission.period,
        )
        places = places_of(submission.findings)
        reader = LimitedPreviewReader(self.landing.path)
        return reader.preview(job, submission.rows_read, places)

    def decide_file(
        self, wanted: FileReading, choice: FileChoice, said: Said, *, anew: bool = False
    ) -> DecidedFile:
        """Record what somebody decided about a file.  Raises DecisionRefusedError."""
        ports = DecisionPorts(
            store=self.store,
            observations=self.observations,
            correspondence=self.correspondence,
        )
        agreement = self.agreement(wanted.partner)
        return decide(agreement, wanted, choice, said, ports, anew=anew)


def _reason(wanted: FileReading, events: tuple[SubmissionEvent, ...]) -> str:
    held = [
        event.note
        for event in events
        if event.kind is SubmissionEventKind.HELD and reading_of(event) == wanted
    ]
    return held[-1] if held else ""
