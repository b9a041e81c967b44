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
    """Each partner's key is made from one secret, and tells nothing of the others."""

    def __init__(self, connection: ConnectionSettings | None, file: Path) -> None:
        self._connection = connection
        self._file = file

    def of(self, partner: str) -> PersonKey:
        """Return a partner's key, the same one ever after.  Raises PersonKeyError."""
        derived = hmac.new(self._secret(), partner.encode(), sha256).digest()
        return PersonKey(partner=partner, secret=derived)

    def _secret(self) -> bytes:
        secret = self._kept() if self._connection is None else self._connection.password
        if len(secret) < SHORTEST:
            where = self._file if self._connection is None else self._connection.id
            message = f"The secret of pseudonyms in {where} is shorter than {SHORTEST} characters."
            raise PersonKeyError(message)
        return secret.encode()

    def _kept(self) -> str:
        try:
            return self._file.read_text(encoding="ascii")
        except FileNotFoundError:
            return self._made()
        except (OSError, ValueError) as error:
            message = f"The secret of pseudonyms in {self._file} cannot be read."
            raise PersonKeyError(message) from error

    def _made(self) -> str:
        """Make the file; of two processes at once, one makes it and both read it."""
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            scratch = self._file.with_name(f".{self._file.name}-{secrets.token_hex(8)}")
            descriptor = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(secrets.token_hex(32))
                file.flush()
                os.fsync(file.fileno())
            try:
                self._file.hardlink_to(scratch)
            except FileExistsError:
                pass  # another process was first: its secret stands
            finally:
                scratch.unlink()
            return self._file.read_text(encoding="ascii")
        except OSError as error:
            message = f"The secret of pseudonyms cannot be kept in {self._file}."
            raise PersonKeyError(message) from error
