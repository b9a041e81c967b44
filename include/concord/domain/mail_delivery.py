"""Where mail is delivered at all: by which installation, and to whose addresses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape

from concord.domain.message import Message, header_text

_OTHER_DOTS = str.maketrans({"\u3002": ".", "\uff0e": ".", "\uff61": "."})


@dataclass(frozen=True, slots=True, kw_only=True)
class MailDelivery:
    """What the organisation says of delivery.

    `installation` is the only one that may write to people; empty, each may.  Any other sends
    to `redirect_to` alone, or nothing.  `only_to` are the domains to which mail may go at all;
    empty, to each.  `unsubscribe` is where readers ask for no more by one click; empty, they
    write a mail.
    """

    installation: str = ""
    only_to: tuple[str, ...] = ()
    redirect_to: str = ""
    unsubscribe: str = ""

    def is_open_to(self, installation: str) -> bool:
        """Say whether an installation may write to the people whom its mails are for."""
        return self.installation in {"", installation}

    def redirects(self, installation: str) -> str:
        """Return the one address to which all mail of an installation goes; empty for none."""
        return "" if self.is_open_to(installation) else self.redirect_to

    def waits(self, installation: str) -> str:
        """Return in words why nothing of an installation goes out; empty where mail may go."""
        if self.is_open_to(installation) or self.redirect_to:
            return ""
        return (
            f"organisation.yaml lets mail go out of the installation {self.installation!r} "
            f"alone, and this one is {installation!r}."
        )

    def outside(self, addresses: Iterable[str]) -> tuple[str, ...]:
        """Return the addresses to which no mail may go."""
        return tuple(address for address in addresses if not self._allows(address))

    def _allows(self, address: str) -> bool:
        if not self.only_to:
            return True
        name, at, domain = address.rpartition("@")
        reached = plain_domain(domain)
        return bool(name and at) and any(
            reached == known or reached.endswith(f".{known}")
            for known in map(plain_domain, self.only_to)
        )


def plain_domain(domain: str) -> str:
    """Return a domain as servers look it up: in small letters, other alphabets as `xn--`.

    Letters that merely look alike stay different, so that nothing is taken for what it is not.
    """
    labels = domain.translate(_OTHER_DOTS).lower().removesuffix(".").split(".")
    return ".".join(map(_plain_label, labels))


def _plain_label(label: str) -> str:
    if label.isascii():
        return label
    return f"xn--{label.encode('punycode').decode('ascii')}"


def redirected(message: Message, address: str, names: Iterable[str]) -> Message:
    """Return a message to `address` alone, with its installation and who would have got it.

    It is never taken for the one that goes to the people themselves.
    """
    installation = header_text(message.identity.installation)
    meant = ", ".join(names)
    line = f"Redirected: only you get this. In production it goes to {meant}."
    return replace(
        message,
        identity=replace(message.identity, audience=f"redirected:{message.identity.audience}"),
        to=(address,),
        subject=f"[{installation}] {message.subject}",
        text=f"{line}\n\n{message.text}",
        html=_with_first_paragraph(message.html, line),
    )


def _with_first_paragraph(html: str, text: str) -> str:
    paragraph = f'<p style="margin:16px;font-weight:bold">{escape(text)}</p>'
    at = html.find(">", html.find("<body")) + 1 if "<body" in html else 0
    return f"{html[:at]}{paragraph}{html[at:]}"
