"""Generated examples leave no file behind, and a slow machine fails no test."""

from hypothesis import settings

settings.register_profile("shared machine", deadline=None, database=None)
settings.load_profile("shared machine")
