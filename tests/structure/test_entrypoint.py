"""docker/entrypoint starts nothing on secrets that are missing, weak or known to everybody."""

import os
import secrets
import subprocess
from pathlib import Path

import pytest

DOCKER = Path(__file__).parents[2] / "docker"
CONFIGURATION_ERROR = 78


def good_environment() -> dict[str, str]:
    """Return an environment as docker-compose.yml makes it from docker/new-secrets."""
    password = secrets.token_urlsafe(32)
    return {
        "PATH": os.environ["PATH"],
        "CONCORD_ALLOW_ROOT": "1",
        "AIRFLOW__CORE__FERNET_KEY": f"{secrets.token_urlsafe(32)}=",
        "AIRFLOW__API_AUTH__JWT_SECRET": secrets.token_urlsafe(32),
        "AIRFLOW__API__SECRET_KEY": secrets.token_urlsafe(32),
        "AIRFLOW__CORE__AUTH_MANAGER": "airflow.providers.fab.auth_manager.FabAuthManager",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"postgresql://airflow:{password}@postgres/airflow",
        "AIRFLOW__CELERY__BROKER_URL": f"redis://:{password}@redis:6379/0",
        "AIRFLOW_CONN_CONCORD_DB": f"postgres://concord:{password}@postgres/concord",
    }


def start(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", str(DOCKER / "entrypoint"), "echo", "started"],
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )


def test_it_starts_the_command_when_all_is_well() -> None:
    done = start(good_environment())
    assert (done.returncode, done.stdout) == (0, "started\n"), done.stderr


@pytest.mark.parametrize("name", [n for n in good_environment() if n.startswith("AIRFLOW")])
def test_it_refuses_a_missing_variable(name: str) -> None:
    environment = good_environment()
    del environment[name]
    done = start(environment)
    assert done.returncode == CONFIGURATION_ERROR
    assert name in done.stderr


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("AIRFLOW__API_AUTH__JWT_SECRET", "airflow_jwt_secret" * 3, "guess"),
        ("AIRFLOW__API_AUTH__JWT_SECRET", "Xk3-short", "shorter"),
        ("AIRFLOW__API__SECRET_KEY", "aB" * 32, "repeats"),
        ("AIRFLOW__CORE__FERNET_KEY", "", "not set"),
        ("AIRFLOW__CELERY__BROKER_URL", "redis://redis:6379/0", "the password in"),
        ("AIRFLOW_CONN_CONCORD_DB", "postgres://concord:concord@postgres/concord", "guess"),
        ("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", "postgresql://airflow:a/b:c@postgres/a", "only"),
        ("AIRFLOW__CORE__AUTH_MANAGER", "x.simple_auth_manager.SimpleAuthManager", "production"),
    ],
)
def test_it_refuses_a_weak_value(name: str, value: str, reason: str) -> None:
    done = start(good_environment() | {name: value})
    assert done.returncode == CONFIGURATION_ERROR
    assert reason in done.stderr
    assert done.stdout == ""


def test_it_shows_no_secret_when_it_refuses() -> None:
    value = "Tr0ub4dor-and-3"
    assert value not in start(good_environment() | {"AIRFLOW__API__SECRET_KEY": value}).stderr


@pytest.mark.skipif(os.getuid() != 0, reason="only root can show that root is refused")
def test_it_refuses_to_run_as_root() -> None:
    environment = good_environment()
    del environment["CONCORD_ALLOW_ROOT"]
    assert "root" in start(environment).stderr


def test_new_secrets_are_strong_and_new() -> None:
    def make() -> dict[str, str]:
        printed = subprocess.run(
            ["sh", str(DOCKER / "new-secrets")], check=True, capture_output=True, text=True
        ).stdout
        lines = [line for line in printed.splitlines() if "=" in line and line[0] != "#"]
        return {name: value for name, _, value in (line.partition("=") for line in lines) if value}

    first, second = make(), make()
    assert len(set(first.values()) | set(second.values())) == 2 * len(first)
    done = start(
        good_environment()
        | {
            "AIRFLOW__CORE__FERNET_KEY": first["FERNET_KEY"],
            "AIRFLOW__API_AUTH__JWT_SECRET": first["JWT_SECRET"],
            "AIRFLOW__API__SECRET_KEY": first["SECRET_KEY"],
            "AIRFLOW_CONN_CONCORD_DB": f"postgres://concord:{first['CONCORD_DB_PASSWORD']}@h/d",
        }
    )
    assert done.returncode == 0, done.stderr
