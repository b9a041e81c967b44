"""Where observations are stored: in memory and in files."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.stored_places import Place, in_files, in_memory


@pytest.fixture(params=[in_memory, in_files])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    build: Callable[[Path], Place] = request.param
    return build(tmp_path)


@pytest.fixture
def files(tmp_path: Path) -> Place:
    return in_files(tmp_path)
