"""The page of the reference says what the readers say."""

from tests.bad_inputs.catalogue import CASES
from tests.bad_inputs.page import GROUPS, PAGE, page_text


def test_the_page_is_as_it_would_be_written_now() -> None:
    assert PAGE.read_text("utf-8") == page_text()


def test_the_page_holds_every_case() -> None:
    assert [case for _, cases in GROUPS for case in cases] == list(CASES)
