"""Kinds of reports."""

from concord.domain.report_kind import ReportKind


def test_a_kind_is_said_as_people_say_it() -> None:
    assert [kind.words for kind in ReportKind][-2:] == ["sponsor", "stand-up"]
