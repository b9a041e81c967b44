"""Errors: each says what broke and what a person can do about it."""

import pytest

from concord.domain import errors
from concord.domain.errors import ConcordError, DriveUnavailableError

EVERY_ERROR = sorted(
    (
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, ConcordError)
    ),
    key=lambda kind: kind.__name__,
)


def test_an_error_says_what_broke_and_then_what_to_do() -> None:
    said = str(DriveUnavailableError("The drive of Northwind does not answer."))
    assert said == (
        "The drive of Northwind does not answer. What to do: "
        "Check the connection and the folder of the source's drive, then clear the task."
    )


@pytest.mark.parametrize("kind", EVERY_ERROR)
def test_every_error_is_named_an_error_and_says_what_it_is(kind: type[ConcordError]) -> None:
    assert kind.__name__.endswith("Error")
    assert kind.__doc__


@pytest.mark.parametrize("kind", [kind for kind in EVERY_ERROR if kind is not ConcordError])
def test_every_error_has_a_remedy_of_its_own(kind: type[ConcordError]) -> None:
    assert kind.remedy != ConcordError.remedy
    assert kind.remedy.endswith(".")


def test_every_class_here_is_caught_by_one_root() -> None:
    own = (kind for kind in vars(errors).values() if isinstance(kind, type))
    classes = {kind for kind in own if kind.__module__ == errors.__name__}
    assert classes == set(EVERY_ERROR)


def test_no_two_errors_give_the_same_advice() -> None:
    assert len({kind.remedy for kind in EVERY_ERROR}) == len(EVERY_ERROR)
