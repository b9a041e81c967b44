"""Small groups: figures of few people are not shown, nor what would let one compute them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

Group = TypeVar("Group")


def suppressed(people: Mapping[Group, int], smallest: int) -> frozenset[Group]:
    """Return the groups, out of all that make up a whole, whose figures are not to be shown.

    A group of fewer than `smallest` people is hidden.  As the whole less what is shown is the
    figure of those hidden together, further ones are hidden with them, the smallest first,
    until they are two groups at least and as many people as one group must be.
    """
    order = sorted(people, key=lambda group: (people[group], str(group)))
    hidden = [group for group in order if people[group] < smallest]
    if not hidden:
        return frozenset()
    for group in order[len(hidden) :]:
        if len(hidden) > 1 and sum(people[each] for each in hidden) >= smallest:
            break
        hidden.append(group)
    return frozenset(hidden)
