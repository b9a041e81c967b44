"""What is made from the model: it is current where it is kept, and holds for the samples."""

import json
import re
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml
from typer.testing import CliRunner

from concord.cli.app import app
from concord.cli.reference import PAGES, SCHEMAS
from concord.sample_company import generate
from tests.agreement_texts import VALID

ROOT = Path(__file__).parents[2]
KEPT = {
    **{("reference", page): ROOT / f"docs/reference/{page}.md" for page in PAGES},
    **{("schema", file): ROOT / f"include/agreements/{file}.schema.json" for file in SCHEMAS},
}
run = CliRunner().invoke


class Yaml12(yaml.SafeLoader):
    """Reads scalars as YAML language servers do: numbers and flags, and dates as text."""


Yaml12.yaml_implicit_resolvers = {}
for tag, pattern, firsts in (
    ("bool", r"true|false|True|False|TRUE|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?[0-9]+\.[0-9]+", "-+0123456789"),
    ("null", r"~|null|", "~n\0"),
):
    Yaml12.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(firsts)
    )


def validator(name: str) -> jsonschema.Draft7Validator:
    schema = SCHEMAS[name]()
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def problems(name: str, text: str) -> list[str]:
    """Return what the schema finds wrong with a file, as an editor would."""
    read = yaml.load(text, Loader=Yaml12)  # noqa: S506 - a safe loader with other scalars
    return [error.message for error in validator(name).iter_errors(read)]


@pytest.mark.parametrize(("command", "name"), KEPT)
def test_what_is_made_from_the_model_is_current_where_it_is_kept(command: str, name: str) -> None:
    result = run(app, [command, name])
    assert result.exit_code == 0
    assert KEPT[command, name].read_text("utf-8") == result.stdout, (
        "make docs brings it up to date"
    )


def sample_files() -> dict[str, str]:
    """Return every agreement the project keeps, by name."""
    kept = [
        *(ROOT / "include/agreements").glob("*.yaml"),
        *(ROOT / "include/agreements/examples").glob("*/*.yaml"),
        *(ROOT / "tests/agreements").glob("*/*.yaml"),
    ]
    kept = [path for path in kept if path.parent.name != "mistakes"]
    return {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in kept}


@pytest.mark.parametrize("path", sample_files())
def test_the_schema_accepts_every_agreement_of_the_project(path: str) -> None:
    name = "organisation" if path.endswith("organisation.yaml") else "agreement"
    assert problems(name, sample_files()[path]) == []


def test_the_schema_accepts_the_sample_company(tmp_path: Path) -> None:
    company = generate(tmp_path, date(2026, 11, 23))
    for path in company.agreements.glob("*.yaml"):
        name = "organisation" if path.name == "organisation.yaml" else "agreement"
        assert problems(name, path.read_text("utf-8")) == [], path.name


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("partner: acme", "partnr: acme"),
        ("partner: acme", "partner: [acme]"),
        ("target: at most 6 min", "target: 6 min"),
        ("type: date}", "type: day}"),
        ("currency: GBP", "currency: pounds"),
        ("end: 2027-03-31", "end: 31.3.2027"),
        ("automatic: true", 'automatic: "yes"'),
        ("standard", "[]"),
    ],
)
def test_the_schema_shows_mistakes_while_one_types(old: str, new: str) -> None:
    assert problems("agreement", VALID) == []
    assert old in VALID
    assert problems("agreement", VALID.replace(old, new, 1)) != []


def test_a_schema_says_what_each_key_means() -> None:
    found = json.loads(run(app, ["schema"]).stdout)
    assert found["definitions"]["notice"]["properties"]["period"]["description"].startswith(
        "How long before the term's end."
    )


def test_links_of_the_reference_lead_somewhere() -> None:
    page = PAGES["agreement"]()
    anchors = {
        line[3:].lower().replace(" ", "-") for line in page.splitlines() if line[:3] == "## "
    }
    assert set(re.findall(r"\(#([^)]*)\)", page)) <= anchors
