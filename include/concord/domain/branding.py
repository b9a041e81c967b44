"""Branding: how the organisation's reports look."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Branding:
    """Colour (`#` and six digits of hexadecimals), logo (a file beside the agreements), footer."""

    colour: str = ""
    logo: str = ""
    footer: str = ""

    @property
    def is_plain(self) -> bool:
        """Say whether nothing was asked for."""
        return not (self.colour or self.logo or self.footer)
