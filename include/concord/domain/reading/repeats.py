"""Rows that stand in a file twice: counted once where a key tells, else for a person to judge."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from concord.domain.finding import Finding, Severity, quoted
from concord.domain.reading.remarks import Remarks
from concord.domain.reading.rows import ObservedRow, as_text
from concord.domain.source import Source
from concord.domain.table import Table


@dataclass(slots=True, kw_only=True)
class Repeats:
    """Remembers the rows seen so far, by key or by content."""

    table: Table
    source: Source
    remarks: Remarks
    _seen: dict[str | bytes, tuple[int, bytes]] = field(default_factory=dict)

    def drops(self, row: ObservedRow) -> bool:
        """Say whether the row is to be left out, being an exact repeat under a key."""
        content = _content(row)
        if row.key is None and (self.source.key or not row.is_valid):
            return False  # what could not be read cannot be told to be the same
        identity = content if row.key is None else row.key
        number, earlier = self._seen.setdefault(identity, (row.number, content))
        if number == row.number:
            return False
        if row.key is None:
            self.remarks.add(self._repeated_row(row, number))
            return False
        if earlier == content:
            self.remarks.add(self._repeated(row, number))
            return True
        self.remarks.add(self._contradiction(row, number))
        return False

    def _repeated(self, row: ObservedRow, first: int) -> Finding:
        return Finding(
            severity=Severity.WARNING,
            rule="duplicate-row",
            where=self.table.address(row.number),
            found=quoted(row.key or ""),
            expected="each row once",
            message=(
                f"The row repeats row {first} exactly. It is counted once. "
                "Please remove the repeated row from the next file."
            ),
        )

    def _contradiction(self, row: ObservedRow, first: int) -> Finding:
        key = ", ".join(self.source.key)
        return Finding(
            severity=Severity.ERROR,
            rule="duplicate-key",
            where=self.table.address(row.number),
            found=quoted(row.key or ""),
            expected=f"one row for each {key}",
            message=(
                f"The row has the same {key} as row {first}, but other figures. Please keep the "
                "right one and send the file again. The file waits for a decision until then."
            ),
        )

    def _repeated_row(self, row: ObservedRow, first: int) -> Finding:
        return Finding(
            severity=Severity.ERROR,
            rule="duplicate-row",
            where=self.table.address(row.number),
            found=f"the same as row {first}",
            expected="each row once",
            message=(
                f"The row repeats row {first} exactly, and nothing tells whether both count. "
                "Please remove one, or have a key for these rows written into the agreement. "
                "The file waits for a decision until then."
            ),
        )


def _content(row: ObservedRow) -> bytes:
    values = [None if value is None else as_text(value) for value in row.values]
    text = repr((row.is_valid, values))
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
