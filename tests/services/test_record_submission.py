"""Recording: the file, what it restates and its answer stand together or not at all."""

from datetime import UTC, datetime

import pytest

from concord.domain.letter import Letter
from concord.domain.message import MessageKind
from concord.domain.submission import Submission, Verdict
from concord.ports import Body
from concord.services.correspondence import Correspondence
from concord.services.record_submission import observation_file, record_submission
from tests.fakes import FakeLetters, FakeMailWriter, FakeStore
from tests.services.test_answer_partner import submission
from tests.services.test_collect import NOW, FakeRestatements, agreement, source

CORRESPONDENCE = Correspondence(
    installation="test", letters=FakeLetters(), writer=FakeMailWriter()
)


class BrokenLetters(FakeLetters):
    def letter(self, letter: Letter) -> Body:
        raise RuntimeError(letter.title)


def test_a_submission_is_recorded_with_its_answer() -> None:
    store = FakeStore()
    with store.transaction() as tx:
        recorded = record_submission(
            tx, agreement(), source(), submission(), FakeRestatements(), CORRESPONDENCE, NOW
        )
        assert recorded == submission()
        (entry,) = tx.outbox.entries()
    assert entry.mail.kind is MessageKind.SUBMISSION_VERDICT


def test_recorded_again_it_is_the_same_one_and_tells_nothing() -> None:
    store = FakeStore()
    for expected in (submission(), None):
        with store.transaction() as tx:
            recorded = record_submission(
                tx, agreement(), source(), submission(), FakeRestatements(), CORRESPONDENCE, NOW
            )
            assert recorded == expected
            assert len(tx.outbox.entries()) == 1


def test_without_its_answer_it_is_not_recorded_either() -> None:
    store = FakeStore()
    broken = Correspondence(installation="test", letters=BrokenLetters(), writer=FakeMailWriter())
    with pytest.raises(RuntimeError), store.transaction() as tx:
        record_submission(tx, agreement(), source(), submission(), FakeRestatements(), broken, NOW)
    with store.transaction() as tx:
        assert tx.submissions.of_partner("northwind") == ()


def test_a_file_of_another_source_restates_nothing() -> None:
    store, restatements = FakeStore(), FakeRestatements()
    for identity, sha in (("csat", "cd" * 32), ("daily", "ef" * 32)):
        delivered = submission(
            source=identity, sha256=sha, arrived=datetime(2026, 11, 5, tzinfo=UTC)
        )
        with store.transaction() as tx:
            record_submission(
                tx,
                agreement(),
                source(identity),
                delivered,
                restatements,
                CORRESPONDENCE,
                NOW,
            )
    assert restatements.asked == []


@pytest.mark.parametrize(
    "unusable",
    [
        submission(verdict=Verdict.REJECTED, observations=None),
        submission(period=None),
    ],
)
def test_only_a_usable_file_of_a_known_period_has_rows(unusable: Submission) -> None:
    assert observation_file(unusable) is None
