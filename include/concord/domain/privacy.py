"""Data protection: what may be known of single people, and how long things are kept."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from concord.domain.quantity import Span


class PersonalKpis(StrEnum):
    """How figures of single people are shown, if at all."""

    OFF = "off"
    PSEUDONYMS = "pseudonyms"
    NAMES = "names"


@dataclass(frozen=True, slots=True, kw_only=True)
class Privacy:
    """What was agreed on people's data.

    Purpose and legal basis are needed for personal KPIs.  Groups smaller than
    `smallest_group` are not shown.  Delivered files age out after `keep_files`.
    """

    personal_kpis: PersonalKpis = PersonalKpis.OFF
    purpose: str = ""
    legal_basis: str = ""
    smallest_group: int = 5
    keep_files: Span | None = None
    contact: str | None = None

    @property
    def allows_personal_kpis(self) -> bool:
        """Say whether figures of single people may be computed and shown at all."""
        recorded = bool(self.purpose and self.legal_basis)
        return self.personal_kpis is not PersonalKpis.OFF and recorded
