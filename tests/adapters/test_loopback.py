"""This machine by its names; whatever else is somewhere else."""

import pytest

from concord.adapters.loopback import is_loopback


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("", False),
        ("0.0.0.0", False),  # noqa: S104 -- nothing is bound to it
        ("128.0.0.1", False),
        ("localhost.example", False),
        ("127.0.0.1.example", False),
    ],
)
def test_which_hosts_are_this_machine(host: str, *, here: bool) -> None:
    assert is_loopback(host) is here
