"""The `concord` command."""

from concord.cli.app import main

__all__ = ["main"]
