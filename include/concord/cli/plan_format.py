"""How a plan can be printed."""

from __future__ import annotations

from enum import StrEnum


class PlanFormat(StrEnum):
    """As text for people, as JSON for programs, or as a calendar file (RFC 5545)."""

    TEXT = "text"
    JSON = "json"
    ICS = "ics"
