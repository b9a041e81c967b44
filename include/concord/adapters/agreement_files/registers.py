"""Read the registers of a relationship: subcontractors, documents and risks."""

from __future__ import annotations

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.day_range import read_day_range
from concord.adapters.agreement_files.known_names import KnownNames
from concord.adapters.agreement_files.listed import read_listed, require_all
from concord.adapters.agreement_files.model.registers import (
    DOCUMENT,
    DOCUMENT_KINDS,
    RISK,
    RISKS,
    SUBCONTRACTOR,
)
from concord.adapters.agreement_files.people import person_of, persons_of
from concord.adapters.agreement_files.section import Section
from concord.domain.quantity import QuantityError
from concord.domain.relationship import WORST, Document, Risk, RiskRegister, Subcontractor


def read_subcontractors(root: Section, known: KnownNames) -> tuple[Subcontractor, ...]:
    """Return those through whom the partner delivers."""
    return read_listed(
        root, "subcontractors", SUBCONTRACTOR, lambda s: _subcontractor(s, known), "name"
    )


def _subcontractor(section: Section, known: KnownNames) -> Subcontractor | None:
    since, until = read_day_range(section, "from", "until")
    found = Subcontractor(
        name=section.text("name"),
        does=section.text("does"),
        sites=known.sites_of(section),
        services=known.services_of(section),
        consent=section.read("consent", quantities.day),
        flow_down=section.words("flow_down"),
        contact=person_of(section, "contact", known.people),
        review=section.read("review", quantities.day),
        since=since,
        until=until,
    )
    return found if found.name else None


def read_documents(root: Section, known: KnownNames) -> tuple[Document, ...]:
    """Return the register of documents."""
    return read_listed(root, "documents", DOCUMENT, lambda s: _document(s, known))


def _document(section: Section, known: KnownNames) -> Document | None:
    name = section.read("id", quantities.identifier)
    kind = section.written("kind")
    found = Document(
        id=name or "",
        name=section.text("name", name or ""),
        kind=(section.choice(kind, DOCUMENT_KINDS) if kind else None) or "other",
        owner=person_of(section, "owner", known.people),
        version=section.text("version"),
        where=section.text("where"),
        review=section.read("review", quantities.day),
        review_every=section.read("review_every", quantities.positive_span),
        read_by=persons_of(section, "read_by", known.people),
    )
    return None if name is None else found


def read_risks(root: Section, known: KnownNames) -> RiskRegister:
    """Return the risk register, empty where there is none."""
    table = root.table_of("risks")
    if table is None:
        return RiskRegister()
    section = Section(table, root.remarks, RISKS)
    require_all(section, RISKS)
    return RiskRegister(
        risks=read_listed(section, "register", RISK, lambda s: _risk(s, known)),
        appetite=section.read("appetite", _score),
    )


def _risk(section: Section, known: KnownNames) -> Risk | None:
    name, what = section.read("id", quantities.identifier), section.text("what")
    likelihood, impact = (section.read(key, _rating) for key in ("likelihood", "impact"))
    owner = person_of(section, "owner", known.people)
    review, shared = section.read("review", quantities.day), section.flag("shared", default=False)
    if not name or not what or not likelihood or not impact or owner is None:
        return None
    return Risk(
        id=name,
        what=what,
        likelihood=likelihood,
        impact=impact,
        owner=owner,
        mitigation=section.text("mitigation"),
        review=review,
        shared=shared,
    )


def _rating(text: str) -> int:
    return _whole(text, WORST)


def _score(text: str) -> int:
    return _whole(text, WORST * WORST)


def _whole(text: str, most: int) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= most:
        return int(text)
    raise QuantityError(text, f"a whole number from 1 to {most}")
