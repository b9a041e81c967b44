"""How hard a secret is to guess."""

from __future__ import annotations

_GUESSED = ("airflow", "secret", "password", "changeme", "change-me", "example", "postgres")
_GUESSED_TOO = ("concord", "admin", "12345", "qwerty")
LEAST_LETTERS = 8
"""As many different letters a secret has at least."""


def weakness(value: str, least: int) -> str:
    """Return why a secret is weak, as the end of a sentence; empty where it is not.

    `least` is how long it should be.  The secret itself is never quoted.
    """
    if any(word in value.lower() for word in (*_GUESSED, *_GUESSED_TOO)):
        return "is one that others would guess"
    if len(value) < least:
        return f"is shorter than {least} characters"
    return "repeats itself" if len(set(value)) < LEAST_LETTERS else ""
