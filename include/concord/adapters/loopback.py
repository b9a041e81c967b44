"""Whether a host is this very machine: then nothing crosses a network."""

from __future__ import annotations

from ipaddress import ip_address


def is_loopback(host: str) -> bool:
    """Say whether a host, without its port, is this machine and nobody else can listen."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
