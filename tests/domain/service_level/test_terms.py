"""Terms: what a service level asks for from a day on."""

from datetime import date

from concord.domain.service_level import Bands, Terms
from tests.builders import at_least


def test_terms_are_those_first_agreed_unless_an_amendment_says_so() -> None:
    agreed = Terms(since=date(2026, 1, 1), target=at_least("80"), bands=Bands())
    assert agreed.amendment == ""
