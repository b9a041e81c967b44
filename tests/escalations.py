"""A desk on which issues of Northwind are raised, asked about and answered, in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction

from concord.domain.agreement import Agreement
from concord.domain.assessment import Assessment
from concord.domain.escalation_policy import EscalationLevel, EscalationPolicy
from concord.domain.forecast import Forecast
from concord.domain.issue import (
    Answer,
    GivenAnswer,
    Issue,
    IssueEvent,
    IssueKey,
    IssueKind,
)
from concord.domain.outbox import OutgoingMail
from concord.domain.people import Person, Side
from concord.domain.service_level import OutcomeKind
from concord.services import answer as answering
from concord.services import escalate, ladder
from concord.services.correspondence import Correspondence
from tests.builders import agreement, moment, outcome, period, person
from tests.fakes import FakeLetters, FakeMailWriter, FakeStore

MONDAY = "2026-11-23T09:00"
KEY = IssueKey(
    partner="northwind",
    service="voice",
    kind=IssueKind.MISSED_SERVICE_LEVEL,
    subject="phone",
    period="2026-10",
)


def client(id_: str, role: str, **changes: object) -> Person:
    """Return somebody of the company that buys."""
    email = f"{id_}@client.example"
    return person(id=id_, name=id_.title(), side=Side.CLIENT, role=role, email=email, **changes)


ANA = person()
KIM = client("kim", "vendor_manager")
MAX = client("max", "sponsor")
POLICY = EscalationPolicy(
    name="short",
    levels=(
        EscalationLevel(
            roles=((Side.PARTNER, "operations_manager"), (Side.CLIENT, "vendor_manager")),
            respond_within=timedelta(hours=4),
        ),
        EscalationLevel(
            roles=((Side.CLIENT, "sponsor"),), respond_within=timedelta(hours=8), repeats=1
        ),
    ),
)
NORTHWIND = agreement(people=(ANA, KIM, MAX), escalation=POLICY)


@dataclass
class Desk:
    """One partner's issues, and everything that was mailed about them."""

    agreement: Agreement = NORTHWIND
    store: FakeStore = field(default_factory=FakeStore)
    letters: FakeLetters = field(default_factory=FakeLetters)
    key: IssueKey = KEY

    @property
    def correspondence(self) -> Correspondence:
        return Correspondence(installation="test", letters=self.letters, writer=FakeMailWriter())

    def assess(
        self, kind: OutcomeKind = OutcomeKind.MISSED, band: str = "minor", value: int = 79
    ) -> None:
        """Record the answer rate of October, as assessed anew."""
        rated = outcome(
            kind=kind,
            band=band if kind.is_failure else None,
            value=Fraction(value),
            compared_value=Fraction(value),
        )
        assessment = Assessment(
            partner="northwind",
            period=period(),
            inputs=f"{kind} {band} {value}",
            agreement="a" * 64,
            measurements=(),
            outcomes=(rated,),
        )
        with self.store.transaction() as tx:
            tx.assessments.save(assessment)

    def raise_issues(
        self, at: str | datetime = MONDAY, forecasts: Sequence[Forecast] | None = None
    ) -> list[Issue]:
        """Raise and settle; return what needs to be asked."""
        now = at if isinstance(at, datetime) else moment(at)
        found = escalate.raise_issues(
            self.agreement,
            store=self.store,
            correspondence=self.correspondence,
            now=now,
            forecasts=forecasts,
        )
        return list(found)

    def ask(
        self, step: int = 0, at: str | datetime = MONDAY, link: str = ""
    ) -> ladder.Request | None:
        """Ask one step."""
        now = at if isinstance(at, datetime) else moment(at)
        return ladder.ask(
            self.agreement,
            self.key,
            step,
            link,
            store=self.store,
            correspondence=self.correspondence,
            now=now,
        )

    def time_out(self, step: int = 0, at: str | datetime = "2026-11-23T13:00") -> Issue | None:
        """Let the time of a step run out."""
        now = at if isinstance(at, datetime) else moment(at)
        return ladder.time_out(self.agreement, self.key, step, store=self.store, now=now)

    def answer(
        self,
        given: Answer,
        note: str = "",
        at: str | datetime = "2026-11-23T10:00",
        by: str = "kim",
    ) -> Issue:
        """Answer the issue."""
        now = at if isinstance(at, datetime) else moment(at)
        said = GivenAnswer(answer=given, by=by, at=now, origin="airflow", note=note)
        return answering.answer(
            self.agreement,
            self.key,
            said,
            store=self.store,
            correspondence=self.correspondence,
        )

    @property
    def issue(self) -> Issue:
        """The issue as it is kept."""
        (found,) = self.issues
        return found

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Every issue of the partner."""
        with self.store.transaction() as tx:
            return tx.issues.of_partner("northwind")

    @property
    def events(self) -> tuple[IssueEvent, ...]:
        """The issue's log."""
        with self.store.transaction() as tx:
            return tx.issues.events(self.key)

    @property
    def log(self) -> list[str]:
        """What happened, in words of the log."""
        return [event.kind.value for event in self.events]

    def mails(self, beginning: str = "") -> list[OutgoingMail]:
        """Return the mails whose subject begins so."""
        with self.store.transaction() as tx:
            found = [entry.mail for entry in tx.outbox.entries()]
        return [mail for mail in found if mail.subject.startswith(beginning)]


def missed() -> Desk:
    """Return a desk with one minor miss raised on Monday morning, and nobody asked."""
    desk = Desk()
    desk.assess()
    desk.raise_issues()
    return desk
