"""People of an agreement to whom no mail may go are named, each where its address stands."""

from dataclasses import replace

import pytest

from concord.adapters.agreement_files.agreement import read_agreement
from concord.adapters.agreement_files.document import compose
from concord.adapters.agreement_files.organisation import default_organisation
from concord.adapters.agreement_files.remarks import Remarks
from concord.domain.mail_delivery import MailDelivery
from concord.domain.people import Person, Side
from tests.agreement_texts import VALID

OURS = Person(
    id="max", name="Max", side=Side.CLIENT, role="sponsor", email="max@elsewhere.example"
)


@pytest.mark.parametrize(
    ("only_to", "named"),
    [
        ((), []),
        (("acme.example", "client.example"), []),
        (("example",), []),
        (("client.example",), ["people.ana.email", "people.joel.email"]),
    ],
)
def test_who_gets_no_mail_is_named(only_to: tuple[str, ...], named: list[str]) -> None:
    organisation = replace(
        default_organisation(), people=(OURS,), delivery=MailDelivery(only_to=only_to)
    )
    table = compose(VALID, remarks := Remarks("acme.yaml"))
    assert table is not None
    read_agreement(table, organisation, "v1", remarks)
    found = [each for each in remarks.findings if each.rule == "outside-delivery"]
    assert [each.path for each in found] == named
    assert {each.severity for each in found} <= {"warning"}
