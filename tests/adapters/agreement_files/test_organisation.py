"""The organisation file: who buys."""

import pytest

from concord.adapters.agreement_files.document import compose
from concord.adapters.agreement_files.organisation import default_organisation, read_organisation
from concord.adapters.agreement_files.remarks import Remarks
from concord.domain.people import Side


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
