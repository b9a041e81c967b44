"""The example of a proxy: as closed as the services behind it, and it opens only what it must."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.structure.test_compose import REQUIRED, default_secrets

ROOT = Path(__file__).parents[2]
FILE = "docker-compose.tls.yml"
TEXT = (ROOT / FILE).read_text("utf-8")
PROXY: dict[str, Any] = yaml.safe_load(TEXT)["services"]["proxy"]
TEMPLATE = (ROOT / "docker" / "proxy" / "concord.conf.template").read_text("utf-8")
SERVERS = TEMPLATE.split("server {")[1:]


def test_it_can_change_nothing_and_may_do_nothing() -> None:
    assert PROXY["read_only"] is True
    assert PROXY["cap_drop"] == ["ALL"]
    assert PROXY["security_opt"] == ["no-new-privileges:true"]
    assert PROXY["user"].partition(":")[0] not in {"", "0", "root"}
    assert all(mount.endswith(":ro") for mount in PROXY["volumes"])


def test_it_reaches_no_database() -> None:
    assert PROXY["networks"] == ["outside"]


def test_it_has_no_secret_with_a_default() -> None:
    assert default_secrets(TEXT) == []


def test_it_alone_opens_a_port_and_speaks_https_there() -> None:
    assert [port.rpartition(":")[2] for port in PROXY["ports"]] == ["8443"]
    assert set(re.findall(r"listen (\d+ ssl)", TEMPLATE)) == {"8443 ssl"}
    assert len(re.findall(r"\blisten ", TEMPLATE)) == len(SERVERS)


def test_airflow_and_events_have_names_of_their_own_and_no_other_is_served() -> None:
    assert [re.findall(r"server_name (\S+);", server) for server in SERVERS] == [
        [],
        ["${AIRFLOW_HOST}"],
        ["${EVENTS_HOST}"],
    ]
    assert "default_server" in SERVERS[0]
    assert "return 444" in SERVERS[0]


def test_strangers_reach_one_path_and_nothing_of_airflow() -> None:
    _, airflow, events = SERVERS
    assert re.findall(r"location (.+?) \{", events) == ["= /sendgrid/events", "/"]
    assert "api-server" not in events
    assert "events:8090" not in airflow
    assert "location /execution { return 404; }" in airflow


@pytest.mark.compose
def test_docker_compose_accepts_both_files_together(tmp_path: Path) -> None:
    program = shutil.which("docker-compose")
    if program is None:
        assert not os.environ.get("CI"), "docker-compose belongs on the machine of CI"
        pytest.skip("docker-compose is not installed")
    nothing = tmp_path / "empty.env"
    nothing.touch()
    files = ("--file", "docker-compose.yml", "--file", FILE)
    done = subprocess.run(
        [program, "--env-file", str(nothing), *files, "config"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]}
        | dict.fromkeys((*REQUIRED, "AIRFLOW_HOST", "CERTIFICATES"), "/dummy"),
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    merged = yaml.safe_load(done.stdout)["services"]["api-server"]
    assert merged["environment"]["FORWARDED_ALLOW_IPS"] == "*"
    assert all(str(port).startswith("127.0.0.1:") for port in merged["ports"])
