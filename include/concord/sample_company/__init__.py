"""A made-up company and its three partners, for the first run, the tutorial and the tests."""

from concord.sample_company.company import SampleCompany, generate

__all__ = ["SampleCompany", "generate"]
