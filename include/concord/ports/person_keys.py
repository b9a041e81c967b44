"""Where the secret of pseudonyms comes from."""

from __future__ import annotations

from typing import Protocol

from concord.domain.person_key import PersonKey


class PersonKeys(Protocol):
    """Keeps the secret by which people are told apart without being named."""

    def of(self, partner: str) -> PersonKey:
        """Return a partner's key, the same one ever after.  Raises PersonKeyError."""
        ...
