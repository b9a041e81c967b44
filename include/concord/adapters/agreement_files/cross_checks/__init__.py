"""Checks of an agreement as a whole: what is allowed, and probably not meant."""

from concord.adapters.agreement_files.cross_checks.whole import check_whole

__all__ = ["check_whole"]
