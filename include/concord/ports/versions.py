"""What is kept of the versions of agreements."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from concord.domain.agreement import Agreement
from concord.domain.agreement_version import AgreementVersion, VersionEvent

ReadVersion = Callable[[AgreementVersion], Agreement | None]
"""Reads the agreement that a kept text states; None for one that cannot be used any more."""


class AgreementVersionRecords(Protocol):
    """The texts of agreements by their content hash, and the append-only log of decisions."""

    def add(self, version: AgreementVersion) -> bool:
        """Keep a text; False when it was known before, which stands."""
        ...

    def get(self, partner: str, version: str) -> AgreementVersion | None:
        """Return the text of that hash, or None."""
        ...

    def of_partner(self, partner: str) -> tuple[AgreementVersion, ...]:
        """Return all texts of a partner, in the order in which they were seen."""
        ...

    def log(self, event: VersionEvent) -> None:
        """Append a decision to the partner's log."""
        ...

    def events(self, partner: str) -> tuple[VersionEvent, ...]:
        """Return a partner's log in order."""
        ...
