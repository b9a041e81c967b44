"""Writes the page of the reference that tells what becomes of bad inputs."""

import html
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from concord.adapters.workbook.limits import ReaderChoice
from concord.domain.submission import ReadResult, Verdict
from tests.bad_inputs import containers, days, elsewhere, figures, layouts, markup, texts
from tests.bad_inputs.case import BadInput
from tests.bad_inputs.reading_room import ReadingRoom

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "bad-inputs.md"
INTRODUCTION = """\
# What becomes of bad inputs

People send files that are broken, hostile or merely unusual. Each ends in a verdict, and whoever
sent it is told what was found, where, and what to do. One bad cell makes its row invalid and never
counts as zero; one bad file stops no other.

- **accepted**: nothing to remark.
- **accepted with warnings**: used; rows with an error do not count.
- **quarantined**: waits until a person decides.
- **rejected**: nothing of it is read.

This page is made from the cases that the readers are tested with: `make docs` writes it.
"""
GROUPS: tuple[tuple[str, Sequence[BadInput]], ...] = (
    ("The file as a whole", containers.CASES),
    ("Hostile and damaged sheets", markup.CASES),
    ("The layout of the table", layouts.CASES),
    ("Figures", figures.CASES),
    ("Days and periods", days.CASES),
    ("Text files", texts.CASES),
)


def page_text() -> str:
    """Return the page, with each message as its reader writes it."""
    return "\n".join([INTRODUCTION, *_groups(), *_elsewhere()]) + "\n"


def _groups() -> Iterator[str]:
    with TemporaryDirectory() as folder:
        room = ReadingRoom(Path(folder), ReaderChoice.FASTEST)
        for title, cases in GROUPS:
            yield f"## {title}\n"
            yield "| No. | What is sent | Verdict | Rule | Found | What its sender is told |"
            yield "|---|---|---|---|---|---|"
            for case, result in zip(cases, room.read(*cases), strict=True):
                yield _line(case, result)
            yield ""


def _line(case: BadInput, result: ReadResult) -> str:
    told = next((f for f in result.findings if f.rule == case.rule), None)
    rule = f"`{case.rule}`" if case.rule else ""
    found = message = ""
    if told is not None:
        found = f"{told.where}: {told.found}".removeprefix(": ")
        message = told.message
    words = (case.what, _words(case.verdict))
    return _row(str(case.number), *words, rule, _escaped(found), _escaped(message))


def _elsewhere() -> Iterator[str]:
    yield "## On the drive, over the months, and in what we send\n"
    yield "| No. | What happens | What becomes of it |"
    yield "|---|---|---|"
    for case in elsewhere.CASES:
        yield _row(str(case.number), _escaped(case.what), _escaped(case.required))


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def _words(verdict: Verdict) -> str:
    return verdict.value.replace("_", " ")


def _escaped(text: str) -> str:
    escaped = html.escape(text, quote=False)
    return "".join(f"\\{sign}" if sign in "|*_`[]\\" else sign for sign in escaped)


if __name__ == "__main__":
    sys.stdout.write(page_text())
