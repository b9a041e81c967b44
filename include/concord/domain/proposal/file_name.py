"""The pattern of a source's file names, and where in them the period stands."""

from __future__ import annotations
