"""The secret of pseudonyms: a connection's password, else a private file made once."""

from __future__ import annotations

import hmac
import os
import secrets
from hashlib import sha256
from pathlib import Path

from concord.domain.errors import PersonKeyError
from concord.domain.person_key import PersonKey
from concord.ports import ConnectionSettings

SHORTEST = 32
"""Characters of a secret that nobody tries out."""


class SecretPersonKeys:
    """Each partner's key is made from one secret, and tells nothing of the others.

    `file` is None where several machines share their records: a file of one of them would
    give the same people other pseudonyms elsewhere.
    """

    def __init__(self, connection: ConnectionSettings | None, file: Path | None) -> None:
        self._connection = connection
        self._file = file

    def of(self, partner: str) -> PersonKey:
        """Return a partner's key, the same one ever after.  Raises PersonKeyError."""
        derived = hmac.new(self._secret(), partner.encode(), sha256).digest()
        return PersonKey(partner=partner, secret=derived)

    def _secret(self) -> bytes:
        if self._connection is not None:
            return _long_enough(self._connection.password, self._connection.id)
        if self._file is None:
            message = "There is no connection concord_people, which several machines need."
            raise PersonKeyError(message)
        return _long_enough(_kept(self._file), str(self._file))


def _long_enough(secret: str, where: str) -> bytes:
    if len(secret) < SHORTEST:
        message = f"The secret of pseudonyms in {where} is shorter than {SHORTEST} characters."
        raise PersonKeyError(message)
    return secret.encode()


def _kept(kept: Path) -> str:
    try:
        return kept.read_text(encoding="ascii")
    except FileNotFoundError:
        return _made(kept)
    except (OSError, ValueError) as error:
        message = f"The secret of pseudonyms in {kept} cannot be read."
        raise PersonKeyError(message) from error


def _made(kept: Path) -> str:
    """Make the file; of two processes at once, one makes it and both read it."""
    try:
        kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        scratch = kept.with_name(f".{kept.name}-{secrets.token_hex(8)}")
        descriptor = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
            file.flush()
            os.fsync(file.fileno())
        try:
            kept.hardlink_to(scratch)
        except FileExistsError:
            pass  # another process was first: its secret stands
        finally:
            scratch.unlink()
        return kept.read_text(encoding="ascii")
    except OSError as error:
        message = f"The secret of pseudonyms cannot be kept in {kept}."
        raise PersonKeyError(message) from error
