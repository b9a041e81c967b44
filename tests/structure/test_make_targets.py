"""Whatever the documents tell people to make can be made."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
NAMED = re.compile(r"(?:`|^\s*(?:\$ )?|&& )make ([a-z][a-z-]*)", re.MULTILINE)


def targets() -> set[str]:
    """Return the targets of the Makefile that have a line of help."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    return set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE))


def code_of(markdown: str) -> str:
    """Return the fenced blocks and code spans, where a command is a command."""
    return "\n".join(re.findall(r"```.*?```|`[^`\n]+`", markdown, re.DOTALL))


def test_the_targets_that_everybody_relies_on_exist() -> None:
    relied_on = {"setup", "demo", "test", "check", "system", "bench", "lock", "clean", "help"}
    assert relied_on <= targets()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_target_a_document_names_exists(document: Path) -> None:
    named = set(NAMED.findall(code_of(document.read_text("utf-8"))))
    assert named - targets() == set()


def test_the_readme_names_the_first_two_steps() -> None:
    named = set(NAMED.findall(code_of((ROOT / "README.md").read_text("utf-8"))))
    assert {"setup", "demo"} <= named


@pytest.mark.parametrize(
    "text", ["`make nonsense`", "```\n$ make nonsense\n```", "`cd x && make nonsense`"]
)
def test_the_rule_sees_an_unknown_target(text: str) -> None:
    assert set(NAMED.findall(code_of(text))) - targets() == {"nonsense"}
