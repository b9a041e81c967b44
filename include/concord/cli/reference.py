"""`concord schema` and `concord reference`: what is made from the model, printed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from concord.adapters.agreement_files.json_schema import agreement_schema, organisation_schema
from concord.adapters.agreement_files.reference_page import agreement_page
from concord.adapters.agreement_files.rules.page import findings_page
from concord.domain.kpi_catalogue import STANDARDS
from concord.domain.kpi_catalogue.page import catalogue_page

PAGES: Mapping[str, Callable[[], str]] = {
    "agreement": agreement_page,
    "findings": findings_page,
    "kpis": lambda: catalogue_page(STANDARDS.values()),
}
SCHEMAS = {"agreement": agreement_schema, "organisation": organisation_schema}


def schema_text(name: str) -> str:
    """Return the JSON Schema of agreement or organisation files.  Raises KeyError."""
    return json.dumps(SCHEMAS[name](), indent=2, ensure_ascii=False) + "\n"


def page_text(name: str) -> str:
    """Return a page of the reference.  Raises KeyError."""
    return PAGES[name]()
