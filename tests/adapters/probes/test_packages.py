"""Python and packages are compared with what is required."""

import pytest

from concord.adapters.probes.packages import (
    examine_packages,
    examine_python,
    packages_fit,
    python_fits,
)
from concord.domain.examination import Health


def test_this_installation_fits() -> None:
    found = (*examine_python("python"), *examine_packages("packages"))
    assert [item.health for item in found] == [Health.OK, Health.OK]


@pytest.mark.parametrize(
    ("version", "health"),
    [("3.10.14", Health.FAILING), ("3.11.0", Health.OK), ("3.14.0rc1", Health.OK)],
)
def test_python_from_its_least_version_on(version: str, health: Health) -> None:
    item = python_fits("python", version, ">=3.11")
    assert item.health is health
    assert version in item.found


@pytest.mark.parametrize(
    ("required", "health", "found"),
    [
        (["packaging"], Health.OK, "all 1 required packages fit"),
        (["packaging>=1"], Health.OK, "all 1 required packages fit"),
        (["packaging>=1", 'absent; extra == "dev"'], Health.OK, "all 1 required packages fit"),
        (['absent; python_version < "3"'], Health.OK, "all 0 required packages fit"),
        (["packaging<1"], Health.FAILING, "required <1"),
        (["no-such-package-here"], Health.FAILING, "no-such-package-here is not installed"),
    ],
)
def test_every_package_that_is_required_here(
    required: list[str], health: Health, found: str
) -> None:
    item = packages_fit("packages", required)
    assert item.health is health
    assert found in item.found


def test_all_that_is_wrong_is_said_at_once() -> None:
    item = packages_fit("packages", ["no-such-package-here", "packaging<1"])
    assert item.found.count(";") == 1
