"""Read what was agreed on people's data."""

from __future__ import annotations

from collections.abc import Collection

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.model.privacy import PRIVACY
from concord.adapters.agreement_files.people import person_of
from concord.adapters.agreement_files.section import Section
from concord.domain.privacy import PersonalKpis, Privacy
from concord.domain.quantity import QuantityError

MOST_IN_A_GROUP = 1000


def read_privacy(root: Section, people: Collection[str], default: Privacy) -> Privacy:
    """Return what `privacy` says, `default` where nothing is said."""
    table = root.table_of("privacy")
    if table is None:
        return default
    section = Section(table, root.remarks, PRIVACY)
    personal = section.word("personal_kpis", PersonalKpis) or PersonalKpis.OFF
    if personal is not PersonalKpis.OFF:
        section.require("purpose", "what figures of single people are for")
        section.require("legal_basis", "what allows figures of single people")
    return Privacy(
        personal_kpis=personal,
        purpose=section.text("purpose"),
        legal_basis=section.text("legal_basis"),
        smallest_group=section.read("smallest_group", _group) or default.smallest_group,
        keep_files=section.read("keep_files", quantities.positive_span) or default.keep_files,
        contact=person_of(section, "contact", people) or default.contact,
    )


def _group(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_IN_A_GROUP:
        return int(text)
    raise QuantityError(text, f"a whole number from 1 to {MOST_IN_A_GROUP}")
