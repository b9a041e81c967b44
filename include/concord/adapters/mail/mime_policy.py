"""How headers are folded: by the standard library, but for those that it folds wrongly."""

from __future__ import annotations

import re
from email.header import Header
from email.headerregistry import AddressHeader, Group
from email.policy import EmailPolicy

_EMPTY_FIRST_LINE = re.compile(rb"^([A-Za-z-]+):[ ]*\r\n[ \t]+", re.MULTILINE)


class _CarefulPolicy(EmailPolicy):
    """Folds some headers by another hand.

    The policy's own drops or adds spaces between encoded words, lets them swallow the marks
    of a group, and encodes a link that is too long for a line.
    """

    def fold_binary(self, name: str, value: str) -> bytes:
        """Return the header's lines as bytes."""
        if name == "List-Unsubscribe":
            return f"{name}: {value}{self.linesep}".encode("ascii")
        if name == "To" and isinstance(value, AddressHeader) and not str(value).isascii():
            listed = f",{self.linesep} ".join(map(self._listed, value.groups))
            return f"{name}: {listed}{self.linesep}".encode("ascii")
        text, address = _words(name, value)
        if text.isascii() or not address.isascii():
            return super().fold_binary(name, value)
        end = f"{self.linesep} <{address}>" if address else ""
        return f"{name}: {self._encoded(text, name)}{end}{self.linesep}".encode("ascii")

    def _listed(self, group: Group) -> str:
        if group.display_name is not None:
            return f"{self._encoded(group.display_name, 'To')} :;"
        return ", ".join(map(str, group.addresses))

    def _encoded(self, text: str, name: str) -> str:
        return Header(text, "utf-8", header_name=name).encode(linesep=self.linesep)


# Seven bits, in lines as MIME wants them, so that no relay has a reason to encode it anew.
POLICY = _CarefulPolicy(linesep="\r\n", cte_type="7bit", max_line_length=76)


def _words(name: str, value: str) -> tuple[str, str]:
    """Return a header's words for people, and the address after them, each if there is one."""
    if name == "From" and isinstance(value, AddressHeader):
        (sender,) = value.addresses
        return sender.display_name, sender.addr_spec
    return (str(value), "") if name == "Subject" else ("", "")


def begun_on_their_lines(payload: bytes) -> bytes:
    """Return the mail with no header that is folded before its first word.

    The standard library does so where that word fits no line; some readers then see a
    leading blank, or an empty header.
    """
    headers, end, body = payload.partition(b"\r\n\r\n")
    return _EMPTY_FIRST_LINE.sub(rb"\1: ", headers) + end + body
