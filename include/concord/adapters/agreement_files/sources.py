"""Read the sources: which files are delivered, when, and how they are laid out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.calendar_words import read_calendar
from concord.adapters.agreement_files.columns import read_columns
from concord.adapters.agreement_files.delivery_reminders import read_reminders
from concord.adapters.agreement_files.file_names import read_pattern
from concord.adapters.agreement_files.ids import check_id
from concord.adapters.agreement_files.model.sources import COVERAGE, DRIVE, SOURCE
from concord.adapters.agreement_files.nodes import Table
from concord.adapters.agreement_files.remarks import one_of
from concord.adapters.agreement_files.section import Section
from concord.adapters.agreement_files.services import service_of
from concord.adapters.agreement_files.text_formats import read_sheet, read_text_format
from concord.domain.business_calendar import BusinessCalendar
from concord.domain.coverage import Coverage, CoverageUnit
from concord.domain.period import PeriodLength
from concord.domain.personal_columns import named_as_allowed
from concord.domain.privacy import Privacy
from concord.domain.service import Service, Site
from concord.domain.source import (
    Column,
    ColumnType,
    DriveFolder,
    FilePattern,
    Restates,
    Source,
)

DAYS = (ColumnType.DATE, ColumnType.TIMESTAMP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What a source takes from its agreement where it says nothing itself."""

    services: Collection[Service]
    sites: Collection[Site]
    zone: ZoneInfo
    calendar: BusinessCalendar


def read_sources(root: Section, defaults: Defaults, privacy: Privacy) -> tuple[Source, ...]:
    """Return the sources; what cannot be read of one is reported, and stands as if left out.

    People stand in personal columns as what was agreed on them allows.
    """
    found = []
    for name, table in root.named_tables("sources"):
        check_id(root, "sources", name)
        source = _source(Section(table, root.remarks, SOURCE), name, defaults)
        found.append(named_as_allowed(source, privacy))
    return tuple(found)


def _source(section: Section, name: str, defaults: Defaults) -> Source:
    service = service_of(section, [s.id for s in defaults.services], None)
    site = _site(section, defaults)
    section.require("covers", one_of(PeriodLength))
    covers = section.word("covers", PeriodLength)
    files = _files(section, covers)
    columns = read_columns(section)
    declared = declared_names(section, "columns")
    # What hangs on columns that could not be read is not held against the rest.
    whole = columns.whole
    day_column = _day_column(section, columns.sound) if whole and covers else _any(declared)
    dated = day_column is not None or "day_column" in section or not whole
    if files is not None and not files.names_period and not dated:
        _report_no_period(section)
    zone = section.read("timezone", quantities.time_zone) or defaults.zone
    due = section.read("due", quantities.due_rule)
    if "due" not in section:
        _remark_no_due(section)
    calendar = read_calendar(section, "due_calendar", defaults.zone) or defaults.calendar
    return Source(
        id=name,
        service=service or "",
        drive=_drive(section),
        files=files or FilePattern(text=""),
        covers=covers or PeriodLength.MONTH,
        zone=zone,
        calendar=calendar,
        columns=columns.all,
        day_column=day_column,
        due=due,
        final_after=section.read("final_after", quantities.due_rule),
        reminders=read_reminders(section, covers or PeriodLength.MONTH),
        sheet=read_sheet(section),
        text=read_text_format(section),
        coverage=replace(
            _coverage(section, columns.sound, declared, has_days=dated),
            calendar=defaults.calendar if site is None else site.calendar,
            service_hours=_service_hours(section, defaults, service),
            sites=tuple((one.id, one.calendar) for one in defaults.sites),
        ),
        key=_columns_under(section, "key", declared),
        restates=section.word("restates", Restates) or Restates.ROWS,
        totals_rows=section.words("totals_rows"),
    )


def _any(names: Collection[str]) -> str | None:
    return min(names, default=None)


def _files(section: Section, covers: PeriodLength | None) -> FilePattern | None:
    section.require("files", 'a file name such as "KPI_{period:%Y-%m}*.xlsx"')
    return read_pattern(section.written("files"), covers, section.remarks)


def _report_no_period(section: Section) -> None:
    section.remarks.error(
        section.place_of("files"),
        "no-period",
        found=section.text("files"),
        expected="a period in the file's name, such as {period:%Y-%m}, or a day_column",
    )


def _remark_no_due(section: Section) -> None:
    section.remarks.info(
        section.place_of("due"),
        "no-due-date",
        found="no due date",
        expected="a due date, if missing files are to be chased",
    )


def _drive(section: Section) -> DriveFolder:
    table = section.table_of("drive")
    if table is None:
        if "drive" not in section:
            section.remarks.info(
                section.place_of("drive"),
                "no-drive",
                found="no drive",
                expected="a drive, if files are to be collected from one",
            )
        return DriveFolder(connection="", folder="")
    drive = Section(table, section.remarks, DRIVE)
    drive.require("connection", "the id of a connection")
    return DriveFolder(
        connection=drive.read("connection", quantities.identifier) or "",
        folder=drive.read("folder", _folder) or "",
    )


def _folder(text: str) -> str:
    if ".." in text.replace("\\", "/").split("/") or not text.isprintable():
        raise quantities.NotThatError(
            text, "a folder below the connection's own", rule="not-a-folder"
        )
    return text


def _day_column(section: Section, columns: tuple[Column, ...]) -> str | None:
    """Return the column by which rows fall into periods: named, called `date`, or the only one."""
    days = [column.name for column in columns if column.type in DAYS]
    if "day_column" in section:
        expected = "a column of type date or timestamp"
        return section.reference("day_column", days, "unknown-column", expected)
    if "date" in days:
        return "date"
    if len(days) > 1:
        section.require("day_column", one_of(days) + ": there are several")
    return days[0] if len(days) == 1 else None


def _columns_under(section: Section, key: str, declared: Collection[str]) -> tuple[str, ...]:
    if not declared:
        return ()  # that there are none has been reported
    return section.references(key, declared, "unknown-column", "a column of the source")


def _coverage(
    outer: Section, columns: tuple[Column, ...], declared: Collection[str], *, has_days: bool
) -> Coverage:
    table = outer.table_of("coverage")
    if table is None:
        return Coverage()
    section = Section(table, outer.remarks, COVERAGE)
    every = _every(section)
    if every is not CoverageUnit.PERIOD and not has_days:
        section.remarks.error(
            section.place_of("every"),
            "no-day-column",
            found=section.text("every"),
            expected="a column of type date or timestamp to tell the days by",
        )
    for_each = _columns_under(section, "for_each", declared)
    undeclared = [c.name for c in columns if c.name in for_each and not c.one_of]
    for name in undeclared:
        section.remarks.error(
            section.place_of("for_each"),
            "undeclared-values",
            found=name,
            expected="a column whose values are declared by one_of",
        )
    return Coverage(every=every, for_each=for_each)


def _site(section: Section, defaults: Defaults) -> Site | None:
    known = {site.id: site for site in defaults.sites}
    name = section.reference("site", known, "unknown-site", "one of the agreement's sites")
    return known.get(name or "")


def _service_hours(
    section: Section, defaults: Defaults, service: str | None
) -> BusinessCalendar | None:
    """Return when the source's service is open; days of service need its hours."""
    hours = next((one.hours for one in defaults.services if one.id == service), None)
    coverage = section.node("coverage")
    if hours is None and isinstance(coverage, Table):
        inner = Section.unchecked(coverage, section.remarks)
        if inner.text("every") == CoverageUnit.SERVICE_DAY:
            section.remarks.error(
                inner.place_of("every"),
                "no-service-hours",
                found=f"{service or 'a service'} without hours",
                expected="hours of the service, to tell its days by",
            )
    return hours


def _every(section: Section) -> CoverageUnit:
    return section.word("every", CoverageUnit) or CoverageUnit.PERIOD


def declared_names(root: Section, key: str) -> frozenset[str]:
    """Return the names that stand under `key`, whether or not the rest can be read."""
    node = root.node(key)
    return frozenset(node.entries) if isinstance(node, Table) else frozenset()
