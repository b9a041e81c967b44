"""Checking agreements: one as at a desk, a thousand as in CI, against parsing their YAML alone."""

from __future__ import annotations

from pathlib import Path

EXAMPLE = Path(__file__).parents[1] / "include/agreements/examples/harbour"
PARTNERS = 1_000


def one_agreement(scratch: Path) -> None:
    """Lay out the example agreement."""
    _lay_out(scratch, 1)


def a_thousand_agreements(scratch: Path) -> None:
    """Lay out the example agreement under a thousand names."""
    _lay_out(scratch, PARTNERS)


def _lay_out(scratch: Path, count: int) -> None:
    organisation = (EXAMPLE / "organisation.yaml").read_text("utf-8")
    (scratch / "organisation.yaml").write_text(organisation, "utf-8")
    text = (EXAMPLE / "harbour.yaml").read_text("utf-8")
    for number in range(count):
        named = text.replace("partner: harbour", f"partner: harbour-{number:04d}", 1)
        (scratch / f"harbour-{number:04d}.yaml").write_text(named, "utf-8")


def with_concord(scratch: Path) -> None:
    """Check the folder, as `concord check` does."""
    from concord.cli.check import check_agreements

    check_agreements(scratch, as_json=True)


def with_yaml(scratch: Path) -> None:
    """Parse the files' YAML, every scalar as text, and look at nothing."""
    import yaml

    for path in sorted(scratch.glob("*.yaml")):
        yaml.load(path.read_bytes(), Loader=yaml.CBaseLoader)  # noqa: S506 - gives texts alone
