"""What headers mean, by their words, in several languages."""

import pytest

from concord.domain.proposal import vocabulary
from concord.domain.proposal.vocabulary import Role, role


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Answered", Role.GOOD),
        ("volume_meeting_target", Role.GOOD),
        ("In time", Role.GOOD),
        ("Fristgerecht", Role.GOOD),
        ("Fehlerfrei", Role.GOOD),
        ("Dans les délais", Role.GOOD),
        ("En plazo", Role.GOOD),
        ("Breaches", Role.BAD),
        ("Mit Fehler", Role.BAD),
        ("Abandoned calls", Role.BAD),
        ("Total errors", Role.BAD),
        ("Total answered", Role.GOOD),
        ("Calls offered", Role.WHOLE),
        ("Fällig", Role.WHOLE),
        ("Geprüft", Role.WHOLE),
        ("total_volume", Role.WHOLE),
        ("Admissions", Role.OTHER),
    ],
)
def test_what_a_count_counts(header: str, expected: Role) -> None:
    assert role(header) is expected


@pytest.mark.parametrize(
    ("header", "limit"),
    [
        ("Answered ≤ 20 s", "20 s"),
        ("Answered within 30 seconds", "30 s"),
        ("answered_in_20s", "20 s"),
        ("Resolved in 5 minutes", "5 min"),
        ("Closed in 4 hours", "4 h"),
        ("Answered", None),
        ("Calls over 20 s", None),
    ],
)
def test_a_time_limit_in_a_header(header: str, limit: str | None) -> None:
    assert vocabulary.limit_in(header) == limit


def test_words_that_tell_of_kinds_of_columns() -> None:
    assert vocabulary.is_answered("Beantwortet")
    assert vocabulary.is_abandoned("Abandoned")
    assert vocabulary.is_watched_as_share("Transferred")
    assert vocabulary.is_finished("Erledigt")
    assert vocabulary.is_wait("Wartezeit")
    assert vocabulary.is_average("Avg handle time")
    assert vocabulary.is_average("Ø Dauer")
    assert vocabulary.is_score("CSAT")
    assert vocabulary.is_day("Fecha")
    assert vocabulary.is_person("Agent name")


def test_time_that_is_kept_is_no_duration() -> None:
    assert vocabulary.is_duration("Handle time")
    assert not vocabulary.is_duration("Answered in time")
    assert vocabulary.is_hours("Stunden")
    assert not vocabulary.is_hours("Talk time hours")


@pytest.mark.parametrize(
    ("header", "is_id"),
    [("Call ID", True), ("Ticket No", True), ("No of calls", False), ("", False)],
)
def test_an_id_is_named_by_the_last_word(header: str, is_id: bool) -> None:  # noqa: FBT001 - a table of cases
    assert vocabulary.is_id(header) is is_id


@pytest.mark.parametrize(
    ("header", "unit"),
    [("Wait (s)", "seconds"), ("Dauer in min", "minutes"), ("Hours", "hours"), ("Time", None)],
)
def test_the_unit_in_a_header(header: str, unit: str | None) -> None:
    assert vocabulary.unit_in(header) == unit
