"""Airflow's security: each setting safe, unsafe, and as Airflow has it by default."""

from pathlib import Path

import pytest

from concord.adapters.probes.airflow_security import (
    MASKED,
    examine_airflow_logins,
    examine_airflow_openness,
    examine_airflow_secrets,
)
from concord.adapters.probes.airflow_settings import AirflowSettings
from concord.domain.examination import Health, worst

STRONG = "kT4w9ZqLmX2rB7vNcQ1sD8fGhJ0pYtUe"
SECRETS = {
    "AIRFLOW__CORE__FERNET_KEY": f"{STRONG}abcdefghijk=",
    "AIRFLOW__API_AUTH__JWT_SECRET": STRONG,
    "AIRFLOW__API__SECRET_KEY": STRONG,
}
FAB = "airflow.providers.fab.auth_manager.fab_auth_manager.FabAuthManager"
LOGINS = {
    "AIRFLOW__CORE__AUTH_MANAGER": FAB,
    "AIRFLOW__API_AUTH__JWT_EXPIRATION_TIME": "3600",
}
CLOSED = {
    "AIRFLOW__API__ENABLE_SWAGGER_UI": "False",
    "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
    "AIRFLOW__CORE__SENSITIVE_VAR_CONN_NAMES": ", ".join(MASKED),
}


def settings(environment: dict[str, str]) -> AirflowSettings:
    return AirflowSettings(environment, Path("/nowhere/airflow.cfg"))


def test_secrets_that_are_set_and_strong_are_well() -> None:
    (item,) = examine_airflow_secrets("secrets", settings(SECRETS))
    assert item.health is Health.OK


@pytest.mark.parametrize("name", sorted(SECRETS))
@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("", "is not set"),
        ("airflow_jwt_secret", "is one that others would guess"),
        (STRONG[:31], "is shorter than"),
    ],
)
def test_a_secret_that_is_missing_or_weak_is_named_and_not_quoted(
    name: str, value: str, words: str
) -> None:
    (item,) = examine_airflow_secrets("secrets", settings(SECRETS | {name: value}))
    assert item.health is Health.FAILING
    assert words in item.found
    assert not value or value not in item.found


def test_a_secret_that_comes_from_elsewhere_is_not_missed() -> None:
    elsewhere = {f"{name}_CMD": "cat key" for name in SECRETS}
    (item,) = examine_airflow_secrets("secrets", settings(elsewhere))
    assert item.health is Health.OK


@pytest.mark.parametrize(
    ("changes", "health"),
    [
        ({}, Health.OK),
        ({"AIRFLOW__CORE__AUTH_MANAGER": ""}, Health.FAILING),
        ({"AIRFLOW__CORE__AUTH_MANAGER": "x.SimpleAuthManager"}, Health.FAILING),
        (
            {
                "AIRFLOW__CORE__AUTH_MANAGER": "x.SimpleAuthManager",
                "AIRFLOW__API__HOST": "127.0.0.1",
            },
            Health.WARNING,
        ),
        ({"AIRFLOW__API_AUTH__JWT_EXPIRATION_TIME": "3601"}, Health.WARNING),
        ({"AIRFLOW__API_AUTH__JWT_EXPIRATION_TIME": "long"}, Health.WARNING),
        ({"AIRFLOW__API_AUTH__JWT_EXPIRATION_TIME": ""}, Health.WARNING),
    ],
)
def test_logins(changes: dict[str, str], health: Health) -> None:
    assert worst(examine_airflow_logins("logins", settings(LOGINS | changes))) is health


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"AIRFLOW__API__EXPOSE_CONFIG": "True"}, "read Airflow's settings"),
        ({"AIRFLOW__API__EXPOSE_CONFIG": "non-sensitive-only"}, "read Airflow's settings"),
        ({"AIRFLOW__API__EXPOSE_STACKTRACE": "True"}, "code and paths"),
        ({"AIRFLOW__API__ENABLE_SWAGGER_UI": ""}, "what Airflow's API offers"),
        ({"AIRFLOW__CORE__TEST_CONNECTION": "Enabled"}, "connect anywhere"),
        ({"AIRFLOW__CORE__LOAD_EXAMPLES": ""}, "examples"),
        ({"AIRFLOW__CORE__SENSITIVE_VAR_CONN_NAMES": "dsn"}, "called hook_url, webhook_url"),
    ],
)
def test_what_is_open_without_need_is_named(changes: dict[str, str], words: str) -> None:
    (item,) = examine_airflow_openness("settings", settings(CLOSED | changes))
    assert item.health is Health.WARNING
    assert words in item.found


def test_settings_that_cannot_be_read_are_not_called_well(tmp_path: Path) -> None:
    file = tmp_path / "airflow.cfg"
    file.write_text("jwt_secret = kT4w9Zq", "utf-8")
    (item,) = examine_airflow_openness("settings", AirflowSettings(CLOSED, file))
    assert (item.health, str(file) in item.found) == (Health.FAILING, True)
    assert "kT4w9Zq" not in item.found


def test_an_airflow_that_is_closed_is_well() -> None:
    (item,) = examine_airflow_openness("settings", settings(CLOSED))
    assert item.health is Health.OK
