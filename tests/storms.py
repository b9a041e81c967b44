"""Many issues at once, asked by runs of their own, in memory."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from concord.domain.agreement import Agreement
from concord.domain.issue import (
    CONCORD,
    Issue,
    IssueEvent,
    IssueEventKind,
    IssueKey,
    IssueKind,
    IssueSeverity,
    IssueState,
)
from concord.domain.outbox import OutgoingMail
from concord.ports import Store
from concord.services import ladder
from concord.services.correspondence import Correspondence
from tests.builders import moment
from tests.escalations import MONDAY, NORTHWIND
from tests.fakes import FakeLetters, FakeMailWriter, FakeStore

AT_NINE = moment(MONDAY)
AT_ONE = moment("2026-11-23T13:00")


def issue(
    number: int = 1,
    severity: IssueSeverity = IssueSeverity.MINOR,
    agreement: Agreement = NORTHWIND,
    opening: int = 1,
) -> Issue:
    """Return an open issue, one of many."""
    key = IssueKey(
        partner=agreement.partner,
        service="voice",
        kind=IssueKind.MISSED_SERVICE_LEVEL,
        subject=f"level-{number}",
        period="2026-10",
    )
    return Issue(
        key=key,
        severity=severity,
        headline=f"{agreement.partner}: target no. {number} missed",
        facts=(),
        state=IssueState.OPEN,
        raised_at=AT_NINE,
        policy=agreement.escalation.name,
        opening=opening,
    )


def event(kind: IssueEventKind, note: str = "", at: datetime = AT_NINE) -> IssueEvent:
    """Return an event of the first issue."""
    return IssueEvent(key=issue().key, at=at, kind=kind, by=CONCORD, origin=CONCORD, note=note)


@dataclass
class Storm:
    """The issues of one partner or several, and everything that was mailed about them."""

    store: Store = field(default_factory=FakeStore)
    letters: FakeLetters = field(default_factory=FakeLetters)

    def raised(self, *issues: Issue) -> "Storm":
        """Raise them in one round."""
        with self.store.transaction() as tx:
            for each in issues:
                tx.issues.save(each)
                tx.issues.log(
                    IssueEvent(
                        key=each.key,
                        at=AT_NINE,
                        kind=IssueEventKind.RAISED,
                        by=CONCORD,
                        origin=CONCORD,
                    )
                )
        return self

    def ask(
        self,
        each: Issue,
        step: int = 0,
        at: datetime = AT_NINE,
        agreement: Agreement = NORTHWIND,
    ) -> ladder.Request | None:
        """Let the run of one issue ask a step."""
        return ladder.ask(
            agreement,
            each.key,
            step,
            "https://airflow.example/answer",
            store=self.store,
            correspondence=self.correspondence,
            now=at,
        )

    def ask_all(
        self,
        issues: Iterable[Issue],
        step: int = 0,
        at: datetime = AT_NINE,
        agreement: Agreement = NORTHWIND,
    ) -> None:
        """Let the run of each issue ask a step."""
        for each in issues:
            self.ask(each, step, at, agreement)

    def time_out(self, each: Issue, step: int = 0, at: datetime = AT_ONE) -> None:
        """Let the time of a step run out."""
        ladder.time_out(NORTHWIND, each.key, step, store=self.store, now=at)

    @property
    def correspondence(self) -> Correspondence:
        return Correspondence(installation="test", letters=self.letters, writer=FakeMailWriter())

    @property
    def mails(self) -> list[OutgoingMail]:
        """Every mail in the outbox."""
        with self.store.transaction() as tx:
            return [entry.mail for entry in tx.outbox.entries()]

    def told(self, each: Issue, address: str) -> int:
        """Return how many mails tell an address of an issue."""
        headline = each.headline.encode()
        return sum(address in mail.to and headline in mail.payload for mail in self.mails)

    def log(self, each: Issue) -> list[str]:
        """Return what happened to an issue, in words of its log."""
        with self.store.transaction() as tx:
            return [found.kind.value for found in tx.issues.events(each.key)]
