"""The last door: nobody gets a mail who must not, whatever was enqueued."""

from dataclasses import dataclass, field, replace

import pytest

from concord.domain.errors import LandingStoreError
from concord.domain.mail_delivery import MailDelivery
from concord.domain.outbox import OutgoingMail, SendResult, SendVerdict
from concord.ports import RoundMark
from concord.services.count_round import RoundCount
from concord.services.guarded_transport import OLD_RECORDS, GuardedTransport
from tests.fakes import FakeStore
from tests.fakes_delivery import FakeRoundMark
from tests.services.test_dispatch import NOON, mail

RULE = MailDelivery(
    installation="production", only_to=("client.example",), redirect_to="staging@client.example"
)
TO_KIM = mail("a")
TO_ANA = replace(mail("b"), to=("kim@client.example", "ana@acme.example\n"))
TO_STAGING = replace(mail("c"), to=("staging@client.example",))


@dataclass
class Post:
    """A transport that keeps what it was given."""

    provider: str = "post"
    repeat_is_harmless: bool = True
    sent: list[tuple[str, str]] = field(default_factory=list)
    attempts: list[int] = field(default_factory=list)
    closed: bool = False

    def batch(self, mail: OutgoingMail) -> str:
        return f"batch of {mail.key}"

    def send(self, mail: OutgoingMail, batch: str = "", attempt: int = 1) -> SendResult:
        self.attempts.append(attempt)
        self.sent.append((mail.key, batch))
        return SendResult(verdict=SendVerdict.SENT)

    def take_back(self, batch: str) -> bool:
        return batch == "batch of a"

    def close(self) -> None:
        self.closed = True


class FullDisk(FakeRoundMark):
    """A mark that cannot be written."""

    def mark(self, number: int) -> None:
        message = f"The disk is full: {number}."
        raise LandingStoreError(message)


def counting(mark: RoundMark | None = None) -> RoundCount:
    return RoundCount(store=FakeStore(), mark=mark or FakeRoundMark(), clock=lambda: NOON)


def door(post: Post, installation: str = "production") -> GuardedTransport:
    return GuardedTransport(
        transport=post, delivery=RULE, installation=installation, round_=counting()
    )


def test_what_may_go_goes_by_the_transport_behind_the_door() -> None:
    post = Post()
    guarded = door(post)
    assert guarded.batch(TO_KIM) == "batch of a"
    assert guarded.send(TO_KIM, "batch of a", 3).verdict is SendVerdict.SENT
    assert (post.sent, post.attempts) == ([("a", "batch of a")], [3])
    assert (guarded.provider, guarded.repeat_is_harmless) == ("post", True)
    assert [guarded.take_back("batch of a"), guarded.take_back("x")] == [True, False]
    guarded.close()
    assert post.closed


def test_a_mail_to_somebody_outside_reaches_nobody() -> None:
    post = Post()
    guarded = door(post)
    assert guarded.batch(TO_ANA) == ""
    found = guarded.send(TO_ANA)
    assert found.verdict is SendVerdict.DEAD
    assert found.detail == (
        "organisation.yaml lets no mail go to ana@acme.example\\n; nobody got this one."
    )
    assert post.sent == []


def test_another_installation_reaches_one_address_alone() -> None:
    post = Post()
    guarded = door(post, "staging")
    found = guarded.send(TO_KIM)
    assert found.verdict is SendVerdict.DEAD
    assert "'staging' mail goes to staging@client.example alone" in found.detail
    assert guarded.send(TO_STAGING).verdict is SendVerdict.SENT
    assert post.sent == [("c", "")]


def test_nothing_is_sent_by_records_older_than_what_was_sent() -> None:
    post = Post()
    found = replace(door(post), round_=counting(FakeRoundMark(highest=9))).send(TO_KIM)
    assert (found.verdict, found.detail) == (SendVerdict.REFUSED_CHANNEL, OLD_RECORDS)
    assert post.sent == []


def test_what_cannot_be_counted_is_not_sent() -> None:
    post = Post()
    found = replace(door(post), round_=counting(FullDisk())).send(TO_KIM)
    assert found.verdict is SendVerdict.REFUSED_CHANNEL
    assert "The disk is full: 1." in found.detail
    assert post.sent == []


@pytest.mark.parametrize("installation", ["production", "staging"])
def test_without_a_rule_everything_goes(installation: str) -> None:
    post = Post()
    guarded = replace(door(post, installation), delivery=MailDelivery())
    assert guarded.send(TO_ANA).verdict is SendVerdict.SENT


def test_a_round_is_counted_as_it_begins_and_as_it_ends() -> None:
    mark = FakeRoundMark()
    guarded = replace(door(Post()), round_=counting(mark))
    guarded.close()
    assert mark.marked == []
    for _ in range(3):
        guarded.send(TO_KIM)
    assert mark.marked == [1]
    guarded.close()
    assert mark.marked == [1, 2]
