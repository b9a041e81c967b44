"""The organisation file: who buys."""

from datetime import time

import pytest

from concord.adapters.agreement_files.document import compose
from concord.adapters.agreement_files.organisation import default_organisation, read_organisation
from concord.adapters.agreement_files.remarks import Remarks
from concord.domain.branding import Branding
from concord.domain.people import Side
from tests.agreement_texts import agreement_of


def test_people_of_the_organisation_stand_on_the_clients_side() -> None:
    text = (
        "name: Contoso\ntimezone: Asia/Manila\ncalendar: PH\nlanguage: fr\nsender: c@c.example\n"
        "people: [{id: kim, role: sponsor, email: k@c.example}]\n"
    )
    table = compose(text, remarks := Remarks("organisation.yaml"))
    assert table is not None
    organisation = read_organisation(table, remarks)
    assert remarks.findings == []
    assert (organisation.zone.key, organisation.calendar.name) == ("Asia/Manila", "PH")
    assert [(p.side, p.language) for p in organisation.people] == [(Side.CLIENT, "fr")]


@pytest.mark.parametrize(
    ("line", "rule"),
    [("zone: UTC", "unknown-key"), ("sender: x", "not-an-address"), ("branding: {}", "not-yet")],
)
def test_it_is_read_as_strictly_as_an_agreement(line: str, rule: str) -> None:
    table = compose(f"{line}\n", remarks := Remarks("organisation.yaml"))
    assert table is not None
    organisation = read_organisation(table, remarks)
    assert [finding.rule for finding in remarks.findings] == [rule]
    assert organisation == default_organisation()


def test_what_holds_for_everybody_is_kept_for_agreements_that_say_nothing() -> None:
    text = (
        "people: [{id: kim, role: sponsor, email: k@c.example}]\n"
        "privacy: {smallest_group: 8, contact: kim}\n"
        'digest: "08:00"\nquiet_hours: "20:00-07:00"\nchannels: {chat: teams}\n'
        'branding: {colour: "#003366", logo: logo.png, footer: Contoso}\n'
        "defaults: {currency: GBP, completeness: 95 %, report_day: 6th business day, "
        "report_formats: [mail, pdf]}\n"
    )
    table = compose(text, remarks := Remarks("organisation.yaml"))
    assert table is not None
    organisation = read_organisation(table, remarks)
    assert [finding.rule for finding in remarks.findings] == ["not-yet"] * 5
    assert organisation.branding == Branding(colour="#003366", logo="logo.png", footer="Contoso")
    agreement = agreement_of("partner: acme\n", organisation)
    assert (agreement.privacy.smallest_group, agreement.privacy.contact) == (8, "kim")
    assert (agreement.channels.chat, agreement.channels.digest) == ("teams", time(8))
    assert str(agreement.channels.quiet_hours) == "20:00-07:00"


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("branding: {colour: blue}", "not-a-colour"),
        ("defaults: {currency: pounds}", "not-a-quantity"),
        ("defaults: {completeness: 101 %}", "not-a-quantity"),
        ("defaults: {report_formats: fax}", "unknown-word"),
        ("defaults: {weight: 1}", "unknown-key"),
        ("digest: eight", "not-a-quantity"),
        ("channels: []", "not-a-mapping"),
    ],
)
def test_what_waits_is_read_as_strictly(line: str, rule: str) -> None:
    table = compose(f"{line}\n", remarks := Remarks("organisation.yaml"))
    assert table is not None
    read_organisation(table, remarks)
    assert [finding.rule for finding in remarks.findings] == ["not-yet", rule]
