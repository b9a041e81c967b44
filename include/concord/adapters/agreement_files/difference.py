"""What a change of an agreement means, in words: place by place, and from when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from concord.adapters.agreement_files.statements import Path, Statement, agreed
from concord.domain.notation import day

_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")


class Kind(StrEnum):
    """What became of a statement."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One place at which two agreements differ, from a day on (None: from the beginning)."""

    path: Path
    before: str
    after: str
    since: date | None = None
    amendment: str = ""

    @property
    def kind(self) -> Kind:
        """Whether something was added, taken away or put differently."""
        if not self.before:
            return Kind.NEW
        return Kind.CHANGED if self.after else Kind.GONE

    @property
    def words(self) -> str:
        """The change as a sentence: `service level phone: target rises from … to …`."""
        start = "" if self.since is None else f", from {day(self.since)}"
        by = f" (amendment {self.amendment})" if self.amendment else ""
        return f"{_place(self.path)} {self._verb()}{start}{by}"

    def _verb(self) -> str:
        if self.kind is Kind.NEW:
            return f"is new: {self.after}"
        if self.kind is Kind.GONE:
            return f"is gone; it was {self.before}"
        moved = _moved(self.before, self.after)
        if moved is None:
            return f"was {self.before}, becomes {self.after}"
        direction, harder = moved
        effect = "" if self.path[-1] != "target" else f", {harder} to meet"
        return f"{direction} from {self.before} to {self.after}{effect}"


def changes(old: Sequence[Statement], new: Sequence[Statement]) -> tuple[Change, ...]:
    """Return what differs, in the order of the new agreement, then what is gone.

    A place is told of for every day from which the two say something else than before.  Two
    spellings of one value are no difference.
    """
    starts = {statement.since for statement in (*old, *new)}
    found: list[Change] = []
    known: dict[Path, tuple[str, str]] = {}
    for since in sorted(starts, key=lambda start: start or date.min):
        before, after = agreed(old, since), agreed(new, since)
        for path in dict.fromkeys((*after, *before)):
            pair = tuple(_says(side.get(path)) for side in (before, after))
            change = _change(path, pair[0], pair[1], after.get(path), since)
            if change is not None and known.get(path) != pair:
                found.append(change)
            known[path] = (pair[0], pair[1])
    order = {path: number for number, path in enumerate(known)}
    return tuple(sorted(found, key=lambda change: order[change.path]))


def _says(statement: Statement | None) -> str:
    return "" if statement is None else statement.says


def _change(
    path: Path, before: str, after: str, said: Statement | None, since: date | None
) -> Change | None:
    if _canonical(before) == _canonical(after):
        return None
    amendment = "" if said is None else said.amendment
    return Change(path=path, before=before, after=after, since=since, amendment=amendment)


def _canonical(text: str) -> str:
    """Return a text without what spellings of one value differ in: blanks, commas, zeros."""
    plain = re.sub(r"(?<=[0-9]),(?=[0-9]{3})", "", " ".join(text.split()))
    plain = re.sub(r"(\.[0-9]*?)0+(?![0-9])", r"\1", plain)
    return re.sub(r"\.(?![0-9])", "", plain).replace(" %", "%")


def _moved(before: str, after: str) -> tuple[str, str] | None:
    """Return how the one number of two texts moved, and whether that is harder to meet."""
    old, new = _NUMBER.findall(before), _NUMBER.findall(after)
    same_words = _NUMBER.sub("#", _canonical(before)) == _NUMBER.sub("#", _canonical(after))
    if len(old) != 1 or len(new) != 1 or not same_words:
        return None
    rises = Decimal(new[0].replace(",", "")) > Decimal(old[0].replace(",", ""))
    harder = rises != before.startswith("at most")
    return ("rises" if rises else "falls"), ("harder" if harder else "easier")


def _place(path: Path) -> str:
    """Return where a change stands, in words: `service levels / phone: target`."""
    *above, last = (part.replace("_", " ") for part in path)
    return f"{' / '.join(above)}: {last}" if above else last
