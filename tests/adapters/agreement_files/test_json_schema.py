"""The JSON Schema that is made from the model."""

import jsonschema

from concord.adapters.agreement_files.json_schema import agreement_schema, organisation_schema


def test_both_schemas_are_schemas_of_draft_7() -> None:
    for schema in (agreement_schema(), organisation_schema()):
        jsonschema.Draft7Validator.check_schema(schema)


def test_what_is_required_is_required() -> None:
    validator = jsonschema.Draft7Validator(agreement_schema())
    assert [error.message for error in validator.iter_errors({})] == [
        "'partner' is a required property"
    ]
    assert list(validator.iter_errors({"partner": "acme"})) == []
