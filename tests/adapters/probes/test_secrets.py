"""How hard a secret is to guess: at each threshold."""

import pytest

from concord.adapters.probes.secrets import weakness

STRONG = "kT4w9ZqLmX2r"


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (STRONG, ""),
        (STRONG[:-1], "is shorter than 12 characters"),
        ("", "is shorter than 12 characters"),
        ("abcdefgabcdefg", "repeats itself"),
        ("abcdefghabcdefgh", ""),
        ("airflow_jwt_secret", "is one that others would guess"),
        ("my-PassWord-kT4w9ZqLmX2r", "is one that others would guess"),
    ],
)
def test_a_secret_is_long_varied_and_nobodys_default(value: str, reason: str) -> None:
    assert weakness(value, 12) == reason
