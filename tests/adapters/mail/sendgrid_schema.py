"""What SendGrid documents about the body of `POST /v3/mail/send`, as far as we use it.

Written by hand after its published description: stricter where that says in words what its
schema leaves open (nothing unknown, plain text before HTML, no separators in a type), and as
strict where custom arguments are an object beside the recipients only.
"""

from typing import Any

from jsonschema import Draft202012Validator

_ADDRESS = {
    "type": "object",
    "required": ["email"],
    "additionalProperties": False,
    "properties": {
        "email": {
            "type": "string",
            "format": "email",
            "maxLength": 320,
            "pattern": "^[^@\\s]+@[^@\\s]+$",
        },
        "name": {"type": "string", "pattern": "^[^\\r\\n]*$"},
    },
}
_RESERVED = (
    "x-sg-id|x-sg-eid|received|dkim-signature|content-type|content-transfer-encoding"
    "|to|from|subject|reply-to|cc|bcc"
)
MAIL_SEND: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["personalizations", "from", "subject", "content"],
    "additionalProperties": False,
    "properties": {
        "personalizations": {
            "type": "array",
            "minItems": 1,
            "maxItems": 1000,
            "uniqueItems": True,
            "items": {
                "type": "object",
                "required": ["to"],
                "additionalProperties": False,
                "properties": {
                    "to": {"type": "array", "minItems": 1, "maxItems": 1000, "items": _ADDRESS},
                    "custom_args": {
                        "type": "object",
                        "additionalProperties": {"type": "string"},
                    },
                },
            },
        },
        "from": _ADDRESS,
        "subject": {"type": "string", "minLength": 1, "pattern": "^[^\\r\\n]*$"},
        "content": {
            "type": "array",
            "minItems": 1,
            "prefixItems": [
                {"properties": {"type": {"const": "text/plain"}}},
                {"properties": {"type": {"const": "text/html"}}},
            ],
            "items": False,
            "$comment": "each of them:",
            "contains": {
                "type": "object",
                "required": ["type", "value"],
                "additionalProperties": False,
                "properties": {"value": {"type": "string", "minLength": 1}, "type": {}},
            },
            "minContains": 2,
        },
        "attachments": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["content", "filename"],
                "additionalProperties": False,
                "properties": {
                    "content": {"type": "string", "minLength": 1, "pattern": "^[A-Za-z0-9+/]+=*$"},
                    "type": {"type": "string", "minLength": 1, "pattern": "^[^;\\r\\n]+$"},
                    "filename": {"type": "string", "minLength": 1},
                    "disposition": {"enum": ["inline", "attachment"]},
                    "content_id": {"type": "string", "pattern": "^[!-;=?-~]+$"},
                },
            },
        },
        "headers": {
            "type": "object",
            "additionalProperties": {"type": "string", "pattern": "^[ -~]*$"},
            "propertyNames": {"not": {"pattern": f"^(?i:{_RESERVED})$"}},
        },
        "batch_id": {"type": "string", "minLength": 1},
        "send_at": {"type": "integer", "minimum": 0},
        "mail_settings": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "sandbox_mode": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {"enable": {"type": "boolean"}},
                }
            },
        },
    },
}
CHECKER = Draft202012Validator(MAIL_SEND)


def faults(body: object) -> list[str]:
    """Return what the description says against a request."""
    return [error.message for error in CHECKER.iter_errors(body)]
