"""The page about crashes says what the cases are held to."""

from tests.crash.page import PAGE, page_text


def test_the_page_is_current() -> None:
    assert PAGE.read_text("utf-8") == page_text(), "run `make docs`"
