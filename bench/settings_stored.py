"""Our settings with every address answered by a view that returns stored bytes."""

from sistercities.settings import *  # noqa: F403 (the point of this file)
from sistercities.settings import MIDDLEWARE

PAGE_CACHE_MEGABYTES = 0
MIDDLEWARE = [name for name in MIDDLEWARE if not name.endswith("PageCache")]
ROOT_URLCONF = "bench.site_bytes"
