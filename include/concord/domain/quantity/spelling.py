"""What every reading of a quantity shares: its refusal, and the blanks around it."""

from __future__ import annotations


class QuantityError(ValueError):
    """A text that is not the quantity asked for; `expected` shows the accepted spellings."""

    def __init__(self, found: str, expected: str) -> None:
        super().__init__(f"{found!r} is not {expected}")
        self.found = found
        self.expected = expected


def trimmed(text: str) -> str:
    """Return `text` without the blanks and line ends that a file's layout puts around it.

    Only those: a no-break or zero-width space is part of what was written, and not accepted.
    """
    return text.strip(" \t\r\n")
