"""An agreement proposed from sample files, as a value: pure, and always something to write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from concord.domain.finding import quoted
from concord.domain.period import MeasurementPeriod
from concord.domain.proposal.grouping import grouped
from concord.domain.proposal.headings import identifier, words
from concord.domain.proposal.layout import find_table
from concord.domain.proposal.marks import confirm
from concord.domain.proposal.proposed import Proposal, ProposedKpi, ProposedSource
from concord.domain.proposal.proposed_source import TypedGroup, proposed_source, typed_group
from concord.domain.proposal.rehearsal import rehearse
from concord.domain.proposal.sample import SampleFile
from concord.domain.proposal.source_kpis import kpis_of

_SHOWN = 8


def propose(files: Sequence[SampleFile], *, partner: str, name: str) -> Proposal | None:
    """Return the proposal, or None where no file has a table that can be read.

    `partner` and `name` are empty where nobody said them.
    """
    found = [
        (table, file.text)
        for file in files
        for sample in file.tables
        if (table := find_table(sample)) is not None
    ]
    groups = [typed_group(group) for group in grouped(found)]
    readable = [typed for typed in groups if typed.table.columns]
    if not readable:
        return None
    sources: list[ProposedSource] = []
    kpis: dict[str, ProposedKpi] = {}
    for typed in readable:
        source = proposed_source(typed, [source.id for source in sources])
        told = rehearse(source, [table.sample for table in typed.group.tables])
        sources.append(replace(source, remarks=(*told, *source.remarks)))
        _add(kpis, kpis_of(typed.table, source))
    names = tuple(dict.fromkeys(file.name for file in files))
    guessed = _partner(names)
    return Proposal(
        partner=partner or guessed,
        partner_note=None if partner else confirm("a short id of the partner; from the names"),
        name=name or partner or guessed,
        name_note=None if name else confirm("the partner's name in full"),
        files=names,
        sources=tuple(sources),
        kpis=tuple(kpis.values()),
        effects_from=_after(sources),
        remarks=(*_remarks(files), *_unreadable(groups)),
    )


def _unreadable(groups: Iterable[TypedGroup]) -> Iterable[str]:
    for typed in groups:
        if not typed.table.columns:
            names = ", ".join(quoted(name, limit=60) for name in typed.table.names[:_SHOWN])
            yield f"A table of {names} was left out: none of its columns can be read."


def _after(sources: Iterable[ProposedSource]) -> MeasurementPeriod | None:
    last = max((s.last for s in sources if s.last is not None), key=_end, default=None)
    return None if last is None else last.next()


def _end(period: MeasurementPeriod) -> date:
    return period.end


def _add(kpis: dict[str, ProposedKpi], more: Iterable[ProposedKpi]) -> None:
    for kpi in more:
        number, free = 1, kpi.id
        while free in kpis:
            number += 1
            free = f"{kpi.id}_{number}"
        kpis[free] = replace(kpi, id=free)


def _partner(names: Sequence[str]) -> str:
    found = [word for word in words(names[0].rpartition(".")[0]) if word.isalpha()]
    return identifier(found[0] if found else "partner", ())


def _remarks(files: Iterable[SampleFile]) -> Iterable[str]:
    empty: Counter[str] = Counter()
    for file in files:
        for sheet, why in file.unread[:_SHOWN]:
            yield f"Sheet {quoted(sheet)} of {quoted(file.name)} was not read: {why}."
        for sample in file.tables:
            if find_table(sample) is None:
                empty[sample.table.sheet or file.name] += 1
            if sample.is_cut:
                yield (
                    f"Of {quoted(file.name)} only the first {len(sample.rows):,} rows were "
                    "looked at."
                )
    for name, count in list(empty.items())[:_SHOWN]:
        times = f" of {count} files" if count > 1 else ""
        yield f"{quoted(name)}{times} has no header above rows of figures, and was left out."
