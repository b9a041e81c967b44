"""Deciding in any order: late answers, twice, by others, while corrections keep arriving."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from concord.domain.submission import Standing, Verdict
from concord.domain.submission_decision import DecisionRefusedError, FileChoice
from concord.domain.submission_event import SubmissionEventKind
from concord.services.approve import Said
from tests.builders_submission import submission
from tests.services.test_collect import NOW
from tests.services.test_decide_submission import ARRIVED, HELD, WAITS, Desk


class DecisionSequences(RuleBasedStateMachine):
    """One file waits; people answer and the partner sends corrections, in any order."""

    undecided = Standing.AS_READ

    def __init__(self) -> None:
        super().__init__()
        self.desk = self.waiting()
        self.decisions: list[FileChoice] = []
        self.corrections = 0
        self.now = NOW

    def waiting(self) -> Desk:
        """Return a desk with a file in quarantine."""
        return Desk().add(WAITS)

    @rule(choice=st.sampled_from(FileChoice), note=st.sampled_from(["", "As agreed."]))
    def answer(self, choice: FileChoice, note: str) -> None:
        """Answer the question, in time or late."""
        asked = not self.decisions and not self.corrections
        if asked and (note or not choice.needs_reason):
            self.desk.decide(choice, self.said(note))
            self.decisions.append(choice)
        else:
            self.refused(choice, self.said(note))

    @rule(choice=st.sampled_from(FileChoice), by=st.sampled_from(["ana", "admin"]))
    def answer_of_a_stranger(self, choice: FileChoice, by: str) -> None:
        """Answer in the name of somebody who may not."""
        self.refused(choice, replace(self.said("As agreed."), by=by))

    @precondition(lambda self: self.decisions)
    @rule(choice=st.sampled_from(FileChoice))
    def decide_anew(self, choice: FileChoice) -> None:
        """Think better of it, by the command."""
        self.desk.decide(choice, self.said("On reflection."), anew=True)
        self.decisions.append(choice)

    @rule(verdict=st.sampled_from([Verdict.ACCEPTED, Verdict.QUARANTINED, Verdict.REJECTED]))
    def correction(self, verdict: Verdict) -> None:
        """Receive a further file; only one that counts takes the first one's place."""
        number = len(self.desk.store.tables.submissions)
        self.desk.add(
            submission(
                sha256=f"{number:064}",
                verdict=verdict,
                arrived=ARRIVED + timedelta(hours=number),
            )
        )
        self.corrections += verdict is Verdict.ACCEPTED

    def said(self, note: str) -> Said:
        return Said(by="kim", at=self.tick(), origin="airflow", note=note)

    def tick(self) -> datetime:
        self.now += timedelta(hours=1)
        return self.now

    def refused(self, choice: FileChoice, given: Said) -> None:
        before = (self.desk.events(), self.desk.mails(), self.desk.standing())
        with pytest.raises(DecisionRefusedError):
            self.desk.decide(choice, given)
        assert (self.desk.events(), self.desk.mails(), self.desk.standing()) == before

    @invariant()
    def the_last_decision_stands(self) -> None:
        """Stand as was decided last; without a decision nothing of the file ever counts."""
        standing = self.decisions[-1].kind.standing if self.decisions else self.undecided
        assert self.desk.standing().standing is standing
        assert self.desk.standing().counts is (standing is Standing.ACCEPTED)

    @invariant()
    def every_decision_is_kept_and_told_once(self) -> None:
        """Hold each decision in log and letters, and no other."""
        kinds = [kind for kind, *_ in self.desk.events() if kind is not SubmissionEventKind.HELD]
        assert kinds == [choice.kind for choice in self.decisions]
        assert len(self.desk.mails()) == len(self.decisions)

    @invariant()
    def a_question_stands_until_it_is_answered_or_overtaken(self) -> None:
        """End by a decision or by a correction that counts, never by itself."""
        assert (self.desk.settled() is None) is (not self.decisions and not self.corrections)


class ApprovalSequences(DecisionSequences):
    """The same for a correction that is held: it was read without a fault."""

    undecided = Standing.HELD

    def waiting(self) -> Desk:
        """Return a desk with a correction that came after the report."""
        return Desk().add(submission()).note(HELD)


TestDecisionSequences = DecisionSequences.TestCase
TestDecisionSequences.settings = settings(max_examples=50, stateful_step_count=20, deadline=None)
TestApprovalSequences = ApprovalSequences.TestCase
TestApprovalSequences.settings = TestDecisionSequences.settings
