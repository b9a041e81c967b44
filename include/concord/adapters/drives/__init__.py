"""Shared drives, one module per technology."""
