"""Settings of the test run."""

from sistercities.settings import *  # noqa: F403
