"""Broken systems, each with what to do about it.  Bad data is a `Finding`, never an error."""

from __future__ import annotations

from typing import ClassVar

from concord.domain.finding import Finding


class ConcordError(Exception):
    """Something Concord depends on is broken; `remedy` says what a person can do."""

    remedy: ClassVar[str] = "Read the task log; if it does not help, report it with the log."

    def __str__(self) -> str:
        return f"{super().__str__()} What to do: {self.remedy}"


class AgreementError(ConcordError):
    """An agreement cannot be used because it has findings of severity error."""

    remedy = "Run `concord check` on the agreement and mend every error it lists."


class DriveUnavailableError(ConcordError):
    """A shared drive or a folder on it could not be reached."""

    remedy = "Check the connection and the folder of the source's drive, then clear the task."


class StoreUnavailableError(ConcordError):
    """Concord's own database could not be reached or refused the work."""

    remedy = "Check the connection `concord_db` and that the database is up, then clear the task."


class StoreOutdatedError(ConcordError):
    """The database schema is older or newer than this version of Concord."""

    remedy = "Run `concord db upgrade` with the version that is installed, then clear the task."


class LandingStoreError(ConcordError):
    """A file could not be kept in, or read back from, the landing store."""

    remedy = "Check free space and permissions of the folder of `concord_store`."


class MailUnavailableError(ConcordError):
    """The mail service could not be used at all; messages stay pending."""

    remedy = "Check the connection `concord_mail`; pending messages go out at the next dispatch."


class AlarmChannelUnavailableError(ConcordError):
    """People could not be told of alarms, or the heartbeat could not be given."""

    remedy = "Check the connections `concord_alarm` and `concord_heartbeat`."


class AlarmsNotToldError(ConcordError):
    """Something stands still, and nobody outside Airflow was told of it."""

    remedy = "See `concord watch`; set up the connection `concord_alarm`, or mend it."


class MailDecisionRefusedError(ConcordError):
    """What somebody decided about an uncertain mail does not count."""

    remedy = "Look at the mail with `concord outbox`, and decide about what is uncertain now."


class KeyReusedWithOtherContentError(ConcordError):
    """A message was enqueued under a key that already stands for another content."""

    remedy = "A changed message needs a new revision in its key; report this as a defect."


class NotAnswerableError(ConcordError):
    """An answer to an issue came that its state does not allow any more."""

    remedy = "Open the issue to see who decided, and when."


class FileChangingError(ConcordError):
    """A file was replaced, grew or vanished while it was being copied; it waits a poll."""

    remedy = "Nothing to do: the file is read at the next poll, once it keeps still."


class FileRefusedError(ConcordError):
    """A drive will not hand a file out, however often it is asked; `finding` says why."""

    remedy = "Nothing to do: the partner is told what to send instead."

    def __init__(self, message: str, finding: Finding) -> None:
        super().__init__(message)
        self.finding = finding


class ConnectionMalformedError(ConcordError):
    """A connection is there but cannot be understood, or is of a type that does not fit."""

    remedy = "Mend the connection in Airflow, or its AIRFLOW_CONN_ variable, and try again."


class FigureError(ConcordError):
    """A figure could not be computed from stored rows, such as a sum too large to hold."""

    remedy = "Look at the KPI's expression and the rows of its source, then clear the task."


class ReaderUnavailableError(ConcordError):
    """The process that opens delivered files could not be started."""

    remedy = "Check the installation and the memory of this machine, then clear the task."


class PersonKeyError(ConcordError):
    """People cannot be told apart without being named: the secret of pseudonyms is not there."""

    remedy = "Give the connection concord_people a password of 32 characters or more."


class OneToOneRefusedError(ConcordError):
    """Figures of single people were asked for that are not allowed, or not there."""

    remedy = "See `privacy.personal_kpis` in the agreement, and the `by` of its KPIs."
