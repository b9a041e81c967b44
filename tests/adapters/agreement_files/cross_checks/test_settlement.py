"""Two people's consent: there must be two who may give it."""

import pytest

from tests.agreement_texts import changed, findings_of

LEE = "lee@client.example}"


def found(settlement: str, limit: str) -> list[tuple[str, ...]]:
    """Return what is found where lee, who stands beside kim, has a limit."""
    text = changed("escalation: standard", f"settlement: {{{settlement}}}\nescalation: standard")
    text = text.replace(LEE, f"lee@client.example{limit}}}")
    return [each for each in findings_of(text) if each[0] == "warning"]


ONE = [("warning", "four-eyes-of-one", "settlement.four_eyes_above")]


@pytest.mark.parametrize(
    ("settlement", "limit", "expected"),
    [
        ("four_eyes_above: 1000", "", []),
        ("four_eyes_above: 1000", ", limit: GBP 999.99", ONE),
        ("four_eyes_above: 1000", ", limit: GBP 1000", []),
        ("silence: accepted", ", limit: GBP 1", []),
    ],
)
def test_two_of_ours_must_be_allowed_to_decide(
    settlement: str, limit: str, expected: list[tuple[str, ...]]
) -> None:
    assert found(settlement, limit) == expected


def test_where_people_cannot_be_read_nothing_is_said_of_their_number() -> None:
    assert found("four_eyes_above: 1000", ", limit: much") == []
