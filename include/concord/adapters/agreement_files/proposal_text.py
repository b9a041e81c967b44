"""Write a proposal as the text of an agreement: every value with its mark, in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from concord.adapters.agreement_files.hidden_characters import without_hidden
from concord.adapters.agreement_files.proposal_examples import (
    AFTER_KPIS,
    BEFORE_SOURCES,
    SOURCE_EXAMPLES,
    level_examples,
)
from concord.adapters.agreement_files.proposal_scalars import listed, remark, scalar
from concord.domain.coverage import CoverageUnit
from concord.domain.proposal.marks import Mark, Note, confirm
from concord.domain.proposal.proposed import (
    Proposal,
    ProposedColumn,
    ProposedKpi,
    ProposedSource,
)
from concord.domain.quantity import PERCENT

_WIDEST = 64
_DELIMITERS = {"\t": "tab"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    text: str = ""
    note: Note | None = None


def proposal_text(proposal: Proposal) -> str:
    """Return the file's content, ready to be loaded but for what is marked CONFIRM."""
    body = list(_body(proposal))
    return "\n".join((*_head(proposal, body), "", *_written(body))) + "\n"


def _head(proposal: Proposal, body: Sequence[_Line]) -> Iterator[str]:
    marks = Counter(line.note.mark for line in body if line.note is not None)
    guesses, open_ = marks[Mark.GUESS], marks[Mark.CONFIRM]
    files = len(proposal.files)
    yield "# yaml-language-server: $schema=agreement.schema.json"
    yield (
        f"# Proposed from {files} file{'' if files == 1 else 's'}: {guesses} "
        f"guess{'' if guesses == 1 else 'es'}, {open_} need{'s' if open_ == 1 else ''} you."
    )
    yield "# A line that ends in CONFIRM waits for you: mend its value, then delete the mark."
    yield "# A line that ends in guess was read off the files. `concord check` tells what is left."
    for text in proposal.remarks:
        yield f"# {remark(text)}"


def _written(lines: Iterable[_Line]) -> Iterator[str]:
    """Yield the lines, the marks of neighbours under one another."""
    for is_noted, run in groupby(lines, key=lambda line: line.note is not None):
        block = list(run)
        if not is_noted:
            yield from (line.text for line in block)
            continue
        width = max((len(one.text) for one in block if len(one.text) <= _WIDEST), default=0)
        for line in block:
            note = line.note
            mark = "" if note is None else f"{note.mark}: {remark(note.why)}"
            yield f"{line.text.ljust(width)}  # {mark}"


def _body(proposal: Proposal) -> Iterator[_Line]:
    yield _Line(text=f"partner: {scalar(proposal.partner)}", note=proposal.partner_note)
    yield _Line(
        text=f"name: {scalar(without_hidden(proposal.name) or proposal.partner)}",
        note=proposal.name_note,
    )
    yield _Line(text="timezone: UTC", note=confirm("where the partner works, e.g. Asia/Manila"))
    if proposal.effects_from is not None:
        why = "earlier periods are history: values and outcomes, no issues and no mails"
        yield _Line(text=f"effects_from: {proposal.effects_from}", note=confirm(why))
    yield from _plain(BEFORE_SOURCES)
    yield _Line(text="sources:")
    for source in proposal.sources:
        yield from _source(source)
    yield _Line()
    yield from _kpis(proposal)
    yield from _plain((*level_examples([kpi.id for kpi in proposal.kpis]), *AFTER_KPIS))


def _plain(texts: Iterable[str]) -> Iterator[_Line]:
    return (_Line(text=text) for text in texts)


def _source(source: ProposedSource) -> Iterator[_Line]:
    yield _Line(text=f"  {source.id}:")
    for text in source.remarks:
        yield _Line(text=f"    # {remark(text)}")
    yield from _plain(SOURCE_EXAMPLES)
    for key, value in _values(source):
        if key in source.notes:
            yield _Line(text=f"    {key}: {value}", note=source.notes[key])
    yield _Line(text="    columns:")
    for column in source.columns:
        yield _column(column)
        for text in column.remarks:
            yield _Line(text=f"      # {remark(text)}")


def _values(source: ProposedSource) -> Iterator[tuple[str, str]]:
    text = source.text
    yield "files", scalar(source.files)
    yield "covers", source.covers
    yield "sheet", f"{{name: {scalar(source.sheet)}, header_row: auto}}"
    yield "delimiter", scalar(_DELIMITERS.get(text.delimiter, text.delimiter))
    yield "encoding", text.encoding
    yield "decimal", scalar(text.decimal)
    yield "thousands", scalar(text.thousands)
    yield "date_order", text.date_order
    yield "null_tokens", listed(text.null_tokens)
    yield "coverage", _coverage(source)
    yield "key", _names(source.key)
    yield "day_column", source.day_column or ""
    yield "totals_rows", listed(source.totals_rows)


def _coverage(source: ProposedSource) -> str:
    coverage = source.coverage
    each = f", for_each: {_names(coverage.for_each)}" if coverage.for_each else ""
    return f"{{every: {CoverageUnit(coverage.every)}{each}}}"


def _names(names: Sequence[str]) -> str:
    return f"[{', '.join(names)}]"


def _column(proposed: ProposedColumn) -> _Line:
    column = proposed.column
    headers = column.headers
    parts = [
        f"from: {scalar(headers[0]) if len(headers) == 1 else listed(headers)}",
        f"type: {column.type}",
        *([f"unit: {column.unit}"] if column.unit is not None else []),
        *([f"one_of: {listed(column.one_of)}"] if column.one_of else []),
        *([f"at_most: {column.at_most}"] if column.at_most else []),
        *([f"prints: {column.prints}"] if column.prints is not None else []),
        *(["required: false"] if not column.required else []),
    ]
    return _Line(text=f"      {column.name}: {{{', '.join(parts)}}}", note=proposed.note)


def _kpis(proposal: Proposal) -> Iterator[_Line]:
    if not proposal.kpis:
        yield _Line(
            text="# kpis:              # no counts, times or scores were found to make one"
        )
        yield _Line(text='#   quality: {numerator: "sum(good)", denominator: "sum(handled)"}')
        return
    yield _Line(text="kpis:")
    for kpi in proposal.kpis:
        yield from _kpi(kpi, is_only=len(proposal.sources) == 1)


def _kpi(kpi: ProposedKpi, *, is_only: bool) -> Iterator[_Line]:
    yield _Line(text=f"  {kpi.id}:")
    yield _Line(text=f"    name: {scalar(kpi.name)}")
    if not is_only:
        yield _Line(text=f"    source: {kpi.source}")
    if kpi.service_level:
        yield _Line(text="    standard: service_level")
        for key, value in kpi.service_level.items():
            yield _Line(text=f"    {key}: {value}", note=kpi.note if key == "abandons" else None)
    else:
        if kpi.unit != PERCENT:
            yield _Line(text=f"    unit: {kpi.unit}")
        yield _Line(text=f"    numerator: {scalar(kpi.numerator)}", note=kpi.note)
        yield _Line(text=f"    denominator: {scalar(kpi.denominator)}")
    if kpi.by:
        yield _Line(text=f"    by: {_names(kpi.by)}")
