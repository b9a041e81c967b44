"""What the use-cases need from outside, in our words.  Adapters satisfy these by shape."""

from concord.ports.annotating import Annotation, AnnotationJob, SubmissionAnnotator
from concord.ports.collecting import (
    LandedFile,
    LandingStore,
    Progress,
    ReadJob,
    Step,
    StoredCopy,
    SubmissionReader,
)
from concord.ports.connections import Connections, ConnectionSettings
from concord.ports.delivery import DeliveryHoldRecords, RoundMark
from concord.ports.delivery_events import DeliveryEventRecords
from concord.ports.drives import Drive, DriveFile, Listing, Upload, UploadDrive
from concord.ports.evidence import RowEvidence
from concord.ports.layouts import LayoutReader
from concord.ports.ledger import LedgerRecords
from concord.ports.mail import Body, MailWriter
from concord.ports.observations import ObservationFile, Observations
from concord.ports.person_keys import PersonKeys
from concord.ports.portfolio import PortfolioRecords
from concord.ports.previews import PreviewReader
from concord.ports.read_figures import ReadFigures
from concord.ports.records import (
    AssessmentRecords,
    Decision,
    DecisionRecords,
    IssueRecords,
    OutboxRecords,
    ReportRecords,
)
from concord.ports.rendering import CalendarWriter, LetterRenderer, ReportRenderer
from concord.ports.retention import (
    FileReferences,
    Leftover,
    Leftovers,
    LegalHoldRecords,
    RemovedFileRecords,
)
from concord.ports.sending import MailTransport, OutboxQueue, SendProgress, SendStep, Witness
from concord.ports.standing import AbsenceRecords, LivePartnerRecords
from concord.ports.store import Store, Transaction
from concord.ports.submissions import DriveRecords, SubmissionRecords, Waiting
from concord.ports.versions import AgreementVersionRecords, ReadVersion
from concord.ports.watching import AlarmChannel, Heartbeat, WatchRecords

__all__ = [
    "AbsenceRecords",
    "AgreementVersionRecords",
    "AlarmChannel",
    "Annotation",
    "AnnotationJob",
    "AssessmentRecords",
    "Body",
    "CalendarWriter",
    "ConnectionSettings",
    "Connections",
    "Decision",
    "DecisionRecords",
    "DeliveryEventRecords",
    "DeliveryHoldRecords",
    "Drive",
    "DriveFile",
    "DriveRecords",
    "FileReferences",
    "Heartbeat",
    "IssueRecords",
    "LandedFile",
    "LandingStore",
    "LayoutReader",
    "LedgerRecords",
    "Leftover",
    "Leftovers",
    "LegalHoldRecords",
    "LetterRenderer",
    "Listing",
    "LivePartnerRecords",
    "MailTransport",
    "MailWriter",
    "ObservationFile",
    "Observations",
    "OutboxQueue",
    "OutboxRecords",
    "PersonKeys",
    "PortfolioRecords",
    "PreviewReader",
    "Progress",
    "ReadFigures",
    "ReadJob",
    "ReadVersion",
    "RemovedFileRecords",
    "ReportRecords",
    "ReportRenderer",
    "RoundMark",
    "RowEvidence",
    "SendProgress",
    "SendStep",
    "Step",
    "Store",
    "StoredCopy",
    "SubmissionAnnotator",
    "SubmissionReader",
    "SubmissionRecords",
    "Transaction",
    "Upload",
    "UploadDrive",
    "Waiting",
    "WatchRecords",
    "Witness",
]
