"""Whatever happens to an issue, in whatever order, its log only grows and tells its state."""

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from concord.domain.errors import NotAnswerableError
from concord.domain.issue import Answer, IssueEvent, IssueEventKind, IssueState
from concord.domain.service_level import OutcomeKind
from tests.builders import moment
from tests.escalations import MONDAY, Desk, missed

DECIDED = {
    IssueEventKind.RAISED: IssueState.OPEN,
    IssueEventKind.ACKNOWLEDGED: IssueState.ACKNOWLEDGED,
    IssueEventKind.RESOLVED: IssueState.RESOLVED,
    IssueEventKind.WAIVED: IssueState.WAIVED,
    IssueEventKind.UNANSWERED: IssueState.UNANSWERED,
}


class AnyIssue(RuleBasedStateMachine):
    """Raise, ask, answer and time out at random."""

    def __init__(self) -> None:
        super().__init__()
        self.desk: Desk = missed()
        self.now = moment(MONDAY)
        self.seen: tuple[IssueEvent, ...] = ()

    @rule(hours=st.integers(1, 30))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(
        kind=st.sampled_from((OutcomeKind.MISSED, OutcomeKind.MET, OutcomeKind.INCOMPLETE)),
        band=st.sampled_from(("minor", "serious", "severe")),
        value=st.integers(70, 79),
    )
    def restate(self, kind: OutcomeKind, band: str, value: int) -> None:
        self.desk.assess(kind, band, value)

    @rule()
    def raise_again(self) -> None:
        before = self.desk.issue.opening
        self.desk.raise_issues(self.now)
        log = self.desk.log
        self.desk.raise_issues(self.now)
        assert self.desk.log == log
        assert self.desk.issue.opening - before in {0, 1}

    @rule(step=st.integers(0, 3))
    def ask(self, step: int) -> None:
        if step <= self.desk.issue.step + 1:
            mails, state = len(self.desk.mails()), self.desk.issue.state
            self.desk.ask(step, self.now)
            assert len(self.desk.mails()) - mails in {0, 1}
            assert state is IssueState.OPEN or len(self.desk.mails()) == mails

    @rule(step=st.integers(0, 3))
    def time_out(self, step: int) -> None:
        self.desk.time_out(step, self.now)

    @rule(given=st.sampled_from(Answer), note=st.sampled_from(("", "Storm.")))
    def answer(self, given: Answer, note: str) -> None:
        before = self.desk.issue
        try:
            self.desk.answer(given, note, self.now)
        except NotAnswerableError:
            assert self.desk.issue == before

    @invariant()
    def the_log_only_grows(self) -> None:
        events = self.desk.events
        assert events[: len(self.seen)] == self.seen
        self.seen = events

    @invariant()
    def the_log_tells_the_state_and_the_opening(self) -> None:
        told = [DECIDED[event.kind] for event in self.desk.events if event.kind in DECIDED]
        assert told[-1] is self.desk.issue.state
        assert self.desk.log.count("raised") == self.desk.issue.opening


TestAnyIssue = AnyIssue.TestCase
TestAnyIssue.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
