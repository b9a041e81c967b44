"""The question that is asked about a month: what it shows, and to whom."""

from concord.domain.ledger import ServiceMonth
from concord.domain.people import Side
from concord.services.ask_sign_off import SignOffQuestion, sign_off_question, signers
from tests.builders import moment, period, service
from tests.ledger_books import Books, books_agreement

OCTOBER = ServiceMonth(partner="northwind", service="voice", month=period("2026-10"))
NOW = moment("2026-11-12T09:00")


def books() -> Books:
    found = Books()
    found.owe(now=moment("2026-11-05T09:00"), m2026_10="1000.00")
    return found


def asked(found: Books) -> SignOffQuestion:
    return sign_off_question(found.agreement, OCTOBER, store=found.store, now=NOW)


def test_it_shows_the_statement_and_whose_signature_lacks() -> None:
    found = books()
    found.issue("2026-10", at=moment("2026-11-09T09:00"))
    question = asked(found)
    assert question.title == ("Northwind Support Services: sign off Customer care, October 2026?")
    assert "GBP 1,000.00" in question.body
    assert "| Signed by | nobody yet |" in question.body
    assert "23 Nov 2026" in question.body
    assert "somebody of the partner" in question.body
    assert "(points)" in question.body.replace("\\", "")


def test_a_signature_changes_what_is_asked() -> None:
    found = books()
    before = asked(found).body
    found.sign("2026-10", "kim")
    after = asked(found).body
    assert before != after
    assert "| Signed by | kim |" in after


def test_before_the_statement_is_out_the_time_has_not_begun() -> None:
    assert "no statement with these figures is out yet" in asked(books()).body


def test_both_sides_are_asked() -> None:
    people = signers(books().agreement, OCTOBER, NOW)
    assert {person.side for person in people} == {Side.CLIENT, Side.PARTNER}
    assert asked(books()).people == people


def test_of_ours_the_owner_is_asked_where_there_is_one() -> None:
    agreed = books_agreement(services=(service(owner="lee"),))
    ours = [p.id for p in signers(agreed, OCTOBER, NOW) if p.side is Side.CLIENT]
    assert ours == ["lee"]
