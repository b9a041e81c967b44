"""SMTP against a real server: each answer means exactly one thing."""

import logging
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default as default_policy

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from concord.adapters.mail import smtp
from concord.adapters.mail.smtp import SmtpTransport
from concord.domain.outbox import SendResult, SendVerdict
from concord.ports import ConnectionSettings
from tests.adapters.mail.mails import mail
from tests.mail_servers import Inbox, smtp_server

KIM, LEE = "kim@client.example", "lee@client.example"


def transport(port: int, login: str = "", password: str = "", **extra: object) -> SmtpTransport:
    return SmtpTransport(
        ConnectionSettings(
            id="concord_mail",
            type="smtp",
            host="127.0.0.1",
            port=port,
            login=login,
            password=password,
            extra={"timeout": 2, **extra},
        )
    )


def sent_to(inbox: Inbox, *to: str) -> SendResult:
    with smtp_server(inbox):
        return transport(inbox.port).send(mail(*to))


def test_a_mail_arrives_as_it_was_written() -> None:
    inbox = Inbox()
    result = sent_to(inbox, KIM, LEE)
    assert result == SendResult(verdict=SendVerdict.SENT, provider_id="4F5A1")
    assert inbox.mails == [mail(KIM, LEE).payload]
    assert inbox.envelopes[0].mail_from == "concord@client.example"
    assert inbox.envelopes[0].rcpt_tos == [KIM, LEE]


def test_lines_that_begin_with_a_dot_arrive_with_it() -> None:
    text = ".\n..\n.hidden\n"
    inbox = Inbox()
    with smtp_server(inbox):
        transport(inbox.port).send(mail(text=text))
    arrived = message_from_bytes(inbox.mails[0], policy=default_policy).get_body(("plain",))
    assert arrived is not None
    assert arrived.get_content().replace("\r\n", "\n") == text


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


def test_an_address_that_smtp_cannot_carry_is_refused_like_an_unknown_one() -> None:
    inbox = Inbox()
    with smtp_server(inbox):
        result = transport(inbox.port).send(replace(mail(), to=(KIM, "jörg@client.example")))
    assert (result.verdict, result.refused) == (SendVerdict.SENT, ("jörg@client.example",))


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    result = transport(port).send(mail())
    assert result.verdict is SendVerdict.RETRY
    assert "ConnectionRefusedError" in result.detail


def test_a_name_that_no_name_server_knows() -> None:
    settings = ConnectionSettings(id="concord_mail", type="smtp", host="mail.invalid")
    assert SmtpTransport(settings).send(mail()).verdict is SendVerdict.RETRY


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
        assert transport(port).send(mail()).verdict is verdict


def test_a_server_that_says_nothing_is_tried_again() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        result = transport(server.getsockname()[1], timeout=0.1).send(mail())
    assert result.verdict is SendVerdict.RETRY


def test_a_session_too_slow_for_the_lease_sends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp, "BEFORE_CONTENT", -1)
    inbox = Inbox()
    assert sent_to(inbox, KIM).verdict is SendVerdict.RETRY
    assert inbox.mails == []


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    """Return the context of a server whose certificate nobody has signed."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("tls")
    (folder / "cert.pem").write_bytes(signed.public_bytes(Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context


def test_encryption_is_used_where_the_server_offers_it(certificate: ssl.SSLContext) -> None:
    inbox = Inbox()
    with smtp_server(inbox, tls=certificate):
        trusting = transport(inbox.port, ssl_context="none").send(mail())
        careful = transport(inbox.port).send(mail())
        plain = transport(inbox.port, disable_tls="true").send(mail())
    assert trusting.verdict is SendVerdict.SENT
    assert careful.verdict is SendVerdict.REFUSED_CHANNEL
    assert "certificate is not trusted" in careful.detail
    assert plain.verdict is SendVerdict.SENT


def test_encryption_from_the_first_byte(certificate: ssl.SSLContext) -> None:
    inbox = Inbox()
    with smtp_server(inbox, tls=certificate, wrapped=True):
        way = transport(inbox.port, disable_ssl=False, ssl_context="none")
        assert way.send(mail()).verdict is SendVerdict.SENT


def test_a_server_without_encryption_is_refused_where_it_is_asked_for() -> None:
    inbox = Inbox()
    with smtp_server(inbox):
        asked = transport(inbox.port, disable_tls=False).send(mail())
        login = transport(inbox.port, login="concord", password="s3cret-word").send(mail())
    for result in (asked, login):
        assert result.verdict is SendVerdict.REFUSED_CHANNEL
        assert "offers no encryption" in result.detail
    assert inbox.mails == []


@pytest.mark.parametrize(
    ("password", "verdict"),
    [
        ("s3cret-word", SendVerdict.SENT),
        ("wr0ng-word", SendVerdict.REFUSED_CHANNEL),
        ("wr0ng-wörd", SendVerdict.REFUSED_CHANNEL),
    ],
)
def test_a_login_is_asked_for_its_password_which_nobody_reads(
    password: str,
    verdict: SendVerdict,
    certificate: ssl.SSLContext,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    inbox = Inbox()
    with smtp_server(inbox, login=True, tls=certificate):
        way = transport(inbox.port, login="concord", password=password, ssl_context="none")
        result = way.send(mail())
    assert result.verdict is verdict
    assert password not in result.detail + repr(way)
    assert not [r for r in caplog.records if r.name.startswith("concord")]


def test_a_login_at_a_server_that_knows_none() -> None:
    inbox = Inbox()
    with smtp_server(inbox):
        way = transport(inbox.port, login="concord", password="s3cret-word", disable_tls=True)
        result = way.send(mail())
    assert result.verdict is SendVerdict.REFUSED_CHANNEL
    assert not way.repeat_is_harmless


@pytest.mark.parametrize(("password", "is_refused"), [("s3cret-word", False), ("wr0ng", True)])
def test_the_way_can_be_tried_without_a_mail(
    password: str, certificate: ssl.SSLContext, *, is_refused: bool
) -> None:
    inbox = Inbox()
    with smtp_server(inbox, login=True, tls=certificate):
        way = transport(inbox.port, login="concord", password=password, ssl_context="none")
        refusal = way.refusal()
    assert (refusal is not None) is is_refused
    assert refusal is None or password not in refusal.detail
    assert inbox.mails == []


def test_what_stands_in_the_way_is_said_as_of_a_mail() -> None:
    inbox = Inbox()
    with smtp_server(inbox):
        plain = transport(inbox.port, disable_tls=False).refusal()
    gone = transport(inbox.port).refusal()
    assert plain is not None
    assert "offers no encryption" in plain.detail
    assert gone is not None
    assert gone.verdict is SendVerdict.RETRY
