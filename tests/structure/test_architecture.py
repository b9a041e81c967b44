"""The tree is the architecture: what stands where, and what it may reach."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "include" / "concord"
LONGEST_DAG_FILE = 80

# Standard library, but it touches the world outside, its clock or its dice.
# (zoneinfo is allowed: it stands for the rules of a time zone, which are facts.)
IMPURE = frozenset(
    [
        "asyncio",
        "bz2",
        "codecs",
        "concurrent",
        "ctypes",
        "curses",
        "dbm",
        "fcntl",
        "fileinput",
        "ftplib",
        "getpass",
        "glob",
        "gzip",
        "http",
        "imaplib",
        "importlib",
        "io",
        "locale",
        "lzma",
        "mmap",
        "multiprocessing",
        "nntplib",
        "os",
        "pathlib",
        "pickle",
        "platform",
        "poplib",
        "pty",
        "queue",
        "random",
        "resource",
        "sched",
        "secrets",
        "select",
        "selectors",
        "shelve",
        "shutil",
        "signal",
        "smtplib",
        "socket",
        "socketserver",
        "sqlite3",
        "ssl",
        "subprocess",
        "sys",
        "syslog",
        "tarfile",
        "telnetlib",
        "tempfile",
        "threading",
        "time",
        "tty",
        "urllib",
        "webbrowser",
        "xmlrpc",
        "zipfile",
    ],
)
PURE = frozenset(sys.stdlib_module_names) - IMPURE

# Which part of ours each part of the core may import, itself included.
CORE = {
    "domain": ("concord.domain",),
    "ports": ("concord.domain", "concord.ports"),
    "services": ("concord.domain", "concord.ports", "concord.services"),
}


def modules(part: str) -> list[Path]:
    """Return the modules of one top-level part of the package, be it a file or a folder."""
    return sorted([*PACKAGE.glob(f"{part}.py"), *PACKAGE.glob(f"{part}/**/*.py")])


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield the dotted name of everything that is imported, wherever it is done."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def foreign_imports(source: str, ours: tuple[str, ...]) -> list[str]:
    """Return the imports that are neither pure standard library nor below one of `ours`."""
    return [
        name
        for name in imported(ast.parse(source))
        if name.split(".")[0] not in PURE
        and not f"{name}.".startswith(tuple(f"{o}." for o in ours))
    ]


def world_calls(source: str) -> list[str]:
    """Return the calls that ask the clock, or reach a file or a terminal without an import."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return [
        ast.unparse(call.func)
        for call in calls
        if ast.unparse(call.func).rpartition(".")[2] in {"now", "utcnow", "today"}
        or ast.unparse(call.func) in {"open", "print", "input", "__import__"}
    ]


def mirror_of(module: Path) -> Path:
    """Return where the tests of a module of the package belong."""
    inside = module.relative_to(PACKAGE)
    return ROOT / "tests" / inside.with_name(f"test_{inside.name}")


def has_mirror(module: Path) -> bool:
    """Return whether a module of the package must be mirrored by a test module.

    Migrations are tested as a whole, and so is what is data: the model of agreements, and the
    topics of their rules.
    """
    whole = {"migrations", "model", "topics"}
    return module.name != "__init__.py" and whole.isdisjoint(module.parts)


@pytest.mark.parametrize("part", ["domain", "services", "adapters"])
def test_every_module_has_its_mirror_in_the_tests(part: str) -> None:
    wanted = (mirror_of(module) for module in modules(part) if has_mirror(module))
    assert [str(test.relative_to(ROOT)) for test in wanted if not test.is_file()] == []


@pytest.mark.parametrize("part", CORE)
def test_the_core_imports_the_pure_standard_library_and_itself(part: str) -> None:
    found = {
        str(module.relative_to(ROOT)): foreign_imports(module.read_text("utf-8"), CORE[part])
        for module in modules(part)
    }
    assert {module: names for module, names in found.items() if names} == {}


@pytest.mark.parametrize("part", CORE)
def test_the_core_asks_no_clock_and_opens_nothing(part: str) -> None:
    found = {
        str(module.relative_to(ROOT)): world_calls(module.read_text("utf-8"))
        for module in modules(part)
    }
    assert {module: calls for module, calls in found.items() if calls} == {}


def test_a_dag_file_is_short_enough_to_be_read_as_the_process() -> None:
    lengths = {
        dag.name: len(dag.read_text("utf-8").splitlines()) for dag in ROOT.glob("dags/*.py")
    }
    assert {dag: lines for dag, lines in lengths.items() if lines > LONGEST_DAG_FILE} == {}


@pytest.mark.parametrize(
    "source",
    [
        "import os",
        "import os.path",
        "from time import monotonic",
        "import requests",
        "from concord import wiring",
        "from concord.domainlike import thing",
        "from . import neighbour",
        "def late():\n    import sqlite3",
    ],
)
def test_the_rule_sees_a_forbidden_import(source: str) -> None:
    assert foreign_imports(source, CORE["domain"])


@pytest.mark.parametrize(
    "source",
    ["from datetime import date", "from concord.domain import kpi", "import concord.domain.kpi"],
)
def test_the_rule_lets_a_pure_import_pass(source: str) -> None:
    assert foreign_imports(source, CORE["domain"]) == []


@pytest.mark.parametrize("source", ["date.today()", "datetime.now(UTC)", "open('x')", "print(1)"])
def test_the_rule_sees_a_call_to_the_outside(source: str) -> None:
    assert world_calls(source)
