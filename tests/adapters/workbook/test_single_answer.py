"""One answer from a process of its own: what it writes, or nothing when it fails or is ended."""

import pytest

from concord.adapters.workbook.limits import ReadLimits
from concord.adapters.workbook.single_answer import answer_of


class Tight(ReadLimits):
    """Limits whose time is over before it began."""

    def wall(self, rows: int) -> int:
        return rows * 0


@pytest.mark.parametrize(
    ("module", "limits", "answer"),
    [
        ("this", ReadLimits(), b"The Zen of Python"),
        ("nowhere.to.be.found", ReadLimits(), None),
        ("this", Tight(), None),
    ],
    ids=["an answer", "a failure", "no time"],
)
def test_a_process_answers_or_there_is_none(
    module: str, limits: ReadLimits, answer: bytes | None
) -> None:
    given = answer_of(module, None, limits, 1)
    assert (given and given[:17]) == answer
