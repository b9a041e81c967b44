"""Read the pattern of a source's file names, and check that it says which period it covers."""

from __future__ import annotations

import re

from concord.adapters.agreement_files.nodes import Text
from concord.adapters.agreement_files.remarks import Remarks
from concord.domain.period import PeriodLength
from concord.domain.source import FilePattern

CODES = ("%Y", "%y", "%m", "%d", "%b", "%B", "%q")
_YEAR, _MONTH = {"%Y", "%y"}, {"%m", "%b", "%B"}
_NEEDED: dict[PeriodLength, tuple[set[str], ...]] = {
    PeriodLength.DAY: (_YEAR, _MONTH, {"%d"}),
    PeriodLength.WEEK: (_YEAR, _MONTH, {"%d"}),
    PeriodLength.MONTH: (_YEAR, _MONTH),
    PeriodLength.QUARTER: (_YEAR, _MONTH | {"%q"}),
    PeriodLength.HALF_YEAR: (_YEAR, _MONTH | {"%q"}),
    PeriodLength.YEAR: (_YEAR,),
}
READABLE = ("xlsx", "csv")
LATER = ("xls", "xlsb", "xlsm", "ods", "tsv", "txt", "json", "gsheet")


def read_pattern(
    written: Text | None, covers: PeriodLength | None, remarks: Remarks
) -> FilePattern | None:
    """Return the pattern, or None with findings; `covers` is the period a file must name."""
    if written is None:
        return None
    problem = _problem(written.text, covers)
    if problem:
        remarks.error(written.place, "not-a-file-pattern", found=written.text, expected=problem)
        return None
    _check_type(written, remarks)
    return FilePattern(text=written.text)


def _problem(text: str, covers: PeriodLength | None) -> str:
    fields = re.findall(r"\{[^}]*\}?", text)
    if any(not re.fullmatch(r"\{period:[^{}]+\}", field) for field in fields):
        return "a period in braces such as {period:%Y-%m}, and no other braces"
    if not fields:
        return ""
    codes = [code for field in fields for code in re.findall(r"%.?", field)]
    if set(codes) - set(CODES):
        return "a period written with " + " ".join(CODES)
    if len(codes) != len(set(codes)):
        return "each part of the period once"
    if covers is None or all(set(codes) & parts for parts in _NEEDED[covers]):
        return ""
    return f"a period that tells one {covers} from another, such as {{period:%Y-%m-%d}}"


def _check_type(written: Text, remarks: Remarks) -> None:
    name, dot, ending = written.text.rpartition(".")
    kind = ending.lower()
    if not (name and dot) or any(sign in ending for sign in "*?{}") or kind in READABLE:
        return
    if kind in LATER:
        remarks.not_yet(written.place, f"files of type .{kind}")
        return
    remarks.error(
        written.place,
        "unknown-file-type",
        found=f".{ending}",
        expected="files of type .xlsx or .csv",
    )
