"""docker-compose.yml: no secret of its own, nothing open that need not be."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docker-compose.yml").read_text("utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load(TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
VARIABLE = re.compile(r"\$\{(?P<name>\w+)(?P<rule>:[?-][^}]*)?\}")
SECRETIVE = re.compile(
    r"PASSWORD|SECRET|TOKEN|FERNET|_KEY|CREDENTIAL|_CONN(?!ECTION)", re.IGNORECASE
)
NOT_SECRET = {
    "AIRFLOW__CORE__SENSITIVE_VAR_CONN_NAMES",  # the names of fields to mask
    "AIRFLOW_CONN_CONCORD_EVENTS",  # a public key; without it every call is refused
}
REQUIRED = sorted(
    {m["name"] for m in VARIABLE.finditer(TEXT) if (m["rule"] or "").startswith(":?")}
)


def default_secrets(text: str) -> list[str]:
    """Return the secrets that a compose file brings along, or lets be empty."""
    lenient = [
        match[0]
        for match in VARIABLE.finditer(text)
        if SECRETIVE.search(match["name"]) and not (match["rule"] or "").startswith(":?")
    ]
    environments = [
        *(value for key, value in yaml.safe_load(text).items() if "environment" in key),
        *(s.get("environment", {}) for s in yaml.safe_load(text).get("services", {}).values()),
    ]
    literal = [
        name
        for environment in environments
        for name, value in environment.items()
        if SECRETIVE.search(name) and name not in NOT_SECRET and ":?" not in str(value)
    ]
    return lenient + literal


def compose_config(environment: dict[str, str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Let docker-compose check the file with nothing but the given variables."""
    program = shutil.which("docker-compose")
    if program is None:
        assert not os.environ.get("CI"), "docker-compose belongs on the machine of CI"
        pytest.skip("docker-compose is not installed")
    nothing = folder / "empty.env"  # in place of somebody's .env
    nothing.touch()
    return subprocess.run(
        [program, "--env-file", str(nothing), "--file", "docker-compose.yml", "config"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]} | environment,
        check=False,
        capture_output=True,
        text=True,
    )


def test_no_secret_has_a_default() -> None:
    assert default_secrets(TEXT) == []


@pytest.mark.parametrize(
    "text",
    [
        "services: {a: {environment: {JWT_SECRET: '${JWT_SECRET:-airflow}'}}}",
        "services: {a: {environment: {DB_PASSWORD: airflow}}}",
        "x-environment: {FERNET_KEY: ''}",
        "services: {a: {command: 'x ${API_TOKEN}'}}",
    ],
)
def test_the_rule_sees_a_default_secret(text: str) -> None:
    assert default_secrets(text)


@pytest.mark.compose
def test_docker_compose_accepts_the_file_when_all_is_set(tmp_path: Path) -> None:
    done = compose_config(dict.fromkeys(REQUIRED, "/dummy"), tmp_path)
    assert done.returncode == 0, done.stderr


@pytest.mark.compose
@pytest.mark.parametrize("missing", ["FERNET_KEY", "REDIS_PASSWORD"])
def test_docker_compose_stops_when_something_required_is_missing(
    missing: str, tmp_path: Path
) -> None:
    done = compose_config({name: "/dummy" for name in REQUIRED if name != missing}, tmp_path)
    assert done.returncode != 0
    assert "Missing mandatory value" in done.stderr
    assert missing in done.stderr


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_can_change_nothing_but_its_volumes(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["user"].partition(":")[0] not in {"", "0", "root"}
    assert not service.get("privileged")
    assert any(mount.startswith("/tmp") for mount in service["tmpfs"])  # noqa: S108 -- a mount


@pytest.mark.parametrize("name", SERVICES)
def test_a_port_is_open_to_this_host_only(name: str) -> None:
    assert all(port.startswith("127.0.0.1:") for port in SERVICES[name].get("ports", []))


def test_the_stores_are_reached_from_inside_only() -> None:
    assert COMPOSE["networks"]["inside"]["internal"] is True
    for store in ("postgres", "redis"):
        assert SERVICES[store]["networks"] == ["inside"]
        assert "ports" not in SERVICES[store]


def test_whom_strangers_reach_knows_none_of_airflows_secrets() -> None:
    events = SERVICES["events"]
    assert not [name for name in events["environment"] if name.startswith("AIRFLOW__")]
    assert events["volumes"] == []


def test_nothing_is_installed_at_start() -> None:
    assert "_PIP_ADDITIONAL_REQUIREMENTS" not in TEXT


@pytest.mark.airflow
def test_airflow_knows_every_setting() -> None:
    airflow = shutil.which("airflow") or str(ROOT / ".venv/bin/airflow")
    listed = subprocess.run(
        [airflow, "config", "list", "--defaults", "--include-env-vars"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    known = set(re.findall(r"AIRFLOW__[A-Z0-9_]+", listed))
    dockerfile = (ROOT / "Dockerfile").read_text("utf-8")
    assert set(re.findall(r"AIRFLOW__[A-Z0-9_]+", TEXT + dockerfile)) - known == set()
