"""Pseudonyms of single people: keyed, so that nobody without the key can tell who it is.

The same person keeps one pseudonym over all files and periods of a partner, and has another
one with every other partner.
"""

from __future__ import annotations

import hmac
from base64 import b32encode
from dataclasses import dataclass, field
from hashlib import sha256

from concord.domain.reading.text import fold

PREFIX = "p-"
_DIGITS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonKey:
    """The secret of one partner's pseudonyms; it never appears in a repr."""

    partner: str
    secret: bytes = field(repr=False)

    def pseudonym(self, name: str) -> str:
        """Return what stands for a person's name or number; spaces and case make no other."""
        told = f"{self.partner}\0{fold(name)}".encode("utf-8", "surrogatepass")
        digest = hmac.new(self.secret, told, sha256).digest()
        return PREFIX + b32encode(digest).decode().lower()[:_DIGITS]


def is_pseudonym(text: str) -> bool:
    """Say whether a text has the form of a pseudonym."""
    return text.startswith(PREFIX) and len(text) == len(PREFIX) + _DIGITS
