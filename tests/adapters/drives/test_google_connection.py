"""Connections to Google, as Airflow has them."""

import json
from pathlib import Path

import pytest

from concord.adapters.drives.google_connection import (
    OWN_FILES,
    READ,
    WRITE,
    GoogleAccess,
    google_access,
    is_safe,
)
from concord.domain.errors import ConnectionMalformedError
from concord.ports import ConnectionSettings
from tests.adapters.drives.drive_contract import SECRET, everything_said
from tests.google_drive.account import EMAIL, google_connection, service_account_key

URL = "http://127.0.0.1:9"
KEY = service_account_key(URL)


def account(access: GoogleAccess) -> str:
    """Return whose access it is."""
    return str(getattr(access.credentials, "service_account_email", ""))


def test_a_connection_names_account_drive_and_way() -> None:
    access = google_access(google_connection(URL))
    assert (access.connection, access.drive) == ("acme_drive", "0AMadeUpSharedDrivePVA")
    assert access.endpoint == f"{URL}/drive/v3/"
    assert (access.scopes, access.retries, account(access)) == ((READ,), 5, EMAIL)
    assert SECRET not in repr(access)


def test_without_an_endpoint_google_itself_is_asked() -> None:
    key = {**KEY, "token_uri": "https://oauth2.googleapis.com/token"}
    access = google_access(google_connection(URL, keyfile_dict=key, api_endpoint=""))
    assert access.endpoint == "https://www.googleapis.com/drive/v3/"


def test_an_endpoint_may_have_a_path_of_its_own() -> None:
    proxy = "https://proxy.example/google/drive/v3"
    access = google_access(google_connection(URL, api_endpoint=proxy))
    assert access.endpoint == "https://proxy.example/google/drive/v3/"


def with_extra(**extra: object) -> GoogleAccess:
    settings = ConnectionSettings(id="acme_drive", type="google_cloud_platform", extra=extra)
    return google_access(settings)


def test_fields_may_have_their_older_prefix() -> None:
    prefix = "extra__google_cloud_platform__"
    given = {"keyfile_dict": json.dumps(KEY), "scope": WRITE, "num_retries": 2}
    access = with_extra(**{f"{prefix}{k}": v for k, v in given.items()}, drive_id="0A")
    assert (account(access), access.scopes, access.retries) == (EMAIL, (WRITE,), 2)


def test_a_key_may_be_text_an_object_or_a_file(tmp_path: Path) -> None:
    file = tmp_path / "key.json"
    file.write_text(json.dumps(KEY))
    for given in ({"keyfile_dict": KEY}, {"keyfile_dict": json.dumps(KEY)}):
        assert account(with_extra(**given, drive_id="0A")) == EMAIL
    assert account(with_extra(key_path=str(file), drive_id="0A")) == EMAIL


def test_line_ends_that_a_shell_escaped_are_mended() -> None:
    escaped = {**KEY, "private_key": KEY["private_key"].replace("\n", "\\n")}
    assert account(with_extra(keyfile_dict=escaped, drive_id="0A")) == EMAIL


@pytest.mark.parametrize(
    ("scope", "scopes", "reads", "puts"),
    [
        ("", (READ,), True, False),
        (READ, (READ,), True, False),
        ("drive.readonly", (READ,), True, False),
        ("drive", (WRITE,), True, True),
        (OWN_FILES, (OWN_FILES,), False, True),
        (f"{READ}, drive.file", (READ, OWN_FILES), True, True),
        ("cloud-platform", ("https://www.googleapis.com/auth/cloud-platform",), False, False),
    ],
)
def test_scopes_say_what_the_account_may_do(
    scope: str, scopes: tuple[str, ...], *, reads: bool, puts: bool
) -> None:
    access = google_access(google_connection(URL, scope=scope))
    assert (access.scopes, access.sees_all, access.may_put) == (scopes, reads, puts)


@pytest.mark.parametrize(
    ("given", "retries"), [("0", 0), (0, 5), (3, 3), ("99", 10), ("many", 5), ("-1", 5)]
)
def test_the_number_of_retries_has_bounds(given: object, retries: int) -> None:
    assert google_access(google_connection(URL, num_retries=given)).retries == retries


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ({"drive_id": " "}, "no drive_id"),
        ({"keyfile_dict": SECRET}, "no JSON"),
        ({"keyfile_dict": f'["{SECRET}"]'}, "none of a service account"),
        ({"keyfile_dict": {"private_key": SECRET}}, "none of a service account"),
        ({"keyfile_dict": {**KEY, "private_key": SECRET}}, "none of a service account"),
        ({"keyfile_dict": {**KEY, "token_uri": "http://x.example"}}, "token_uri"),
        ({"keyfile_dict": "", "key_path": "/nowhere/key.json"}, "No such file"),
        ({"api_endpoint": "http://drive.example"}, "api_endpoint"),
        ({"api_endpoint": "ftp://127.0.0.1"}, "api_endpoint"),
        ({"impersonation_chain": "x@y.example"}, "impersonation_chain"),
        ({"key_secret_name": "x"}, "key_secret_name"),
    ],
)
def test_what_is_wrong_with_a_connection_is_said_without_its_secrets(
    extra: dict[str, object], said: str
) -> None:
    with pytest.raises(ConnectionMalformedError, match=said) as raised:
        google_access(google_connection(URL, **extra))
    assert "'acme_drive'" in str(raised.value)
    assert SECRET not in everything_said(raised.value)


def test_a_connection_of_another_type_is_none_to_google() -> None:
    with pytest.raises(ConnectionMalformedError, match="type google_cloud_platform"):
        google_access(ConnectionSettings(id="acme_drive", type="fs"))


def test_without_a_key_the_account_of_the_machine_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "key.json"
    file.write_text(json.dumps(KEY))
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(file))
    assert account(with_extra(drive_id="0A")) == EMAIL


def test_without_any_account_both_ways_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(tmp_path / "nowhere"))
    with pytest.raises(ConnectionMalformedError, match="neither keyfile_dict nor key_path"):
        with_extra(drive_id="0A")


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://www.googleapis.com/", True),
        ("http://localhost:1/", True),
        ("http://[::1]:1/", True),
        ("http://127.0.0.1.example/", False),
        ("http://www.googleapis.com/", False),
        ("www.googleapis.com", False),
        ("", False),
    ],
)
def test_secrets_go_by_https_or_stay_on_this_machine(url: str, safe: object) -> None:
    assert is_safe(url) is safe
