"""Trouble that may pass is waited for, a few times and ever longer."""

import pytest

from concord.adapters.drives.objects import StorageError, Trouble, persistently


class Store:
    """A store that has its troubles, one after the other, and then answers."""

    def __init__(self, *troubles: Trouble) -> None:
        self.troubles = list(troubles)
        self.pauses: list[float] = []

    def answer(self) -> str:
        if self.troubles:
            raise StorageError(self.troubles.pop(0), "trouble")
        return "answer"

    def asked(self) -> str:
        return persistently(self.answer, self.pauses.append)


def test_an_answer_is_taken_at_once() -> None:
    store = Store()
    assert (store.asked(), store.pauses) == ("answer", [])


def test_passing_trouble_is_waited_for_ever_longer() -> None:
    store = Store(*[Trouble.PASSING] * 4)
    assert (store.asked(), store.pauses) == ("answer", [0.5, 1.0, 2.0, 4.0])


def test_trouble_that_does_not_pass_is_told_after_five_tries() -> None:
    store = Store(*[Trouble.PASSING] * 5)
    with pytest.raises(StorageError):
        store.asked()
    assert store.troubles == []


@pytest.mark.parametrize("trouble", sorted(set(Trouble) - {Trouble.PASSING}))
def test_other_trouble_is_told_at_once(trouble: Trouble) -> None:
    store = Store(trouble)
    with pytest.raises(StorageError):
        store.asked()
    assert store.pauses == []
