"""Our settings with a middleware before all others that returns the same bytes for everything."""

from sistercities.settings import *  # noqa: F403 (the point of this file)
from sistercities.settings import MIDDLEWARE

PAGE_CACHE_MEGABYTES = 0
MIDDLEWARE = ["bench.site_bytes.fixed", *MIDDLEWARE]
