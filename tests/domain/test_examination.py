"""An installation is as its worst item."""

import pytest

from concord.domain.examination import Examined, Health, failing, ok, warning, worst

WELL = ok("database", "answers")
WARNED = warning("disk", "1 GB free", "Make room.")
BROKEN = failing("mail", "refused", "Mend the connection.")


@pytest.mark.parametrize(
    ("items", "health"),
    [
        ([], Health.OK),
        ([WELL], Health.OK),
        ([WELL, WARNED], Health.WARNING),
        ([BROKEN, WELL, WARNED], Health.FAILING),
    ],
)
def test_the_worst_item_decides(items: list[Examined], health: Health) -> None:
    assert worst(items) is health


def test_only_what_is_well_needs_no_remedy() -> None:
    assert [(e.health, e.remedy) for e in (WELL, WARNED, BROKEN)] == [
        (Health.OK, ""),
        (Health.WARNING, "Make room."),
        (Health.FAILING, "Mend the connection."),
    ]
