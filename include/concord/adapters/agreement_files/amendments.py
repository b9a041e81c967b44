"""Read the amendments of a contract, and check what refers to them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.model.contract import AMENDMENT
from concord.adapters.agreement_files.nodes import Table
from concord.adapters.agreement_files.remarks import nearest
from concord.adapters.agreement_files.section import Section
from concord.domain.contract import Amendment


def read_amendments(root: Section) -> tuple[Amendment, ...]:
    """Return the contract's amendments, in the order of the file."""
    contract = root.node("contract")
    if not isinstance(contract, Table) or "amendments" not in contract.entries:
        return ()
    found: list[Amendment] = []
    for table in Section.unchecked(contract, root.remarks).tables("amendments"):
        amendment = _amendment(Section(table, root.remarks, AMENDMENT), found)
        if amendment is not None:
            found.append(amendment)
    return tuple(found)


def _amendment(section: Section, others: list[Amendment]) -> Amendment | None:
    section.require("id", "the amendment's id")
    signed, effective = (section.read(key, quantities.day) for key in ("signed", "effective"))
    what, name = section.text("what"), section.text("id")
    if name in {other.id for other in others}:
        section.remarks.error(
            section.place_of("id"), "duplicate-id", found=name, expected="an id of its own"
        )
    if not name:
        return None
    return Amendment(id=name, signed=signed, effective=effective, what=what)


def check_amendment(revision: Section, amendments: Collection[str]) -> None:
    """Warn of a revision by an amendment that the contract does not have."""
    written = revision.written("amendment")
    if written is None or written.text in amendments:
        return
    revision.remarks.warning(
        written.place,
        "unknown-amendment",
        found=written.text,
        expected="one of the contract's amendments",
        hint=nearest(written.text, amendments),
    )


def report_overlap(revision: Section, latest: date) -> None:
    """Report a revision that does not begin after the terms before it."""
    revision.remarks.error(
        revision.place_of("from"),
        "overlapping-revisions",
        found=revision.text("from"),
        expected=f"a day after {latest}, from which the terms before it hold",
    )
