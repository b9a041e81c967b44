"""What may stand in an agreement: every key with its kind, default and meaning, as data.

The readers are held to it, and the JSON Schema and the reference are made from it.
"""
