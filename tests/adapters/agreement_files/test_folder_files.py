"""No file of an agreements folder is silently left out."""

from pathlib import Path

import pytest

from concord.adapters.agreement_files.folder_files import agreement_paths, remarks_on_folder


def found(folder: Path) -> list[tuple[str, str, str, str]]:
    """Return severity, rule, file and nearest name of each finding."""
    return [(f.severity.value, f.rule, f.file, f.hint) for f in remarks_on_folder(folder)]


def test_agreements_are_the_yaml_files_beside_the_organisation_in_order(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yaml", "organisation.yaml", "notes.txt", "a.yaml.bak"):
        (tmp_path / name).touch()
    assert [path.name for path in agreement_paths(tmp_path)] == ["a.yaml", "b.yaml"]
    assert found(tmp_path) == []


@pytest.mark.parametrize("name", ["acme.yml", "acme.YML", "acme.YAML", "acme.Yaml"])
def test_a_file_with_another_ending_is_not_read_and_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "other.yaml").touch()
    (tmp_path / name).touch()
    assert [path.name for path in agreement_paths(tmp_path)] == ["other.yaml"]
    assert found(tmp_path) == [("warning", "ignored-file", name, "acme.yaml")]


def test_an_organisation_with_another_ending_is_told_too(tmp_path: Path) -> None:
    (tmp_path / "acme.yaml").touch()
    (tmp_path / "organisation.yml").touch()
    assert found(tmp_path) == [
        ("warning", "ignored-file", "organisation.yml", "organisation.yaml")
    ]


def test_a_folder_without_agreements_is_told(tmp_path: Path) -> None:
    (tmp_path / "organisation.yaml").touch()
    assert found(tmp_path) == [("warning", "no-agreements", tmp_path.name, "")]


@pytest.mark.parametrize("name", ["nowhere", "file.txt"])
def test_what_is_no_folder_is_an_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "file.txt").touch()
    assert found(tmp_path / name) == [("error", "no-folder", name, "")]
