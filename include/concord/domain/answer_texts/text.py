"""What an answer to a partner can say; each language says all of it."""

from __future__ import annotations

from enum import StrEnum


class Text(StrEnum):
    """One sentence, title or label; the names in braces are filled in."""

    ACCEPTED_TITLE = "accepted title"
    REMARKS_TITLE = "remarks title"
    QUARANTINED_TITLE = "quarantined title"
    REJECTED_TITLE = "rejected title"
    HELD_TITLE = "held title"
    FILES_TITLE = "files title"
    WRONG_FILES_TITLE = "wrong files title"

    ACCEPTED = "accepted"
    REMARKS_RESULT = "remarks result"
    QUARANTINED = "quarantined"
    REJECTED = "rejected"
    HELD = "held"

    ACCEPTED_MEANS = "accepted means"
    REMARKS_MEANS = "remarks means"
    QUARANTINED_MEANS = "quarantined means"
    REJECTED_MEANS = "rejected means"
    HELD_MEANS = "held means"

    MARKED_ATTACHED = "marked attached"
    LISTS_ATTACHED = "lists attached"
    NOT_ATTACHED = "not attached"

    FILE = "file"
    DELIVERY = "delivery"
    PERIOD = "period"
    UNKNOWN = "unknown"
    RECEIVED = "received"
    ROWS_READ = "rows read"
    ROWS_ACCEPTED = "rows accepted"
    DUE = "due"
    LATE = "late"

    SUMMARY = "summary"
    RESULT = "result"
    ROWS = "rows"
    ROWS_OF = "rows of"
    ERRORS_AND_REMARKS = "errors and remarks"

    FOUND_IN = "found in"
    FIRST_FOUND_IN = "first found in"
    FURTHER_FILES = "further files"
    FIGURES = "figures"
    COLUMN = "column"
    SUM = "sum"
    SMALLEST = "smallest"
    LARGEST = "largest"

    SHEET = "sheet"
    SEVERITY = "severity"
    PLACE = "place"
    FOUND = "found"
    FOUND_AND_EXPECTED = "found and expected"
    EXPECTED = "expected"
    ADVICE = "advice"
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    WHOLE_FILE = "whole file"

    WHY = "why"
    MONTHS = "months"
    WEEK_OF = "week of"
    MONTHS_TO = "months to"
