"""A connection of type aws or s3 as a file system of `s3fs`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from s3fs import S3FileSystem

from concord.ports import ConnectionSettings

_TIMES = {"connect_timeout": 10, "read_timeout": 60}


def s3_system(connection: ConnectionSettings, options: Mapping[str, object]) -> S3FileSystem:
    """Return a file system for one connection alone, which lists anew each time.

    Key and secret are login and password; without them the machine's own identity is used, by
    the rules of AWS.  Nothing is asked yet.
    """
    told: dict[str, Any] = {**_told(connection), **options}
    # Whoever calls repeats what failed, and knows what may be repeated.
    once = {"total_max_attempts": 1}
    config = {**_TIMES, **told.pop("config_kwargs", {}), "retries": once}
    system = S3FileSystem(
        **told, config_kwargs=config, use_listings_cache=False, skip_instance_cache=True
    )
    system.retries = 1
    return system


def _told(connection: ConnectionSettings) -> Mapping[str, object]:
    """Return what the connection says, by the names that `s3fs` has for it."""
    extra = connection.extra
    client = {name: extra[name] for name in ("region_name", "verify") if name in extra}
    told = {
        "key": connection.login or extra.get("aws_access_key_id"),
        "secret": connection.password or extra.get("aws_secret_access_key"),
        "token": extra.get("aws_session_token"),
        "endpoint_url": extra.get("endpoint_url"),
        "config_kwargs": extra.get("config_kwargs"),
        "client_kwargs": client,
    }
    return {name: value for name, value in told.items() if value}
