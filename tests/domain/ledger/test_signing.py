"""A service's month is one thing to sign, whoever asks."""

from concord.domain.ledger import ServiceMonth, SignOffAnswer, SignOffChoice
from tests.builders import period

OCTOBER = ServiceMonth(partner="northwind", service="voice", month=period("2026-10"))


def test_each_month_of_a_service_has_a_run_of_its_own() -> None:
    mail = ServiceMonth(partner="northwind", service="mail", month=period("2026-10"))
    november = ServiceMonth(partner="northwind", service="voice", month=period("2026-11"))
    assert len({each.run_id for each in (OCTOBER, mail, november)}) == len("abc")
    assert OCTOBER.run_id.endswith("~2026-10")


def test_only_a_dispute_says_an_amount() -> None:
    assert SignOffAnswer(choice=SignOffChoice.SIGN).amount == ""
