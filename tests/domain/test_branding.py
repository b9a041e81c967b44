"""Branding."""

from concord.domain.branding import Branding


def test_it_is_plain_until_something_is_asked_for() -> None:
    assert Branding().is_plain
    assert not Branding(colour="#003366").is_plain
