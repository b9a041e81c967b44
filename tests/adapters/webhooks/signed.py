"""Calls as SendGrid signs and sends them, with a key made for the test."""

import json
from base64 import b64encode
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from concord.adapters.webhooks.sendgrid_events import SIGNATURE, TIMESTAMP


class Signer:
    """A pair of keys; SendGrid shows the public one in its settings."""

    def __init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())

    @property
    def public(self) -> str:
        """The verification key as SendGrid shows it."""
        public = self._key.public_key()
        found = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return b64encode(found).decode()

    def signed(self, body: bytes, at: datetime) -> dict[str, str]:
        """Return the headers that go with a body that was signed at `at`."""
        timestamp = str(int(at.timestamp()))
        signature = self._key.sign(timestamp.encode() + body, ec.ECDSA(SHA256()))
        return {SIGNATURE: b64encode(signature).decode(), TIMESTAMP: timestamp}


def item(key: str, event: object, email: str, at: datetime, **more: object) -> dict[str, object]:
    """Return one event as SendGrid writes it, with the arguments that each request of ours has."""
    return {
        "email": email,
        "timestamp": int(at.timestamp()),
        "event": event,
        "sg_event_id": f"{event}-{email}",
        "sg_message_id": "14c5d75ce93.dfd.64b469.filter0001",
        "outbox_key": key,
        "attempt": "1",
        **more,
    }


def body_of(*items: object) -> bytes:
    """Return the body of a call, in bytes that no serialiser of ours would make of it."""
    return json.dumps(items, indent=1).replace("\n", "\r\n").encode()
