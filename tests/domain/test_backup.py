"""Backups: each refusal says what to do."""

import pytest

from concord.domain.backup import BackupDamagedError, BackupRefusedError
from concord.domain.errors import ConcordError


@pytest.mark.parametrize("error", [BackupRefusedError, BackupDamagedError])
def test_what_cannot_be_done_comes_with_its_remedy(error: type[ConcordError]) -> None:
    assert str(error("It is not whole.")) == f"It is not whole. What to do: {error.remedy}"
