"""A made-up service account, and the place where it gets its access tokens."""

import itertools
import json
from functools import cache
from threading import Lock
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from concord.ports import ConnectionSettings
from tests.adapters.drives.drive_contract import SECRET
from tests.google_drive.contents import DRIVE

EMAIL = "concord@made-up-project.iam.gserviceaccount.com"
AUTH = "https://www.googleapis.com/auth/"
UNSUPPORTED, INVALID, SCOPE = "unsupported_grant_type", "invalid_grant", "invalid_scope"
# Google wants this very word there, wherever the request itself goes.
_AUDIENCE = "https://oauth2.googleapis.com/token"
_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"


@cache
def _private_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def service_account_key(url: str) -> dict[str, str]:
    """Return a key file as Google hands them out, for the token endpoint of a server."""
    pem = _private_key().private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return {
        "type": "service_account",
        "project_id": "made-up-project",
        "private_key_id": SECRET,
        "private_key": pem.decode(),
        "client_email": EMAIL,
        "client_id": "100000000000000000001",
        "token_uri": f"{url}/token",
    }


def google_connection(url: str, **extra: object) -> ConnectionSettings:
    """Return a connection to the drive of a server."""
    given = {
        "keyfile_dict": json.dumps(service_account_key(url)),
        "drive_id": DRIVE,
        "api_endpoint": url,
        **extra,
    }
    return ConnectionSettings(id="acme_drive", type="google_cloud_platform", extra=given)


class TokenRefusedError(Exception):
    """No token for this; `code` is the word for it that goes into the answer."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Tokens:
    """Gives access tokens for assertions that are signed by the account's key."""

    def __init__(self) -> None:
        self.scopes: dict[str, frozenset[str]] = {}
        self._numbers = itertools.count(1)
        self._lock = Lock()

    def granted(self, body: bytes) -> dict[str, object]:
        """Return the answer to a request for a token.  Raises TokenRefusedError."""
        form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
        if form.get("grant_type") != _GRANT:
            raise TokenRefusedError(UNSUPPORTED)
        try:
            claims = jwt.decode(
                form["assertion"],
                _private_key().public_key(),
                algorithms=["RS256"],
                audience=_AUDIENCE,
                issuer=EMAIL,
                options={"require": ["exp", "iat"]},
            )
        except jwt.PyJWTError as error:
            raise TokenRefusedError(INVALID) from error
        if claims["exp"] - claims["iat"] > 3600:
            raise TokenRefusedError(INVALID)
        return self._token(frozenset(claims["scope"].split()))

    def _token(self, scopes: frozenset[str]) -> dict[str, object]:
        if not all(scope.startswith(AUTH) for scope in scopes):
            raise TokenRefusedError(SCOPE)
        with self._lock:
            token = f"ya29.{SECRET}.{next(self._numbers)}"
            self.scopes[token] = scopes
        return {"access_token": token, "expires_in": 3599, "token_type": "Bearer"}

    def revoke(self) -> None:
        """Let no token that was given so far be good any more."""
        with self._lock:
            self.scopes.clear()
