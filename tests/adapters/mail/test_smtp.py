"""SMTP against a real server: each answer means exactly one thing."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from concord.adapters.mail import smtp
from concord.adapters.mail.smtp import SmtpTransport
from concord.domain.outbox import SendResult, SendVerdict
from concord.ports import ConnectionSettings, SendStep
from tests.adapters.mail.mails import mail
from tests.adapters.mail.ways import sent_by, transport
from tests.mail_servers import Inbox, smtp_server
from tests.smtp_relay import Relay, smtp_relay

KIM, LEE = "kim@client.example", "lee@client.example"


def sent_to(inbox: Inbox, *to: str) -> SendResult:
    with smtp_server(inbox):
        return sent_by(transport(inbox.port), mail(*to))


def test_a_mail_arrives_as_it_was_written() -> None:
    inbox = Inbox()
    result = sent_to(inbox, KIM, LEE)
    assert result == SendResult(verdict=SendVerdict.SENT, provider_id="4F5A1")
    assert inbox.mails == [mail(KIM, LEE).payload]
    assert inbox.envelopes[0].mail_from == "concord@client.example"
    assert inbox.envelopes[0].rcpt_tos == [KIM, LEE]


def test_an_answer_without_a_queue_id_is_kept_whole() -> None:
    result = sent_to(Inbox(content="250 2.6.0 Message accepted"), KIM)
    assert result.provider_id == "2.6.0 Message accepted"


@pytest.mark.parametrize(
    ("inbox", "verdict", "detail"),
    [
        (Inbox(sender="451 try later"), SendVerdict.RETRY, "451 try later"),
        (Inbox(sender="530 log in first"), SendVerdict.REFUSED_CHANNEL, "530 log in first"),
        (Inbox(sender="550 not you"), SendVerdict.REFUSED_CHANNEL, "550 not you"),
        (Inbox(sender="552 too large"), SendVerdict.DEAD, "552 too large"),
        (Inbox(rcpt={KIM: "450 mailbox busy"}), SendVerdict.RETRY, "450 mailbox busy"),
        (Inbox(rcpt={KIM: "550 no such user"}), SendVerdict.DEAD, "550 no such user"),
        (Inbox(content="451 disk full"), SendVerdict.RETRY, "451 disk full"),
        (Inbox(content="554 looks like spam"), SendVerdict.DEAD, "554 looks like spam"),
        (Inbox(content="354 what?"), SendVerdict.UNCERTAIN, "354 what?"),
        (Inbox(content=None), SendVerdict.UNCERTAIN, "SMTPServerDisconnected"),
    ],
)
def test_every_answer_has_its_verdict(inbox: Inbox, verdict: SendVerdict, detail: str) -> None:
    result = sent_to(inbox, KIM)
    assert result.verdict is verdict
    assert detail in result.detail


def test_a_connection_lost_after_the_content_leaves_a_mail_that_arrived_uncertain() -> None:
    inbox = Inbox(content=None)
    assert sent_to(inbox, KIM).verdict is SendVerdict.UNCERTAIN
    assert len(inbox.mails) == 1


def test_who_is_refused_for_good_is_named_and_the_others_get_it() -> None:
    inbox = Inbox(rcpt={LEE: "550 no such user"})
    result = sent_to(inbox, KIM, LEE)
    assert (result.verdict, result.refused) == (SendVerdict.SENT, (LEE,))
    assert inbox.envelopes[0].rcpt_tos == [KIM]


def test_who_is_refused_for_now_delays_the_mail_for_all_as_nobody_may_get_it_twice() -> None:
    inbox = Inbox(rcpt={LEE: "452 mailbox full"})
    assert sent_to(inbox, KIM, LEE).verdict is SendVerdict.RETRY
    assert inbox.mails == []


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    result = sent_by(transport(port))
    assert result.verdict is SendVerdict.RETRY
    assert "ConnectionRefusedError" in result.detail


def test_a_name_that_no_name_server_knows() -> None:
    settings = ConnectionSettings(id="concord_mail", type="smtp", host="mail.invalid")
    assert sent_by(SmtpTransport(settings)).verdict is SendVerdict.RETRY


@contextmanager
def scripted(*answers: bytes) -> Iterator[int]:
    """Run a server that says these lines one after the other, then hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with server.accept()[0] as peer:
                for answer in answers:
                    peer.sendall(answer)
                    if answer[:1] in b"2345":
                        peer.recv(65_536)

        thread = threading.Thread(target=serve)
        thread.start()
        yield server.getsockname()[1]
        thread.join()


@pytest.mark.parametrize(
    ("answers", "verdict"),
    [
        ((b"421 too busy\r\n",), SendVerdict.RETRY),
        ((b"554 no service for you\r\n",), SendVerdict.REFUSED_CHANNEL),
        ((b"220 hi\r\n", b"250 hello\r\n"), SendVerdict.RETRY),
        ((b"220 hi\r\n", b"502 what\r\n", b"502 what\r\n"), SendVerdict.REFUSED_CHANNEL),
        ((b"220 hi\r\n", b"250 hello\r\n", b"250 ok\r\n", b"250 ok\r\n"), SendVerdict.RETRY),
        (
            (b"220 hi\r\n", b"250 hello\r\n", b"250 ok\r\n", b"250 ok\r\n", b"554 no\r\n"),
            SendVerdict.DEAD,
        ),
        (
            (b"220 hi\r\n", b"250 hello\r\n", b"250 ok\r\n", b"250 ok\r\n", b"451 no\r\n"),
            SendVerdict.RETRY,
        ),
        (
            (b"220 hi\r\n", b"250 hello\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go\r\n"),
            SendVerdict.UNCERTAIN,
        ),
    ],
)
def test_the_step_at_which_the_server_hangs_up_decides(
    answers: tuple[bytes, ...], verdict: SendVerdict
) -> None:
    with scripted(*answers) as port:
        assert sent_by(transport(port)).verdict is verdict


def test_a_server_that_says_nothing_is_tried_again() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        result = sent_by(transport(server.getsockname()[1], timeout=0.1))
    assert result.verdict is SendVerdict.RETRY


def test_a_session_too_slow_for_the_lease_sends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp, "BEFORE_CONTENT", -1)
    inbox = Inbox()
    assert sent_to(inbox, KIM).verdict is SendVerdict.RETRY
    assert inbox.mails == []


def verdicts(relay: Relay, count: int = 3) -> list[SendVerdict]:
    with smtp_relay(relay), closing(transport(relay.port)) as way:
        return [way.send(mail()).verdict for _ in range(count)]


def test_mails_of_one_round_share_a_session_that_ends_with_it() -> None:
    relay = Relay()
    assert verdicts(relay) == [SendVerdict.SENT] * 3
    assert (relay.sessions, len(relay.mails)) == (1, 3)
    assert relay.commands[-1] == "quit"


@pytest.mark.parametrize("tired", ["", "421 enough of you", "452 too many mails"])
def test_a_session_that_takes_no_more_is_followed_by_a_new_one(tired: str) -> None:
    relay = Relay(share=1, tired=tired)
    assert verdicts(relay) == [SendVerdict.SENT] * 3
    assert (relay.sessions, len(relay.mails)) == (3, 3)


def test_a_new_session_that_takes_nothing_is_not_followed_by_another() -> None:
    relay = Relay(share=0, tired="421 not now")
    assert verdicts(relay, 1) == [SendVerdict.RETRY]
    assert relay.sessions == 1


@pytest.mark.parametrize(
    ("stage", "answer", "verdict"),
    [
        ("RCPT", "550 nobody", SendVerdict.DEAD),
        ("RCPT", "450 later", SendVerdict.RETRY),
        ("DATA", "554 no", SendVerdict.DEAD),
        ("CONTENT", "451 disk full", SendVerdict.RETRY),
        ("CONTENT", "554 spam", SendVerdict.DEAD),
    ],
)
def test_a_refused_mail_leaves_nothing_behind_for_the_next(
    stage: str, answer: str, verdict: SendVerdict
) -> None:
    relay = Relay(answers={stage: [answer]})
    assert verdicts(relay, 2) == [verdict, SendVerdict.SENT]
    assert (relay.sessions, relay.mails[-1]) == (1, mail().payload)


@pytest.mark.parametrize("answer", ["500 what", ""])
def test_a_session_that_cannot_forget_a_refused_mail_is_left(answer: str) -> None:
    relay = Relay(answers={"RCPT": ["550 nobody"], "RSET": [answer]})
    assert verdicts(relay, 2) == [SendVerdict.DEAD, SendVerdict.SENT]
    assert (relay.sessions, len(relay.mails)) == (2, 1)


def test_a_cut_after_the_content_is_never_repaired_by_another_session() -> None:
    relay = Relay(answers={"CONTENT": ["250 ok", "", "250 ok"]})
    assert verdicts(relay) == [SendVerdict.SENT, SendVerdict.UNCERTAIN, SendVerdict.SENT]
    assert (relay.sessions, len(relay.mails)) == (2, 3)


def test_a_session_that_rested_too_long_is_not_used_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(smtp, "LONGEST_IDLE", -1)
    relay = Relay()
    assert verdicts(relay) == [SendVerdict.SENT] * 3
    assert relay.sessions == 3


def test_whoever_watches_is_told_of_each_mail_in_a_shared_session() -> None:
    seen: list[SendStep] = []
    relay = Relay()
    with smtp_relay(relay):
        settings = ConnectionSettings(
            id="concord_mail", type="smtp", host="127.0.0.1", port=relay.port
        )
        sent_by(SmtpTransport(settings, lambda step, _: seen.append(step)), mail(), mail())
    assert seen == [SendStep.CONNECTED, SendStep.WRITTEN] * 2


def test_nothing_that_left_can_be_taken_back() -> None:
    way = transport(25)
    assert (way.batch(mail()), way.take_back("b-1"), way.provider) == ("", False, "smtp")
