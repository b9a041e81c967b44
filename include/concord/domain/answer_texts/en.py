"""Answers in English."""

from __future__ import annotations

from collections.abc import Mapping

from concord.domain.answer_texts.text import Text

TEXTS: Mapping[Text, str] = {
    Text.ACCEPTED_TITLE: "{partner}: {file} accepted",
    Text.REMARKS_TITLE: "{partner}: {file} accepted, with remarks",
    Text.QUARANTINED_TITLE: "{partner}: {file} cannot be used yet",
    Text.REJECTED_TITLE: "{partner}: {file} could not be read",
    Text.HELD_TITLE: "{partner}: {file} waits for approval",
    Text.FILES_TITLE: "{partner}: {count} files accepted",
    Text.WRONG_FILES_TITLE: "{partner}: {count} files received, please look at {wrong}",
    Text.ACCEPTED: "accepted",
    Text.REMARKS_RESULT: "accepted, with remarks",
    Text.QUARANTINED: "cannot be used yet",
    Text.REJECTED: "could not be read",
    Text.HELD: "waits for approval",
    Text.ACCEPTED_MEANS: ("Accepted: every row was read as below. Nothing is left for you to do."),
    Text.REMARKS_MEANS: (
        "Accepted, with remarks: the file is used. Rows marked as errors do not count, and their "
        "figures stand as incomplete until a corrected file arrives: please correct these cells "
        "and drop the file again under the same name."
    ),
    Text.QUARANTINED_MEANS: (
        "Cannot be used yet: none of its rows count for now, and the period shows as missing. "
        "Somebody at {organisation} decides what becomes of the file and you will be told. You "
        "need not wait: correct what is listed and drop the file again under the same name."
    ),
    Text.REJECTED_MEANS: (
        "Could not be read: nothing in the file could be used, and the period shows as missing. "
        "Please see what is wrong with it, and drop a new one under the same name."
    ),
    Text.HELD_MEANS: (
        "Waits for approval: the file changes figures that are settled, as they were reported or "
        "final. Somebody at {organisation} decides whether they change, and you will be told. "
        "Until then the earlier figures stand."
    ),
    Text.MARKED_ATTACHED: (
        "Attached are copies of your own workbooks with each wrong cell coloured and commented, "
        "and a sheet at the end that lists everything. Correct a copy or your own file, save it "
        "in your spreadsheet program so that formulas are worked out, and drop it again."
    ),
    Text.LISTS_ATTACHED: (
        "For these files a list of what was found is attached, as no marked copy could be made: "
        "they are no .xlsx workbooks, or hold something that a copy might lose, such as charts, "
        "pictures or macros. {files}"
    ),
    Text.NOT_ATTACHED: (
        "Not attached, to keep this mail small enough to arrive: {files}. The first findings "
        "stand below."
    ),
    Text.FILE: "File",
    Text.DELIVERY: "Delivery",
    Text.PERIOD: "Period",
    Text.UNKNOWN: "not known",
    Text.RECEIVED: "Received",
    Text.ROWS_READ: "Rows read",
    Text.ROWS_ACCEPTED: "Rows accepted",
    Text.DUE: "Due",
    Text.LATE: "{due} (late)",
    Text.SUMMARY: "What we received",
    Text.RESULT: "Result",
    Text.ROWS: "Rows accepted",
    Text.ROWS_OF: "{accepted} of {read}",
    Text.ERRORS_AND_REMARKS: "Errors, remarks",
    Text.FOUND_IN: "What was found in {file}",
    Text.FIRST_FOUND_IN: "What was found in {file}: the first {shown} of {count}",
    Text.FURTHER_FILES: (
        "What was found in {count} further files stands in the attachments only."
    ),
    Text.FIGURES: "The figures in {file} as we read them",
    Text.COLUMN: "Column",
    Text.SUM: "Sum",
    Text.SMALLEST: "Smallest",
    Text.LARGEST: "Largest",
    Text.SHEET: "Findings",
    Text.SEVERITY: "Severity",
    Text.PLACE: "Where",
    Text.FOUND: "Found",
    Text.FOUND_AND_EXPECTED: "{found} – expected: {expected}",
    Text.EXPECTED: "Expected",
    Text.ADVICE: "What to do",
    Text.ERROR: "Error",
    Text.WARNING: "Remark",
    Text.INFO: "Note",
    Text.WHOLE_FILE: "the file",
    Text.WHY: (
        "You get this because you answer for the files of {partner}. "
        "{organisation} keeps each file exactly as it arrived."
    ),
    Text.MONTHS: (
        "January February March April May June July August September October November December"
    ),
    Text.WEEK_OF: "week of {day}",
    Text.MONTHS_TO: "{count} months to {month}",
}

ADVICE: Mapping[str, str] = {}
"""Nothing: what a finding says is English already."""
