"""Concord keeps both sides of an outsourcing relationship to what they agreed."""
