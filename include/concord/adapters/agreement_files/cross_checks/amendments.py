"""Whether amendments and the revisions that refer to them agree."""

from __future__ import annotations

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.cross_checks.entries import (
    place_in,
    section_of,
    tables_below,
)
from concord.adapters.agreement_files.nodes import Table, Text
from concord.adapters.agreement_files.remarks import Remarks
from concord.adapters.agreement_files.section import Section
from concord.domain.agreement import Agreement
from concord.domain.contract import Amendment

_BEGINNINGS = ("from", "in_force")


def check_amendments(root: Section, agreement: Agreement) -> None:
    """Warn of revisions that begin on another day than their amendment.

    An amendment that no revision names, and on whose day nothing begins, is remarked on.
    """
    contract = agreement.contract
    if contract is None:
        return
    tables = tuple(tables_below(root.table))
    revisions = [table for table in tables if "amendment" in table.entries]
    beginnings = {_text(table, key) for table in tables for key in _BEGINNINGS}
    for amendment in contract.amendments:
        of_it = [table for table in revisions if _text(table, "amendment") == amendment.id]
        if not of_it and str(amendment.effective) not in beginnings:
            _remark_unused(root, amendment)
        for table in of_it:
            _check_day(Section.unchecked(table, root.remarks), amendment)


def _text(table: Table, key: str) -> str:
    node = table.entries.get(key)
    return node.text if isinstance(node, Text) else ""


def _remark_unused(root: Section, amendment: Amendment) -> None:
    contract = section_of(root, "contract")
    root.remarks.info(
        place_in(contract, "amendments", "id", amendment.id, "id"),
        "unused-amendment",
        found=amendment.id,
        expected="a revision that names it, if it changes anything in this file",
    )


def _check_day(revision: Section, amendment: Amendment) -> None:
    """Warn where a revision begins on another day than its amendment takes effect."""
    silent = Section.unchecked(revision.table, Remarks(""))
    since = silent.read("from", quantities.day) if "from" in silent else None
    if since is None or amendment.effective is None or since == amendment.effective:
        return
    revision.remarks.warning(
        revision.place_of("from"),
        "amendment-on-another-day",
        found=f"{since}, by {amendment.id}",
        expected=f"{amendment.effective}, from which {amendment.id} holds",
    )
