"""Arrivals: a content that was collected before may be meant to be the current one again."""

from datetime import UTC, datetime, timedelta

import pytest

from concord.domain.arrival import Arrival, is_restored

MORNING = datetime(2026, 11, 4, 8, tzinfo=UTC)


def arrival(content: str, hours: int, *, of: str = "a", name: str = "d.csv") -> Arrival:
    return Arrival(
        partner="acme",
        source="daily",
        sha256=content,
        file=name,
        drive_file=of,
        revision=f"r{hours}",
        size=1,
        at=MORNING + timedelta(hours=hours),
    )


@pytest.mark.parametrize(
    ("earlier", "new", "restored"),
    [
        ([("first", 0), ("second", 1)], arrival("first", 2), True),
        ([("second", 1), ("first", 0)], arrival("first", 2), True),
        ([("first", 0)], arrival("first", 2), False),
        ([("first", 0), ("second", 1), ("first", 2)], arrival("first", 3), False),
        ([("first", 0)], arrival("first", 2, of="b"), False),
        ([("first", 0)], arrival("first", 2, of="b", name="D.CSV"), False),
        ([("first", 0)], arrival("first", 2, of="b", name="new.csv"), True),
        ([], arrival("first", 2), True),
    ],
    ids=[
        "put back in place",
        "whatever the order in which they are told",
        "touched",
        "touched after it came back",
        "a copy under its name",
        "a copy under its name, in capitals",
        "a copy under a name it never had",
        "content of which nothing is known",
    ],
)
def test_a_content_is_current_again(
    earlier: list[tuple[str, int]],
    new: Arrival,
    restored: bool,  # noqa: FBT001 - a table
) -> None:
    assert is_restored(new, (arrival(content, hours) for content, hours in earlier)) is restored
