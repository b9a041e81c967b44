"""Progress in a task's log: enough to see that it goes on, never a raw name."""

import logging

import pytest

from concord.orchestration.progress import EVERY, LoggedProgress
from concord.ports import Step


def test_a_thousand_files_are_some_forty_lines(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    progress = LoggedProgress("northwind")
    for number in range(1_000):
        for step in (Step.COPYING, Step.LANDED, Step.READ, Step.RECORDED):
            progress(step, f"NW_{number}.xlsx")
    assert len(caplog.messages) == 1_000 // EVERY
    assert caplog.messages[-1] == "partner northwind: 1000 files recorded"


def test_a_name_cannot_forge_a_line(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    LoggedProgress("northwind")(Step.LANDED, "a\nERROR all is lost \x1b[2J.xlsx")
    (line,) = caplog.messages
    assert "\n" not in line
    assert "\x1b" not in line


def test_what_was_listed_and_answered_is_said(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    LoggedProgress("northwind")(Step.LISTED, "northwind/daily_ops: 3 files")
    assert caplog.messages == ["partner northwind: listed, 'northwind/daily_ops: 3 files'"]
