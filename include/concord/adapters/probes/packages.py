"""Whether Python and the installed packages are those that Concord requires."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Iterator
from importlib import metadata

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from concord.domain.examination import Examined, failing, ok

DISTRIBUTION = "concord"
_MEND = "Run `make setup`, or build the image again."


def examine_python(item: str) -> tuple[Examined, ...]:
    """Compare this Python with the one that is required."""
    required = metadata.metadata(DISTRIBUTION)["Requires-Python"]
    return (python_fits(item, platform.python_version(), required),)


def python_fits(item: str, version: str, required: str) -> Examined:
    """Return whether a version of Python is one of those required."""
    if SpecifierSet(required).contains(version, prereleases=True):
        return ok(item, f"{version}, required {required}")
    remedy = f"Install Python {required} and run `make setup PYTHON=…` with it."
    return failing(item, f"{version}, required {required}", remedy)


def examine_packages(item: str) -> tuple[Examined, ...]:
    """Compare every package that Concord requires with what is installed."""
    return (packages_fit(item, metadata.requires(DISTRIBUTION) or ()),)


def packages_fit(item: str, required: Iterable[str]) -> Examined:
    """Return whether all requirements are met; those of extras do not count."""
    wanted = [Requirement(text) for text in required]
    wanted = [one for one in wanted if one.marker is None or one.marker.evaluate({"extra": ""})]
    wrong = [problem for one in wanted for problem in _problems(one)]
    if wrong:
        return failing(item, "; ".join(wrong), _MEND)
    return ok(
        item, f"concord {metadata.version(DISTRIBUTION)}, all {len(wanted)} required packages fit"
    )


def _problems(required: Requirement) -> Iterator[str]:
    try:
        version = metadata.version(required.name)
    except metadata.PackageNotFoundError:
        yield f"{required.name} is not installed"
        return
    if not required.specifier.contains(version, prereleases=True):
        yield f"{required.name} is {version}, required {required.specifier}"
