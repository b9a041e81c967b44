"""Loading agreements from files: one bad file harms no other, and nothing ever raises."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.adapters.agreement_files import (
    LoadedAgreement,
    load_agreement,
    load_folder,
    load_text,
)
from concord.adapters.agreement_files.organisation import default_organisation
from concord.domain.finding import Severity
from concord.domain.period import FiscalLength, PeriodLength, RollingMonths, YearStart
from tests.agreement_texts import VALID, read

SAMPLES = Path(__file__).parents[2] / "agreements"


def rules(loaded: LoadedAgreement) -> list[str]:
    """Return the rules of all findings that are errors."""
    return [f.rule for f in loaded.findings if f.severity is Severity.ERROR]


def test_fiscal_and_rolling_service_levels_count_from_the_contract_s_year(tmp_path: Path) -> None:
    path = tmp_path / "acme.yaml"
    text = VALID.replace("  owner: kim\n", "  owner: kim\n  year_starts: 04-06\n", 1)
    text = text.replace("    bands:", "    period: fiscal quarter\n    bands:", 1)
    text = text.replace("target: at most 6 min", "target: at most 6 min, period: rolling 3 months")
    path.write_text(text, "utf-8")
    loaded = load_agreement(path)
    assert rules(loaded) == []
    assert loaded.agreement is not None
    tax_year = YearStart(month=4, day=6)
    assert loaded.agreement.year_start == tax_year
    assert [level.period for level in loaded.agreement.service_levels] == [
        FiscalLength(length=PeriodLength.QUARTER, year_start=tax_year),
        RollingMonths(months=3),
    ]


def test_a_file_stands_alone_or_beside_its_organisation(tmp_path: Path) -> None:
    path = tmp_path / "acme.yaml"
    path.write_text(VALID, "utf-8")
    alone = load_agreement(path)
    assert alone.agreement is not None
    assert (alone.partner, alone.agreement.organisation.name) == ("acme", "Client")
    (tmp_path / "organisation.yaml").write_text("name: Contoso\nbranding: {}\n", "utf-8")
    beside = load_agreement(path)
    assert beside.agreement is not None
    assert beside.agreement.organisation.name == "Contoso"
    assert [(f.file, f.rule) for f in beside.findings] == [("organisation.yaml", "not-yet")]
    assert beside.agreement.version == alone.agreement.version
    path.write_text(VALID + "# changed\n", "utf-8")
    changed = load_agreement(path).agreement
    assert changed is not None
    assert changed.version != alone.agreement.version


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"partner: acm\xe9\n", "not-utf-8"),
        (b"", "empty-file"),
        (b"# " + b"x" * 600_000, "too-large"),
        (b"partner: [acme\n", "yaml-syntax"),
        (b"PK\x03\x04\x00\x00", "not-utf-8"),
        (VALID.encode("utf-16"), "not-utf-8"),
    ],
)
def test_what_cannot_be_read_is_a_finding(tmp_path: Path, content: bytes, rule: str) -> None:
    path = tmp_path / "acme.yaml"
    path.write_bytes(content)
    loaded = load_agreement(path)
    assert loaded.agreement is None
    assert rules(loaded) == [rule]
    assert loaded.partner == "acme"


def test_a_byte_that_is_no_text_is_shown_at_its_place(tmp_path: Path) -> None:
    path = tmp_path / "acme.yaml"
    path.write_bytes(b"partner: acme\nname: Caf\xe9\n")
    finding = load_agreement(path).findings[0]
    assert (finding.line, finding.column) == (2, 10)
    assert finding.found == "the byte 0xe9, which Windows (cp1252) shows as é"


def test_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    assert rules(load_agreement(tmp_path / "nobody.yaml")) == ["unreadable-file"]


def test_a_byte_order_mark_is_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / "acme.yaml"
    path.write_text(VALID, "utf-8-sig")
    assert load_agreement(path).findings == ()


def test_one_bad_file_harms_no_other(tmp_path: Path) -> None:
    (tmp_path / "acme.yaml").write_text(VALID, "utf-8")
    (tmp_path / "bad.yaml").write_text("partner: bad\nnonsense: 1\n", "utf-8")
    folder = load_folder(tmp_path)
    assert folder.findings == ()
    assert [(a.partner, a.agreement is None) for a in folder.agreements] == [
        ("acme", False),
        ("bad", True),
    ]


def test_two_files_of_one_partner_are_both_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(VALID, "utf-8")
    (tmp_path / "b.yaml").write_text(VALID, "utf-8")
    (tmp_path / "c.yaml").write_text("partner: other\n", "utf-8")
    loaded = load_folder(tmp_path).agreements
    assert [rules(one) for one in loaded] == [["duplicate-partner"], ["duplicate-partner"], []]
    assert [one.agreement is None for one in loaded] == [True, True, False]


def test_an_organisation_with_errors_stops_what_depends_on_it(tmp_path: Path) -> None:
    (tmp_path / "organisation.yaml").write_text("nme: Contoso\n", "utf-8")
    (tmp_path / "acme.yaml").write_text(VALID, "utf-8")
    folder = load_folder(tmp_path)
    assert [f.rule for f in folder.findings] == ["unknown-key"]
    assert rules(folder.agreements[0]) == ["organisation-has-errors"]
    assert rules(load_agreement(tmp_path / "acme.yaml")) == [
        "unknown-key",
        "organisation-has-errors",
    ]


def test_an_organisation_that_cannot_be_parsed_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "organisation.yaml").write_text("name: [", "utf-8")
    assert [f.rule for f in load_folder(tmp_path).findings] == ["no-agreements", "yaml-syntax"]


def test_a_missing_folder_is_a_finding(tmp_path: Path) -> None:
    folder = load_folder(tmp_path / "nowhere")
    assert folder.agreements == ()
    assert [f.rule for f in folder.findings] == ["no-folder"]


@pytest.mark.parametrize("name", ["northwind/northwind.yaml", "nhs_ae/nhs_ae.yaml"])
def test_the_sample_agreements_say_nothing_worse_than_what_is_to_come(name: str) -> None:
    loaded = load_agreement(SAMPLES / name)
    assert {f.severity for f in loaded.findings} == {Severity.INFO}
    assert loaded.agreement is not None


PIECES = (
    *("", "\n", "\t", " ", ":", "{", "}", "[", "]", ",", "'", '"', "&a ", "*a", "!x ", "#"),
    *("9" * 30, "- ", "%", "é", "\x00", "null", "(", ";"),
)


def mutated(seed: int) -> str:
    """Return the valid agreement after a few random edits."""
    dice = random.Random(seed)  # noqa: S311 - edits of a test, no secret
    text = (SAMPLES / "northwind" / "northwind.yaml").read_text("utf-8") if seed % 2 else VALID
    for _ in range(dice.randint(1, 4)):
        start = dice.randrange(len(text))
        end = start + dice.choice((0, 1, 3, 20))
        piece = dice.choice([*PIECES, text[end : end + 30]])
        text = text[:start] + piece + text[end:]
    return text


@settings(max_examples=150, deadline=None)
@given(st.integers(min_value=0))
def test_whatever_is_written_nothing_raises(seed: int) -> None:
    _, findings = read(mutated(seed))
    assert list(findings) == sorted(findings, key=lambda f: (f.file, f.line, f.column))
    assert all(finding.line >= 1 and finding.column >= 1 for finding in findings)


def test_a_kept_text_is_read_as_its_file_was(tmp_path: Path) -> None:
    path = tmp_path / "acme.yaml"
    path.write_text(VALID, "utf-8")
    from_file = load_agreement(path)
    from_text = load_text("acme.yaml", from_file.content, default_organisation())
    assert from_text.agreement == from_file.agreement
    assert from_text.agreement is not None
    assert from_file.content == path.read_bytes()


def test_a_kept_text_with_errors_is_no_agreement() -> None:
    loaded = load_text("acme.yaml", b"partner: [", default_organisation())
    assert loaded.agreement is None
    assert {finding.file for finding in loaded.findings} == {"acme.yaml"}
