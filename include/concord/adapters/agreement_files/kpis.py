"""Read the KPIs: their expressions, checked against the columns of one source."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.columns import check_column
from concord.adapters.agreement_files.delivery_kpis import read_delivery_kpi
from concord.adapters.agreement_files.formulas import Formula, check_formula, read_formulas
from concord.adapters.agreement_files.ids import check_id
from concord.adapters.agreement_files.model.kpis import OWN_KPI, STANDARD_KPIS
from concord.adapters.agreement_files.nodes import Listing, Table
from concord.adapters.agreement_files.remarks import one_of
from concord.adapters.agreement_files.section import Section, as_text
from concord.adapters.agreement_files.services import service_of
from concord.adapters.agreement_files.standard_kpis import named_standard, standard_formulas
from concord.domain.kpi import Kpi
from concord.domain.kpi_catalogue import DELIVERY_STANDARDS, Standard
from concord.domain.quantity import PERCENT
from concord.domain.source import Source

NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadKpis:
    """The KPIs that can be read, and all that are declared, read or not.

    Where the file has errors, a KPI may be there for the sake of what refers to it.
    """

    kpis: tuple[Kpi, ...]
    declared: frozenset[str]

    def get(self, kpi_id: str) -> Kpi | None:
        """Return the KPI of that id, if it can be read."""
        return next((kpi for kpi in self.kpis if kpi.id == kpi_id), None)


def read_kpis(
    root: Section,
    sources: Mapping[str, Source],
    declared: Collection[str],
    services: Collection[str],
) -> ReadKpis:
    """Return the KPIs; `declared` are the ids of all sources, also of those with errors."""
    known = _Sources(readable=sources, declared=declared)
    found, names = [], set()
    for name, table in root.named_tables("kpis"):
        check_id(root, "kpis", name)
        names.add(name)
        kpi = _read(root, name, table, known, services)
        if kpi is not None:
            found.append(kpi)
    node = root.node("kpis")
    all_names = frozenset(node.entries) if isinstance(node, Table) else frozenset(names)
    return ReadKpis(kpis=tuple(found), declared=all_names)


def _read(
    root: Section,
    name: str,
    table: Table,
    sources: _Sources,
    services: Collection[str],
) -> Kpi | None:
    standard = None
    if "standard" in table.entries:
        written = Section.unchecked(table, root.remarks).written("standard")
        standard = None if written is None else named_standard(written, root.remarks)
        if standard is None:
            return None
    shape = OWN_KPI if standard is None else STANDARD_KPIS[standard.id]
    if standard is not None and standard.id in DELIVERY_STANDARDS:
        section = Section(table, root.remarks, shape)
        known = sources.readable, sources.declared
        return read_delivery_kpi(section, name, standard, *known, services)
    reader = _Reader(Section(table, root.remarks, shape), name, standard, sources)
    return reader.read(services)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sources:
    """The sources that can be read, and the ids of all that are declared."""

    readable: Mapping[str, Source]
    declared: Collection[str]


class _Reader:
    """Reads one KPI."""

    def __init__(
        self, section: Section, name: str, standard: Standard | None, sources: _Sources
    ) -> None:
        self.section = section
        self.remarks = section.remarks
        self.name = name
        self.standard = standard
        self.sources = sources.readable
        self.declared = sources.declared

    def read(self, services: Collection[str]) -> Kpi | None:
        formulas = self._formulas()
        by = self._by()
        source = self._source(formulas, {column for group in by for column in group})
        unit = self._unit(formulas)
        standard = self.standard
        may_exceed = self.section.flag(
            "may_exceed_100", default=standard is not None and standard.may_exceed_100
        )
        service = service_of(self.section, services, source.service if source else "")
        if not formulas and standard is None and "unit" not in self.section:
            # In which unit its service levels are meant cannot be told.
            return None
        if source is not None and source.columns:
            for formula in formulas.values():
                check_formula(formula, source, self.remarks)
            self._check_by(source)
        expressions = {role: formula.expression for role, formula in formulas.items()}
        return Kpi(
            id=self.name,
            name=self.section.text("name", self.name if standard is None else standard.name),
            service=service or "",
            source="" if source is None else source.id,
            unit=unit,
            numerator=expressions.get("numerator"),
            denominator=expressions.get("denominator"),
            value=expressions.get("value"),
            by=by,
            may_exceed_100=may_exceed,
            standard="" if standard is None else standard.id,
            roles=() if source is None else self._roles(source),
            snapshot=standard is not None and standard.snapshot,
        )

    def _roles(self, source: Source) -> tuple[tuple[str, str], ...]:
        """Return the columns mapped to roles: one that its variant does not need may be none."""
        known = {column.name for column in source.columns}
        roles = () if self.standard is None else self.standard.roles
        mapped = ((role.name, self.section.text(role.name)) for role in roles)
        return tuple((role, column) for role, column in mapped if column in known)

    def _formulas(self) -> Mapping[str, Formula]:
        if self.standard is None:
            return read_formulas(self.section)
        return standard_formulas(self.section, self.standard)

    def _unit(self, formulas: Mapping[str, Formula]) -> str:
        default = NUMBER if "value" in formulas else PERCENT
        if self.standard is not None:
            default = self.standard.unit
        return self.section.read("unit", quantities.unit_word) or default

    def _by(self) -> tuple[tuple[str, ...], ...]:
        node = self.section.node("by")
        if not isinstance(node, Listing):
            return tuple((name,) for name in self.section.words("by"))
        groups = []
        for item in node.items:
            inner = item.items if isinstance(item, Listing) else (item,)
            texts = [as_text(part, self.remarks) for part in inner]
            groups.append(tuple(text.text for text in texts if text is not None))
        return tuple(dict.fromkeys(group for group in groups if group))

    def _check_by(self, source: Source) -> None:
        node = self.section.node("by")
        names = [column.name for column in source.columns]
        items = node.items if isinstance(node, Listing) else (node,)
        for item in items:
            for text in item.items if isinstance(item, Listing) else (item,):
                written = None if text is None else as_text(text, self.remarks)
                if written is not None:
                    check_column(self.remarks, written.place, written.text, names, source.id)

    def _source(self, formulas: Mapping[str, Formula], by: set[str]) -> Source | None:
        """Return the source: named, the only one, or the only one that has all the columns."""
        if "source" in self.section:
            named = self.section.reference(
                "source", self.declared, "unknown-source", "one of the agreement's sources"
            )
            return self.sources.get(named or "")
        if len(self.declared) == 1:
            return next(iter(self.sources.values()), None)
        if not formulas or len(self.sources) < len(self.declared):
            return None
        wanted = by.union(*(formula.columns for formula in formulas.values()))
        fitting = [
            source
            for source in self.sources.values()
            if wanted <= {column.name for column in source.columns}
        ]
        if len(fitting) == 1:
            return fitting[0]
        self._report_source([source.id for source in fitting], wanted)
        return None

    def _report_source(self, fitting: list[str], wanted: set[str]) -> None:
        if fitting:
            expected, rule = one_of(fitting) + ": each of them has the columns", "ambiguous-source"
        elif self.declared:
            expected, rule = f"a source with the columns {', '.join(sorted(wanted))}", "no-source"
        else:
            expected, rule = "a source to compute it from", "no-source"
        self.remarks.error(
            self.section.place_of("source"), rule, found="no source", expected=expected
        )
