"""Who does what: the responsibility matrix of an agreement (RACI)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One duty and the ids of the people who have a part in it, on either side.

    Exactly one is `accountable`; those `consulted` are asked before, those `informed` told
    after.
    """

    duty: str
    responsible: tuple[str, ...]
    accountable: str
    consulted: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody who has a part in it, once."""
        everybody = (*self.responsible, self.accountable, *self.consulted, *self.informed)
        return tuple(dict.fromkeys(everybody))
