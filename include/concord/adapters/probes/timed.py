"""One check that cannot hold up or take down the others."""

from __future__ import annotations

import threading
from collections.abc import Callable

from concord.domain.errors import ConcordError
from concord.domain.examination import Examined, failing

Check = Callable[[], tuple[Examined, ...]]


def examined_in(seconds: float, item: str, check: Check) -> tuple[Examined, ...]:
    """Run a check; one that breaks or takes longer than `seconds` is itself a failing item.

    A check that hangs is left behind: nothing waits for its thread, not even the end.
    """
    found: list[tuple[Examined, ...]] = []
    thread = threading.Thread(target=lambda: found.append(_survived(item, check)), daemon=True)
    thread.start()
    thread.join(seconds)
    if found:
        return found[0]
    remedy = "Find out why it does not answer: a hanging mount, a firewall, or a server too busy."
    return (failing(item, f"no answer within {seconds:g} s", remedy),)


def _survived(item: str, check: Check) -> tuple[Examined, ...]:
    try:
        return check()
    except ConcordError as error:
        return (failing(item, str(error.args[0]), error.remedy),)
    except OSError as error:
        found = f"{error.strerror or type(error).__name__}"
        return (failing(item, found, "Check that it is there and may be used by this user."),)
    except Exception as error:  # noqa: BLE001 - whatever it is, the other checks must go on
        # Its words may hold what a connection holds, and that may be a secret.
        remedy = "Report this as a defect, with what was found."
        return (failing(item, f"the check broke off: {type(error).__name__}", remedy),)
