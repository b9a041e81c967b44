"""What the repository must not hold: the places and hosts of whoever happened to write it."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# One letter of each is in brackets, so that this file does not find itself.
MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:wor[k]|roo[t]|User[s]|opt/pyp[i])(?=/)")
REGISTRY_HOST = re.compile(
    r"\b(?:pyp[i]\.org|pythonhoste[d]\.org|debia[n]\.org|npmj[s]\.(?:org|com)|ghc[r]\.io|quay\.i[o])\b"
)


def repository_files() -> list[Path]:
    """Return the files that are, or are about to be, part of the repository."""
    git = shutil.which("git")
    assert git, "git is needed to tell the repository's files from what make has built"
    listed = subprocess.run(
        [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def occurrences(pattern: re.Pattern[str]) -> list[str]:
    """Return each `file:line` at which the pattern is found."""
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path in repository_files()
        for number, line in enumerate(path.read_text("utf-8", "ignore").splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_file_names_a_path_of_one_machine() -> None:
    assert occurrences(MACHINE_PATH) == []


def test_no_file_names_the_host_of_a_package_registry() -> None:
    assert occurrences(REGISTRY_HOST) == []


def test_no_file_is_named_in_a_way_that_some_systems_refuse() -> None:
    names = [path.relative_to(ROOT).as_posix() for path in repository_files()]
    assert [name for name in names if re.search(r'[<>:"|?*\\]|[. ]$', name)] == []


@pytest.mark.parametrize("line", ["cd |work|main", '"|root|.config"', "see=|opt|pypi|x"])
def test_the_rule_sees_a_machine_path(line: str) -> None:
    assert MACHINE_PATH.search(line.replace("|", "/"))


@pytest.mark.parametrize("line", ["docs/work/plan.md", "/workbooks/x.xlsx", "a /work item"])
def test_the_rule_lets_other_paths_pass(line: str) -> None:
    assert not MACHINE_PATH.search(line)


@pytest.mark.parametrize("host", ["pypi,org/simple", "files,pythonhosted,org"])
def test_the_rule_sees_a_registry_host(host: str) -> None:
    assert REGISTRY_HOST.search(f"https://{host.replace(',', '.')}")
