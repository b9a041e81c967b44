"""The order of day, month and year, told by dates that are real in one order only."""

import pytest

from concord.domain.proposal.date_order import date_order


@pytest.mark.parametrize(
    ("texts", "order", "others"),
    [
        (["03.10.2026", "31.10.2026"], "dmy", ()),
        (["10/03/2026", "10/31/2026"], "mdy", ()),
        (["2026/10/03"], "ymd", ()),
        (["03/10/26", "31/10/26"], "dmy", ()),
        (["03/04/2026"], "dmy", ("mdy",)),
        (["10/01/2026", "10/02/2026", "10/03/2026"], "mdy", ("dmy",)),
        (["2026-10-03", "some text"], "", ()),
        (["99/99/9999"], "", ()),
        (["03/10/2026 14:30"], "dmy", ("mdy",)),
    ],
)
def test_the_order(texts: list[str], order: str, others: tuple[str, ...]) -> None:
    read = date_order(texts)
    assert (read.order, read.others) == (order, others)
