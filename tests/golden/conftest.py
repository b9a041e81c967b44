"""A desk for golden cases."""

from pathlib import Path

import pytest

from tests.golden.desk import Desk


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)
