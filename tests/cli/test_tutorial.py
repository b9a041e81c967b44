"""The tutorial, followed to the letter: its commands are run, its edits made, its output held."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = pytest.mark.journey

ROOT = Path(__file__).parents[2]
TUTORIAL = ROOT / "docs/tutorial.md"
_FENCE = re.compile(
    r"^```(?P<kind>\w+) ?(?P<how>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
_TABLE = re.compile(
    r"^\| the line that begins with .*\n\|---.*\n(?P<rows>(?:\| .*\n)+)", re.MULTILINE
)
_DONE_BY_US = "make setup"


@dataclass(frozen=True)
class Step:
    kind: str
    how: str
    text: str
    place: int


def steps() -> Iterator[Step]:
    """Yield what the tutorial tells to do and to see, in its order."""
    text = TUTORIAL.read_text("utf-8")
    fences = [Step(m["kind"], m["how"], m["text"], m.start()) for m in _FENCE.finditer(text)]
    tables = [Step("edit", "", m["rows"], m.start()) for m in _TABLE.finditer(text)]
    yield from sorted((*fences, *tables), key=lambda step: step.place)


def run(script: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run a block as a person's shell does, with the project's commands at hand."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "CONCORD_HOME": str(folder / "home")}
    return subprocess.run(
        ["/bin/sh", "-ec", script],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def edit(rows: str, file: Path) -> None:
    """Make the edits of a table: replace the line that begins as told by the one told."""
    lines = file.read_text("utf-8").splitlines()
    for row in rows.splitlines():
        begins, becomes = re.findall(r"`([^`]*)`", row)
        found = [number for number, line in enumerate(lines) if line.startswith(begins)]
        assert len(found) == 1, (begins, found)
        lines[found[0]] = becomes
    file.write_text("\n".join(lines) + "\n", "utf-8")


def holds(expected: str, output: str) -> bool:
    """Say whether a line stands in the output; blanks may differ, and `…` is anything."""
    pattern = r".*".join(re.escape(part.strip()) for part in " ".join(expected.split()).split("…"))
    return re.search(pattern, " ".join(output.split())) is not None


def test_the_tutorial_works_as_it_is_written(tmp_path: Path) -> None:
    output = ""
    for step in steps():
        match step.kind:
            case "sh" if _DONE_BY_US in step.text:
                continue
            case "sh":
                done = run(step.text, tmp_path)
                output = done.stdout + done.stderr
                expected = int(step.how.removeprefix("status=") or 0)
                assert done.returncode == expected, f"{step.text}\n{output}"
            case "text":
                missing = [line for line in step.text.splitlines() if not holds(line, output)]
                assert missing == [], output
            case "yaml":
                how, _, name = step.how.partition("=")
                with (tmp_path / name).open("a" if how == "append" else "w") as file:
                    file.write(step.text)
            case "edit":
                edit(step.text, tmp_path / "mine/northwind.yaml")
            case other:
                raise AssertionError(other)


def test_links_of_the_tutorial_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", TUTORIAL.read_text("utf-8"))
    assert links
    assert [link for link in links if not (TUTORIAL.parent / link).exists()] == []
