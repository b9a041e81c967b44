"""How a session begins: encrypted and logged in as the connection says, or not at all."""

import logging
import ssl

import pytest

from concord.domain.outbox import SendVerdict
from tests.adapters.mail.certificates import Certified
from tests.adapters.mail.ways import sent_by, transport
from tests.mail_servers import Inbox, smtp_server


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    """Return the context of a server whose certificate nobody has signed."""
    return Certified.made(tmp_path_factory.mktemp("tls")).context


def test_encryption_is_used_where_the_server_offers_it(certificate: ssl.SSLContext) -> None:
    inbox = Inbox()
    with smtp_server(inbox, tls=certificate):
        trusting = sent_by(transport(inbox.port, ssl_context="none"))
        careful = sent_by(transport(inbox.port))
        plain = sent_by(transport(inbox.port, disable_tls="true"))
    assert trusting.verdict is SendVerdict.SENT
    assert careful.verdict is SendVerdict.REFUSED_CHANNEL
    assert "certificate is not trusted" in careful.detail
    assert plain.verdict is SendVerdict.SENT


def test_encryption_from_the_first_byte(certificate: ssl.SSLContext) -> None:
    inbox = Inbox()
    with smtp_server(inbox, tls=certificate, wrapped=True):
        way = transport(inbox.port, disable_ssl=False, ssl_context="none")
        assert sent_by(way).verdict is SendVerdict.SENT


def test_a_server_without_encryption_is_refused_where_it_is_asked_for() -> None:
    inbox = Inbox()
    with smtp_server(inbox):
        asked = sent_by(transport(inbox.port, disable_tls=False))
        login = sent_by(transport(inbox.port, login="concord", password="s3cret-word"))
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
        result = sent_by(way)
    assert result.verdict is verdict
    assert password not in result.detail + repr(way)
    assert not [r for r in caplog.records if r.name.startswith("concord")]


def test_a_login_at_a_server_that_knows_none() -> None:
    inbox = Inbox()
    with smtp_server(inbox):
        way = transport(inbox.port, login="concord", password="s3cret-word", disable_tls=True)
        result = sent_by(way)
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
