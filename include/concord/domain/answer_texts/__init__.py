"""The words of answers to partners, in each language in which they are given."""
