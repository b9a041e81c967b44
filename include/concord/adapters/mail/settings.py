"""Options of mail connections: as JSON gives them, or as the text of a URI."""

from __future__ import annotations

from concord.ports import ConnectionSettings

_WORDS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}


def flag(settings: ConnectionSettings, name: str) -> bool | None:
    """Return a yes-or-no option of the connection's extra; None when it says neither."""
    return _WORDS.get(str(settings.extra.get(name)).strip().lower())


def seconds(settings: ConnectionSettings, name: str, default: float) -> float:
    """Return an option in seconds; `default` unless it is a number above zero, or above it.

    The default is the longest that fits into half of a dispatcher's lease.
    """
    try:
        found = float(str(settings.extra.get(name)))
    except ValueError:
        return default
    return found if 0 < found < default else default
