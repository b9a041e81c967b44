"""Where mail is delivered at all: one installation, agreed domains, one address for copies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.mail_delivery import MailDelivery, plain_domain, redirected
from concord.domain.message import Message, MessageIdentity, MessageKind

ANYWHERE = MailDelivery()
PRODUCTION = MailDelivery(installation="production")
STAGING = MailDelivery(installation="production", redirect_to="staging@acme.example")
OURS = MailDelivery(only_to=("acme.example", "Büro.example", "xn--bcher-kva.example"))


@pytest.mark.parametrize(
    ("delivery", "installation", "waits", "redirects"),
    [
        (ANYWHERE, "whichever", False, ""),
        (PRODUCTION, "production", False, ""),
        (PRODUCTION, "Production", True, ""),
        (PRODUCTION, "staging", True, ""),
        (STAGING, "production", False, ""),
        (STAGING, "staging", False, "staging@acme.example"),
    ],
)
def test_one_installation_writes_to_people(
    delivery: MailDelivery, installation: str, *, waits: bool, redirects: str
) -> None:
    assert bool(delivery.waits(installation)) is waits
    assert delivery.redirects(installation) == redirects


def test_the_reason_names_both_installations() -> None:
    assert PRODUCTION.waits("staging") == (
        "organisation.yaml lets mail go out of the installation 'production' alone, and this "
        "one is 'staging'."
    )


@pytest.mark.parametrize(
    "address",
    [
        "ana@acme.example",
        "ana@ACME.Example",
        "ana@mail.acme.example",
        "ana@a.b.acme.example",
        "ana@acme.example.",
        "ana@acme。example",
        "ana@büro.example",
        "ana@BÜRO.example",
        "ana@xn--bro-hoa.example",
        "ana@bücher.example",
        '"a@b"@acme.example',
    ],
)
def test_mail_may_go_to_a_domain_and_below_it_however_it_is_written(address: str) -> None:
    assert OURS.outside((address,)) == ()


@pytest.mark.parametrize(
    "address",
    [
        "ana@notacme.example",
        "ana@acme.example.evil.example",
        "ana@example",
        "ana@acme.exarnple",
        "ana@аcme.example",  # noqa: RUF001 -- its first letter is Cyrillic: another domain
        "ana@ａcme.example",  # noqa: RUF001 -- a wide letter
        "ana@.acme.example@evil.example",
        "acme.example",
        "@acme.example",
        "ana@",
        "",
    ],
)
def test_nothing_else_is_taken_for_it(address: str) -> None:
    assert OURS.outside((address,)) == (address,)
    assert ANYWHERE.outside((address,)) == ()


def test_sharp_s_is_a_letter_of_its_own() -> None:
    assert plain_domain("straße.example") == "xn--strae-oqa.example"


@given(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20))
def test_a_domain_reads_the_same_once_it_is_plain(label: str) -> None:
    plain = plain_domain(f"{label}.example")
    assert plain.isascii()
    assert plain_domain(plain) == plain


@given(st.emails())
def test_an_address_is_within_its_own_domain(address: str) -> None:
    domain = address.rpartition("@")[2]
    assert MailDelivery(only_to=(domain,)).outside((address,)) == ()


def message(html: str) -> Message:
    return Message(
        identity=MessageIdentity(
            installation="staging\r\nBcc: x",
            kind=MessageKind.REMINDER,
            subject="acme",
            period="",
            revision="1",
            audience="ana@acme.example",
        ),
        to=("ana@acme.example",),
        subject="Notice",
        text="Hello.",
        html=html,
    )


def test_a_redirected_mail_goes_to_one_address_and_says_who_would_have_got_it() -> None:
    found = redirected(
        message("<html><body><p>Hello.</p></body></html>"), "s@x.example", ["A <a>"]
    )
    line = "Redirected: only you get this. In production it goes to A <a>."
    assert found.to == ("s@x.example",)
    assert found.subject == "[staging Bcc: x] Notice"
    assert found.text == f"{line}\n\nHello."
    assert found.html.startswith("<html><body><p ")
    assert "A &lt;a&gt;." in found.html
    assert found.identity.audience == "redirected:ana@acme.example"
    assert redirected(message("Hello."), "s@x.example", ["A"]).html.startswith("<p ")
