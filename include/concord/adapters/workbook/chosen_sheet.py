"""The one sheet that an agreement asks for, whoever reads the workbook."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Protocol, TypeVar

from concord.adapters.workbook.refusal import UnreadableTableError, refusal
from concord.domain.finding import Finding, Severity, quoted
from concord.domain.source import SheetRule

_SHOWN_SHEETS = 12


class Sheet(Protocol):
    """A sheet as any reader knows it; `sheet_state` is `visible` for one that people see."""

    @property
    def title(self) -> str: ...
    @property
    def sheet_state(self) -> str: ...


AnySheet = TypeVar("AnySheet", bound=Sheet)


def chosen_sheet(sheets: Sequence[AnySheet], rule: SheetRule) -> AnySheet:
    """Return the sheet of the rule's name, or the only visible one where it names none.

    Raises UnreadableTableError when it is not there or not the only one.
    """
    if rule.name:
        return _named(sheets, rule.name)
    visible = [sheet for sheet in sheets if sheet.sheet_state == "visible"]
    if len(visible) == 1:
        return visible[0]
    raise UnreadableTableError(
        refusal(
            "sheet-ambiguous" if visible else "sheet-not-found",
            found=_titles(visible) or "no visible sheet",
            expected="one sheet, or the name of one in the agreement",
            message=(
                "It cannot be told which sheet holds the figures. Please send a workbook with "
                "one sheet, or have the sheet's name put into the agreement."
            ),
        )
    )


def hidden_sheets(sheets: Sequence[AnySheet]) -> tuple[Finding, ...]:
    """Return a remark on the sheets that people do not see, if there are any."""
    hidden = [sheet for sheet in sheets if sheet.sheet_state != "visible"]
    if not hidden:
        return ()
    return (
        Finding(
            severity=Severity.WARNING,
            rule="hidden-sheet",
            where="",
            found=_titles(hidden),
            expected="no hidden sheets",
            message="Hidden sheets are not read unless the agreement names them.",
        ),
    )


def _named(sheets: Sequence[AnySheet], name: str) -> AnySheet:
    exact = [sheet for sheet in sheets if sheet.title == name]
    alike = exact or [sheet for sheet in sheets if _folded(sheet.title) == _folded(name)]
    if len(alike) == 1:
        return alike[0]
    raise UnreadableTableError(
        refusal(
            "sheet-ambiguous" if alike else "sheet-not-found",
            found=_titles(sheets) or "no sheets",
            expected=f"a sheet {quoted(name)}",
            message=(
                f"The sheet {quoted(name)} is not there exactly once. Please name it so and "
                "send the file again, or have the new name put into the agreement."
            ),
        )
    )


def _folded(title: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", title).casefold().split())


def _titles(sheets: Sequence[Sheet]) -> str:
    return ", ".join(quoted(sheet.title) for sheet in sheets[:_SHOWN_SHEETS])
