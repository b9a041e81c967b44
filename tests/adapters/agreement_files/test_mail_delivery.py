"""From where mail goes out, and to which addresses, read strictly: a slip must not open a door."""

import pytest

from concord.adapters.agreement_files.document import compose
from concord.adapters.agreement_files.mail_delivery import domain_name, https_address
from concord.adapters.agreement_files.organisation import read_organisation
from concord.adapters.agreement_files.quantities import NotThatError
from concord.adapters.agreement_files.remarks import Remarks
from concord.domain.mail_delivery import MailDelivery

PEOPLE = "people: [{id: kim, role: vendor_manager, email: kim@client.example}]\n"


def read(text: str) -> tuple[MailDelivery, list[tuple[str, str, str]]]:
    table = compose(f"{PEOPLE}{text}\n", remarks := Remarks("organisation.yaml"))
    assert table is not None
    found = read_organisation(table, remarks).delivery
    return found, [(each.severity, each.rule, each.path) for each in remarks.findings]


def test_where_nothing_is_said_mail_goes_from_and_to_everywhere() -> None:
    assert read("") == (MailDelivery(), [])


def test_all_of_it_is_read() -> None:
    text = (
        "delivery: {installation: production, only_to: [acme.example, client.example], "
        "redirect_to: staging@client.example}"
    )
    assert read(text) == (
        MailDelivery(
            installation="production",
            only_to=("acme.example", "client.example"),
            redirect_to="staging@client.example",
        ),
        [],
    )
    assert read("delivery: {only_to: client.example}")[0].only_to == ("client.example",)


@pytest.mark.parametrize(
    ("text", "rule", "path"),
    [
        ("delivery: {instalation: x}", "unknown-key", "delivery.instalation"),
        ("delivery: {installation: my place}", "not-an-id", "delivery.installation"),
        ("delivery:\n  installation:", "empty-value", "delivery.installation"),
        ("delivery: {only_to: []}", "empty-value", "delivery.only_to"),
        ('delivery: {only_to: "*.client.example"}', "not-a-domain", "delivery.only_to"),
        ("delivery: {only_to: kim@client.example}", "not-a-domain", "delivery.only_to"),
        ("delivery: {redirect_to: kim@client.example}", "missing-key", "delivery.installation"),
        (
            "delivery: {installation: x, redirect_to: kim}",
            "not-an-address",
            "delivery.redirect_to",
        ),
        ("delivery: production", "not-a-mapping", "delivery"),
        (
            "delivery: {unsubscribe: http://a.example}",
            "not-an-https-address",
            "delivery.unsubscribe",
        ),
    ],
)
def test_a_slip_is_an_error_so_that_nothing_goes_out(text: str, rule: str, path: str) -> None:
    assert ("error", rule, path) in read(text)[1]


def test_people_and_an_address_that_mail_does_not_reach_are_named() -> None:
    text = "delivery: {installation: x, only_to: acme.example, redirect_to: s@client.example}"
    assert read(text)[1] == [
        ("warning", "outside-delivery", "delivery.redirect_to"),
        ("warning", "outside-delivery", "people.kim.email"),
    ]


@pytest.mark.parametrize("text", ["acme.example", "ACME.example", "localhost", "büro.example"])
def test_a_domain_is_kept_as_it_is_written(text: str) -> None:
    assert domain_name(text) == text


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("*.acme.example", "acme.example"),
        ("kim@acme.example", "acme.example"),
        ("@acme.example", "acme.example"),
        ("acme..example", ""),
        ("-acme.example", ""),
        ("acme example", ""),
        (".", ""),
        ("a" * 260, "a" * 260),
    ],
)
def test_what_is_no_domain_is_refused_with_what_was_meant(text: str, hint: str) -> None:
    with pytest.raises(NotThatError) as refused:
        domain_name(text)
    assert (refused.value.rule, refused.value.hint) == ("not-a-domain", hint)


@pytest.mark.parametrize(
    "text", ["https://acme.example", "https://acme.example:8443/mail/off?by=concord&x=%20"]
)
def test_where_to_ask_for_no_more_is_an_address_by_https(text: str) -> None:
    assert https_address(text) == text
    assert read(f'delivery: {{unsubscribe: "{text}"}}')[0].unsubscribe == text


@pytest.mark.parametrize(
    "text",
    [
        "acme.example",
        "http://acme.example",
        "https://",
        "https://acme.example/a b",
        "https://acme.example/>\r\nBcc: x@y.example",
        "https://acme.example/<",
        "https://kim:secret@acme.example/",
        "https://acme.example/\u202e",
        "https://acme.example/" + "x" * 501,
    ],
)
def test_nothing_else_leads_out_of_a_mail(text: str) -> None:
    with pytest.raises(NotThatError):
        https_address(text)
