"""What a workbook may hold beside its figures, for which a person must decide."""

from __future__ import annotations

from concord.adapters.workbook.refusal import refusal
from concord.domain.finding import Finding, quoted


def macros() -> Finding:
    """Return the finding on a workbook with macros."""
    return refusal(
        "macros",
        found="a workbook with macros",
        expected="a workbook without macros",
        message=(
            "Macros are never run. Please save the workbook without them (.xlsx) and send that. "
            "The file waits for a decision until then."
        ),
    )


def external_link(part: str) -> Finding:
    """Return the finding on a part by which values come from elsewhere."""
    return refusal(
        "external-link",
        found=quoted(part),
        expected="a workbook that holds its own figures",
        message=(
            "Values come from another file or a connection, and may be old. Please paste them as "
            "values and send the file again. It waits for a decision until then."
        ),
    )


def password() -> Finding:
    """Return the finding on a workbook that cannot be opened without a password."""
    return refusal(
        "password-protected",
        found="a workbook with a password",
        expected="a workbook without one",
        message=(
            "The workbook is protected by a password and cannot be opened. Please remove the "
            "password, save it, and send it again. Do not send the password."
        ),
    )
