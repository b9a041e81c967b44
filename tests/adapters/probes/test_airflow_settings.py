"""Airflow's settings: the environment first, then the file; commands and backends are left be."""

from pathlib import Path

from concord.adapters.probes.airflow_settings import AirflowSettings

CFG = "[core]\nauth_manager = from.the.file\nfernet_key_cmd = cat key\n[api]\nhost = %(odd)s\n"


def settings(tmp_path: Path, text: str = CFG, **environment: str) -> AirflowSettings:
    file = tmp_path / "airflow.cfg"
    file.write_text(text)
    return AirflowSettings(environment, file)


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    found = settings(tmp_path, AIRFLOW__CORE__AUTH_MANAGER=" from.outside ")
    assert found.get("core", "auth_manager") == "from.outside"
    assert settings(tmp_path).get("core", "auth_manager") == "from.the.file"


def test_what_is_set_nowhere_is_empty(tmp_path: Path) -> None:
    assert settings(tmp_path).get("core", "fernet_key") == ""
    assert AirflowSettings({}, tmp_path / "none").get("no_section", "key") == ""


def test_percent_signs_are_plain_letters(tmp_path: Path) -> None:
    assert settings(tmp_path).get("api", "host") == "%(odd)s"


def test_a_file_that_cannot_be_read_says_nothing_and_is_named(tmp_path: Path) -> None:
    found = settings(tmp_path, "no section = 1")
    assert found.get("core", "auth_manager") == ""
    assert found.unreadable == tmp_path / "airflow.cfg"
    assert settings(tmp_path).unreadable is None
    assert AirflowSettings({}, tmp_path / "none").unreadable is None


def test_what_a_command_or_a_backend_gives_is_elsewhere(tmp_path: Path) -> None:
    found = settings(tmp_path, AIRFLOW__API__SECRET_KEY_SECRET="path/in/vault")
    assert found.is_elsewhere("core", "fernet_key")
    assert found.is_elsewhere("api", "secret_key")
    assert not found.is_elsewhere("api_auth", "jwt_secret")
