"""The drive in memory keeps what services rely on, by the contract of all drives."""

import pytest

from tests.adapters.drives.drive_contract import FileContract, Hands
from tests.fakes import FakeDrive


class MemoryHands(Hands):
    """Hands in the memory of a test."""

    chunk = 1 << 10

    def __init__(self) -> None:
        self._drive = FakeDrive(chunk=self.chunk)

    @property
    def drive(self) -> FakeDrive:
        return self._drive

    def put_file(self, path: str, content: bytes) -> None:
        self._drive.put(path, content)

    def replace(self, path: str, content: bytes) -> None:
        self._drive.put(path, content)

    def remove(self, path: str) -> None:
        del self._drive.contents[path]

    def make_folder(self, path: str) -> None:
        """Folders are what paths begin with, and nothing of their own."""


class TestMemory(FileContract):
    """A drive in memory keeps what every drive keeps of files."""

    @pytest.fixture
    def hands(self) -> MemoryHands:
        return MemoryHands()
