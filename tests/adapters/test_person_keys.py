"""The secret of pseudonyms: from a connection, or a private file that is made once."""

from pathlib import Path

import pytest

from concord.adapters.person_keys import SecretPersonKeys
from concord.domain.errors import PersonKeyError
from concord.ports import ConnectionSettings

LONG = "0123456789abcdef" * 2


def connection(password: str) -> ConnectionSettings:
    return ConnectionSettings(id="concord_people", type="generic", password=password)


def test_a_connections_password_is_the_secret(tmp_path: Path) -> None:
    file = tmp_path / "person.key"
    keys = SecretPersonKeys(connection(LONG), file)
    assert keys.of("acme") == SecretPersonKeys(connection(LONG), file).of("acme")
    assert keys.of("acme") != SecretPersonKeys(connection(LONG[::-1]), file).of("acme")
    assert not file.exists()


def test_each_partner_has_a_key_of_its_own(tmp_path: Path) -> None:
    keys = SecretPersonKeys(connection(LONG), tmp_path / "person.key")
    assert keys.of("acme").secret != keys.of("zenith").secret
    assert LONG.encode() not in keys.of("acme").secret


def test_without_a_connection_a_private_file_is_made_and_stays(tmp_path: Path) -> None:
    file = tmp_path / "home" / "person.key"
    first = SecretPersonKeys(None, file).of("acme")
    assert file.stat().st_mode & 0o777 == 0o600
    assert SecretPersonKeys(None, file).of("acme") == first
    assert [path.name for path in file.parent.iterdir()] == ["person.key"]


def test_several_machines_need_the_connection() -> None:
    with pytest.raises(PersonKeyError, match="no connection concord_people"):
        SecretPersonKeys(None, None).of("acme")
    assert SecretPersonKeys(connection(LONG), None).of("acme").partner == "acme"


def test_of_two_at_once_the_first_ones_secret_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "person.key"
    link = Path.hardlink_to

    def beaten(self: Path, target: Path) -> None:
        self.write_text(LONG)
        link(self, target)

    monkeypatch.setattr(Path, "hardlink_to", beaten)
    found = SecretPersonKeys(None, file).of("acme")
    assert file.read_text() == LONG
    assert found == SecretPersonKeys(connection(LONG), file).of("acme")


@pytest.mark.parametrize("password", ["", "0123", LONG[:-1]])
def test_a_secret_that_can_be_tried_out_is_refused(tmp_path: Path, password: str) -> None:
    with pytest.raises(PersonKeyError, match="shorter than 32") as told:
        SecretPersonKeys(connection(password), tmp_path / "person.key").of("acme")
    assert not password or password not in str(told.value)


def test_a_file_that_cannot_be_read_or_made_is_told(tmp_path: Path) -> None:
    with pytest.raises(PersonKeyError, match="cannot be read"):
        SecretPersonKeys(None, tmp_path).of("acme")
    (tmp_path / "file").write_text("x")
    with pytest.raises(PersonKeyError, match="cannot be"):
        SecretPersonKeys(None, tmp_path / "file" / "person.key").of("acme")
