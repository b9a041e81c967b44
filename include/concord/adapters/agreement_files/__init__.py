"""Agreement files: YAML read at the edge, turned into frozen values, all findings at once."""

from concord.adapters.agreement_files.loading import (
    LoadedAgreement,
    LoadedFolder,
    load_agreement,
    load_draft,
    load_folder,
    load_organisation,
    load_text,
)
from concord.adapters.agreement_files.statements import agreement_statements

__all__ = [
    "LoadedAgreement",
    "LoadedFolder",
    "agreement_statements",
    "load_agreement",
    "load_draft",
    "load_folder",
    "load_organisation",
    "load_text",
]
