"""Calls as SendGrid signs them, with a key made for the test."""

import base64
import json
from datetime import datetime

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from concord.adapters.webhooks.sendgrid_events import SIGNATURE, TIMESTAMP

_SECRET = ec.generate_private_key(ec.SECP256R1())
KEY = base64.b64encode(
    _SECRET.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
).decode()


def call(items: object, at: datetime) -> tuple[bytes, dict[str, str]]:
    """Return the body and the headers of a genuine call."""
    body = json.dumps(items, indent=1).encode()
    return body, signed(body, str(int(at.timestamp())))


def signed(body: bytes, timestamp: str) -> dict[str, str]:
    """Return the headers that go with a body."""
    signature = _SECRET.sign(timestamp.encode() + body, ec.ECDSA(hashes.SHA256()))
    return {SIGNATURE: base64.b64encode(signature).decode(), TIMESTAMP: timestamp}
