"""Probes: each examines one thing an installation needs, changes nothing and names no secret."""
