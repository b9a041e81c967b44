"""The DATA MISSING letter: what, from whom, since when, to the owner alone."""

from dataclasses import replace

from concord.domain.agreement import Agreement
from concord.domain.report_gate import Problem
from concord.services.correspondence import Correspondence
from concord.services.report_missing_data import missing_data_letter, state_of, tell_owner
from tests.builders_report import ANA, KIM, NOW, OCTOBER, an_agreement
from tests.fakes import FakeLetters, FakeMailWriter, FakeStore

NO_FILE = Problem(what="daily ops, October 2026", state="no file came", since=NOW)
INCOMPLETE = Problem(what="Calls answered", state="incomplete: 46.6 %")


def told(agreement: Agreement, *states: tuple[Problem, ...]) -> list[tuple[str, ...]]:
    """Return to whom the letters about these states went, one after the other."""
    store, writer = FakeStore(), FakeMailWriter()
    correspondence = Correspondence(installation="test", letters=FakeLetters(), writer=writer)
    for problems in states:
        with store.transaction() as tx:
            tell_owner(tx, correspondence, agreement, OCTOBER, problems, NOW)
    with store.transaction() as tx:
        return [entry.mail.to for entry in tx.outbox.entries()]


def test_the_letter_says_what_is_missing_from_whom_and_since_when() -> None:
    letter = missing_data_letter(an_agreement(), OCTOBER, (NO_FILE, INCOMPLETE))
    assert letter.title == "DATA MISSING: Northwind Contact, October 2026"
    assert "not sent to anybody: 2 things are missing" in letter.paragraphs[0]
    assert dict(letter.facts)["To be delivered by"] == "Ana Reyes (ana@northwind.example)"
    assert letter.tables[0].rows == (
        ("daily ops, October 2026", "no file came", "10 Nov 2026 09:00"),
        ("Calls answered", "incomplete: 46.6 %", "–"),
    )


def test_without_people_the_partner_itself_is_named() -> None:
    letter = missing_data_letter(replace(an_agreement(), people=(KIM,)), OCTOBER, (NO_FILE,))
    assert dict(letter.facts)["To be delivered by"] == "Northwind Contact"


def test_each_state_is_told_once() -> None:
    both = (NO_FILE, INCOMPLETE)
    assert told(an_agreement(), both, both, (INCOMPLETE,)) == [(KIM.email,), (KIM.email,)]
    assert state_of(both) != state_of((INCOMPLETE,))


def test_without_an_owner_the_vendor_managers_are_told() -> None:
    orphan = replace(an_agreement(), contract=None, services=())
    assert told(orphan, (NO_FILE,)) == [(KIM.email,)]


def test_the_partner_is_never_told() -> None:
    assert told(replace(an_agreement(), people=(ANA,)), (NO_FILE,)) == []
    contract = an_agreement().contract
    assert contract is not None
    theirs = replace(an_agreement(), contract=replace(contract, owner="ana"))
    assert told(theirs, (NO_FILE,)) == []


def test_a_state_that_was_told_is_not_told_again_in_other_words() -> None:
    store, writer = FakeStore(), FakeMailWriter()
    correspondence = Correspondence(installation="test", letters=FakeLetters(), writer=writer)
    renamed = replace(an_agreement(), name="Northwind, formerly Contact")
    for agreement, new in ((an_agreement(), True), (renamed, False)):
        with store.transaction() as tx:
            told_now = tell_owner(tx, correspondence, agreement, OCTOBER, (NO_FILE,), NOW)
        assert told_now is new
