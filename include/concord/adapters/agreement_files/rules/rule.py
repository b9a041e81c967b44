"""What a rule of agreement files is: what it means, how to mend it, and an example."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from concord.domain.finding import Severity

AGREEMENT_FILE = "northwind.yaml"
ORGANISATION_FILE = "organisation.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of the sample agreement, written wrongly and rightly.

    `instead_of` is what both stand for where the sample does not say the right one itself.
    `given` are pieces of the sample, and what stands for them here both wrongly and rightly.
    `also` are the rules of errors that come with this one.
    """

    wrong: str
    right: str
    instead_of: str = ""
    given: tuple[tuple[str, str], ...] = ()
    file: str = AGREEMENT_FILE
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole file, written wrongly and rightly."""

    wrong: str
    right: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """Files of a folder, by name; one without content is itself a folder.

    `wrong_in_words` and `right_in_words` say what a reader sees there.  `wrong_checked` is the
    part of the folder that is checked where it is wrong, by default all of it.
    """

    wrong: Mapping[str, bytes | None]
    right: Mapping[str, bytes | None]
    wrong_in_words: str
    right_in_words: str
    wrong_checked: str = "."
    also: tuple[str, ...] = ()


Example = Piece | Document | Folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One way in which an agreement, or the organisation, can be wrong.

    `meaning` says what it means for the reader, `mend` what they can do about it.
    """

    id: str
    severity: Severity
    meaning: str
    mend: str
    example: Example


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """Rules about one part of an agreement."""

    title: str
    rules: tuple[Rule, ...]
