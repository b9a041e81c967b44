"""Whether connections carry secrets openly, or have none that keeps anybody out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from concord.adapters.alarms.calling import address
from concord.adapters.loopback import is_loopback
from concord.adapters.mail.settings import flag
from concord.adapters.mail.smtp_session import encrypts_at_once
from concord.adapters.probes.secrets import weakness
from concord.domain.errors import ConnectionMalformedError
from concord.domain.examination import Examined, failing, ok, warning
from concord.ports import Connections, ConnectionSettings

LEAST_PASSWORD = 12
_ENCRYPTED = {"require", "verify-ca", "verify-full"}
_DATABASES = {"postgres", "postgresql"}
_CALLED = {"http", "https"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Purposes:
    """Which connections serve what: the key of signed events, and the addresses we call."""

    events: str
    called: frozenset[str]


def examine_connections(
    item: str, connections: Connections, ids: Iterable[str], purposes: Purposes
) -> tuple[Examined, ...]:
    """Return what is open or weak in the connections that are named; it quotes no secret."""
    found = [each for id_ in ids for each in _examined(item, connections, id_, purposes)]
    return tuple(found) or (ok(item, "no connection in the environment carries a secret openly"),)


def _examined(
    item: str, connections: Connections, id_: str, purposes: Purposes
) -> Iterator[Examined]:
    try:
        settings = connections.get(id_)
        if settings is None:
            return
        yield from _open_or_weak(item, settings, purposes)
    except ConnectionMalformedError as error:
        yield failing(item, str(error), "Set the connection anew.")


def _open_or_weak(
    item: str, settings: ConnectionSettings, purposes: Purposes
) -> Iterator[Examined]:
    kind = settings.type.strip().lower()
    if settings.id == purposes.events:
        if not settings.password.strip():
            found = f"{settings.id} has no key: every event is refused"
            yield failing(item, found, "Put the mail service's public key into its password.")
    elif kind in _DATABASES:
        yield from _database(item, settings)
    elif kind == "smtp":
        yield from _smtp(item, settings)
    elif kind in _CALLED and settings.id in purposes.called:
        address(settings)


def _database(item: str, settings: ConnectionSettings) -> Iterator[Examined]:
    reason = weakness(settings.password, LEAST_PASSWORD)
    if reason:
        found = f"the password of {settings.id} {reason}"
        yield failing(item, found, "Give the database's user another one.")
    if not _is_here(settings.host) and settings.extra.get("sslmode") not in _ENCRYPTED:
        found = f"{settings.id} may go over the network unencrypted"
        remedy = 'Put {"sslmode": "verify-full"} into its extra, unless the network is private.'
        yield warning(item, found, remedy)


def _smtp(item: str, settings: ConnectionSettings) -> Iterator[Examined]:
    if settings.extra.get("ssl_context") == "none":
        found = f"{settings.id} believes any server: its certificate is not looked at"
        yield warning(item, found, "Remove ssl_context from its extra.")
    is_plain = flag(settings, "disable_tls") is True and not encrypts_at_once(settings)
    if is_plain and not _is_here(settings.host):
        found = f"{settings.id} sends mails and its password unencrypted"
        yield failing(item, found, "Remove disable_tls from its extra.")


def _is_here(host: str) -> bool:
    # Without a host, or with a folder for one, a socket of this machine is meant.
    return not host or host.startswith("/") or is_loopback(host)
