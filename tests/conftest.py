"""What holds for every test."""

from hypothesis import settings

# How long an example takes says something of the machine alone: time is measured in bench/.
settings.register_profile("concord", deadline=None)
settings.load_profile("concord")
