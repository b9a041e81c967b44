"""A connection becomes a file system of S3 with its secret, its limits and no memory."""

from typing import Any

import pytest

from concord.adapters.drives.s3_system import s3_system
from concord.ports import ConnectionSettings


def connection(**given: Any) -> ConnectionSettings:  # noqa: ANN401 - any setting of a connection
    return ConnectionSettings(**{"id": "drops", "type": "aws", **given})


def test_login_and_password_are_key_and_secret() -> None:
    system = s3_system(connection(login="AKIA", password="s3cret"), {})
    assert (system.key, system.secret, system.endpoint_url) == ("AKIA", "s3cret", None)


def test_the_extra_is_spelled_as_airflow_spells_it() -> None:
    extra = {
        "aws_access_key_id": "AKIA",
        "aws_secret_access_key": "s3cret",
        "aws_session_token": "t0ken",
        "endpoint_url": "https://minio.example",
        "region_name": "eu-west-2",
        "verify": "/etc/ssl/ours.pem",
    }
    system = s3_system(connection(extra=extra), {})
    assert (system.key, system.secret, system.token) == ("AKIA", "s3cret", "t0ken")
    assert system.endpoint_url == "https://minio.example"
    assert system.client_kwargs == {"region_name": "eu-west-2", "verify": "/etc/ssl/ours.pem"}


def test_without_a_secret_the_machine_itself_is_asked_who_it_is() -> None:
    system = s3_system(connection(), {})
    assert (system.key, system.secret, system.anon) == (None, None, False)


def test_every_request_has_limits_and_is_made_once() -> None:
    extra = {"config_kwargs": {"read_timeout": 5, "s3": {"addressing_style": "path"}}}
    system = s3_system(connection(extra=extra), {})
    assert (system.retries, system.config_kwargs["retries"]["total_max_attempts"]) == (1, 1)
    assert {**system.config_kwargs, "retries": None} == {
        "connect_timeout": 10,
        "read_timeout": 5,
        "retries": None,
        "s3": {"addressing_style": "path"},
    }


def test_options_by_their_own_name_go_first() -> None:
    system = s3_system(connection(login="AKIA"), {"key": "other", "requester_pays": True})
    assert (system.key, system.requester_pays) == ("other", True)


@pytest.mark.parametrize("_", range(2))
def test_nothing_is_shared_between_connections(_: int) -> None:
    assert s3_system(connection(), {}) is not s3_system(connection(), {})
    assert not s3_system(connection(), {}).dircache.use_listings_cache
