"""Read by which channels people are told and asked, and when they are left alone."""

from __future__ import annotations

from concord.adapters.agreement_files.model.privacy import CHANNELS, CHATS, TRACKERS
from concord.adapters.agreement_files.section import Section
from concord.domain.channels import Channels
from concord.domain.issue import IssueSeverity
from concord.domain.quantity import parse_hours, parse_time_of_day


def read_channels(root: Section, default: Channels) -> Channels:
    """Return what `channels` says, `default` where nothing is said."""
    table = root.table_of("channels")
    if table is None:
        return default
    section = Section(table, root.remarks, CHANNELS)
    at_once = [section.choice(text, tuple(IssueSeverity)) for text in section.texts("at_once")]
    return Channels(
        task=_one_of(section, "task", (default.task,)) or default.task,
        chat=_one_of(section, "chat", CHATS) or default.chat,
        tracker=_one_of(section, "tracker", TRACKERS) or default.tracker,
        digest=section.read("digest", parse_time_of_day) or default.digest,
        at_once=frozenset(IssueSeverity(each) for each in at_once if each)
        if "at_once" in section
        else default.at_once,
        quiet_hours=section.read("quiet_hours", parse_hours) or default.quiet_hours,
    )


def _one_of(section: Section, key: str, words: tuple[str, ...]) -> str | None:
    written = section.written(key)
    return None if written is None else section.choice(written, words)
