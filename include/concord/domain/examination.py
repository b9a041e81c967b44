"""What the examination of an installation finds: item by item, each with its remedy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Health(StrEnum):
    """How an item is: a warning leaves everything working, a failure does not."""

    OK = "ok"
    WARNING = "warning"
    FAILING = "failing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """One item: what was found, and in a sentence what to do where it is not ok."""

    item: str
    health: Health
    found: str
    remedy: str = ""


def ok(item: str, found: str) -> Examined:
    """Return an item that is as it should be."""
    return Examined(item=item, health=Health.OK, found=found)


def warning(item: str, found: str, remedy: str) -> Examined:
    """Return an item that works and asks for attention."""
    return Examined(item=item, health=Health.WARNING, found=found, remedy=remedy)


def failing(item: str, found: str, remedy: str) -> Examined:
    """Return an item that keeps something from working."""
    return Examined(item=item, health=Health.FAILING, found=found, remedy=remedy)


def worst(items: Iterable[Examined]) -> Health:
    """Return how an installation is whose items these are."""
    found = {examined.health for examined in items}
    return next((h for h in (Health.FAILING, Health.WARNING) if h in found), Health.OK)
