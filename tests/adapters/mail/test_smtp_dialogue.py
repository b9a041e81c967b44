"""What a server is told about a mail: as much as it says that it understands."""

from dataclasses import replace
from email import message_from_bytes
from email.policy import default as default_policy

import pytest

from concord.domain.outbox import OutgoingMail, SendResult, SendVerdict
from tests.adapters.mail.mails import mail
from tests.adapters.mail.ways import sent_by, transport
from tests.mail_servers import Inbox, smtp_server
from tests.smtp_relay import Relay, smtp_relay

KIM, JOERG = "kim@client.example", "jörg@client.example"


def sent_over(relay: Relay, *mails: OutgoingMail) -> SendResult:
    with smtp_relay(relay):
        return sent_by(transport(relay.port), *mails)


def said(relay: Relay, verb: str) -> list[str]:
    """Return the commands of a kind, without its name."""
    return [each.removeprefix(verb) for each in relay.commands if each.startswith(verb)]


def test_lines_that_begin_with_a_dot_arrive_with_it() -> None:
    text = ".\n..\n.hidden\n"
    inbox = Inbox()
    with smtp_server(inbox):
        sent_by(transport(inbox.port), mail(text=text))
    arrived = message_from_bytes(inbox.mails[0], policy=default_policy).get_body(("plain",))
    assert arrived is not None
    assert arrived.get_content().replace("\r\n", "\n") == text


def test_reports_of_delivery_are_asked_for_where_the_server_gives_them() -> None:
    relay = Relay(extensions=("DSN", "SIZE 1000000"))
    written = mail()
    assert sent_over(relay, written).verdict is SendVerdict.SENT
    size = len(written.payload)
    assert said(relay, "mail FROM:") == [
        f"<concord@client.example> SIZE={size} RET=HDRS ENVID={written.key}"
    ]
    assert said(relay, "rcpt TO:") == [f"<{KIM}> NOTIFY=SUCCESS,FAILURE"]


def test_a_server_that_names_no_reports_is_not_asked_for_them() -> None:
    inbox = Inbox()
    with smtp_server(inbox):
        assert sent_by(transport(inbox.port)).verdict is SendVerdict.SENT
    relay = Relay()
    assert sent_over(relay).verdict is SendVerdict.SENT
    assert said(relay, "rcpt TO:") == [f"<{KIM}>"]


@pytest.mark.parametrize("verb", ["MAIL", "RCPT"])
def test_a_server_that_names_reports_and_knows_none_gets_the_mail_without(verb: str) -> None:
    relay = Relay(extensions=("DSN",), answers={verb: ["555 parameter not recognised"]})
    assert sent_over(relay, mail(), mail()).verdict is SendVerdict.SENT
    assert said(relay, "rcpt TO:")[-2:] == [f"<{KIM}>"] * 2
    assert "RET=HDRS" not in said(relay, "mail FROM:")[-1]
    assert (relay.sessions, len(relay.mails)) == (1, 2)


def test_a_key_of_any_characters_is_written_as_parameters_are() -> None:
    relay = Relay(extensions=("DSN",))
    sent_over(relay, replace(mail(), key="a+b=c d" + "x" * 100))
    assert said(relay, "mail FROM:")[0].endswith("ENVID=a+2Bb+3Dc+20d" + "x" * 87)


def test_an_address_in_another_alphabet_is_carried_where_the_server_can() -> None:
    relay = Relay(extensions=("SMTPUTF8",))
    result = sent_over(relay, replace(mail(), to=(KIM, JOERG)))
    assert (result.verdict, result.refused) == (SendVerdict.SENT, ())
    assert said(relay, "mail FROM:") == ["<concord@client.example> SMTPUTF8"]
    assert said(relay, "rcpt TO:") == [f"<{KIM}>", f"<{JOERG}>"]


def test_where_it_cannot_the_others_get_the_mail() -> None:
    relay = Relay()
    result = sent_over(relay, replace(mail(), to=(KIM, JOERG)))
    assert (result.verdict, result.refused) == (SendVerdict.SENT, (JOERG,))
    assert said(relay, "rcpt TO:") == [f"<{KIM}>"]


def test_a_domain_in_another_alphabet_is_named_as_every_server_knows_it() -> None:
    relay = Relay(extensions=("SMTPUTF8",))
    assert sent_over(relay, replace(mail(), to=("kim@bücher.example",))).refused == ()
    assert said(relay, "rcpt TO:") == ["<kim@xn--bcher-kva.example>"]
    assert "SMTPUTF8" not in said(relay, "mail FROM:")[0]


@pytest.mark.parametrize(
    "forged", ["kim@client.example\r\nRCPT TO:<eve@x.example>", "kim@a> <eve@b", "a b@c", "a\0@c"]
)
def test_no_address_becomes_a_command(forged: str) -> None:
    relay = Relay()
    result = sent_over(relay, replace(mail(), to=(KIM, forged)))
    assert (result.verdict, result.refused) == (SendVerdict.SENT, (forged,))
    assert said(relay, "rcpt TO:") == [f"<{KIM}>"]


def test_a_mail_that_is_too_large_is_not_sent_at_all() -> None:
    relay = Relay(extensions=("SIZE 1000",))
    result = sent_over(relay)
    assert result.verdict is SendVerdict.DEAD
    assert "mails of up to 1,000 bytes" in result.detail
    assert (said(relay, "mail"), relay.mails) == ([], [])


@pytest.mark.parametrize("named", ["SIZE", "SIZE 0", "SIZE much"])
def test_a_server_without_a_limit_takes_any_size(named: str) -> None:
    assert sent_over(Relay(extensions=(named,))).verdict is SendVerdict.SENT
