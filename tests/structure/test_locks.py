"""The locks hold what pyproject.toml declares, and agree; checked without a network."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
RUNTIME: list[str] = PROJECT["dependencies"]
DEVELOPMENT: list[str] = RUNTIME + PROJECT["optional-dependencies"]["dev"]
ENTRY = re.compile(
    r"^(?P<name>[\w.-]+)(?:\[[\w,-]+\])?==(?P<version>\S+)(?P<rest>.*(?:\n[ ].*)*)", re.MULTILINE
)


def read_lock(name: str) -> dict[str, tuple[str, str]]:
    """Return each package of a lock: its version, and the lines that follow it."""
    return {
        canonicalize_name(entry["name"]): (entry["version"], entry["rest"])
        for entry in ENTRY.finditer((ROOT / name).read_text("utf-8"))
    }


def unmet(declared: list[str], lock: dict[str, tuple[str, str]]) -> list[str]:
    """Return the declared dependencies that the lock does not hold in a fitting version."""
    wanted = [(text, Requirement(text)) for text in declared]
    return [
        text
        for text, requirement in wanted
        if (entry := lock.get(canonicalize_name(requirement.name))) is None
        or not requirement.specifier.contains(entry[0], prereleases=True)
    ]


LOCKED = [("requirements.txt", RUNTIME), ("requirements-dev.txt", DEVELOPMENT)]


@pytest.mark.parametrize(("lock", "declared"), LOCKED, ids=[name for name, _ in LOCKED])
def test_what_is_declared_is_locked(lock: str, declared: list[str]) -> None:
    assert unmet(declared, read_lock(lock)) == [], "run make lock"


@pytest.mark.parametrize(("lock", "declared"), LOCKED, ids=[name for name, _ in LOCKED])
def test_what_is_locked_for_us_is_still_declared(lock: str, declared: list[str]) -> None:
    names = {canonicalize_name(Requirement(text).name) for text in declared}
    ours = {name for name, (_, rest) in read_lock(lock).items() if "concord (pyproject" in rest}
    assert ours == names, "run make lock"


def test_development_runs_what_is_shipped() -> None:
    development = read_lock("requirements-dev.txt")
    shipped = {name: version for name, (version, _) in read_lock("requirements.txt").items()}
    assert {name: development[name][0] for name in shipped} == shipped


@pytest.mark.parametrize(
    "lock",
    [
        "requirements.txt",
        "requirements-dev.txt",
        "requirements-audit.txt",
        "requirements-uv.txt",
    ],
)
def test_every_package_is_pinned_by_hash(lock: str) -> None:
    packages = read_lock(lock)
    assert packages
    assert [name for name, (_, rest) in packages.items() if "--hash=sha256:" not in rest] == []


def test_make_and_its_lock_name_the_same_uv() -> None:
    (pinned,) = re.findall(
        r"^PINNED_UV := (\S+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE
    )
    assert read_lock("requirements-uv.txt")["uv"][0] == pinned


def test_the_rule_sees_a_missing_and_a_misfitting_package() -> None:
    lock = {"present": ("1.0", "")}
    assert unmet(["present>=1", "present>=2", "absent"], lock) == ["present>=2", "absent"]
