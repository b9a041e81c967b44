"""The identity of a change that is asked about."""

from concord.domain.ledger import CreditChange


def test_a_runs_id_names_the_change_and_holds_no_name_of_a_partner() -> None:
    wanted = CreditChange(partner="Acmé/../x", number=3)
    assert wanted.run_id.startswith("credit-change~")
    assert wanted.run_id.endswith("~3")
    assert "Acm" not in wanted.run_id
