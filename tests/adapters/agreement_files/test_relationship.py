"""The relationship as a whole."""

from concord.domain.relationship import Relationship
from tests.agreement_texts import VALID, agreement_of


def test_an_agreement_that_says_nothing_of_it_has_an_empty_one() -> None:
    assert agreement_of(VALID).relationship == Relationship()
