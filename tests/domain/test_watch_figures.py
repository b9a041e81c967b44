"""How an installation stands: since when it is watched."""

from datetime import UTC, datetime

from concord.domain.watch_figures import WATCH, FinishedRound, OperationalFigures

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
BEGUN = datetime(2026, 11, 1, tzinfo=UTC)


def test_it_is_watched_since_the_first_watch() -> None:
    watched = FinishedRound(name=WATCH, first=BEGUN, last=NOW)
    assert OperationalFigures(rounds={WATCH: watched}).begun(NOW) == BEGUN


def test_before_the_first_watch_it_begins_now() -> None:
    assert OperationalFigures().begun(NOW) == NOW
