"""Settings of what is kept of pages so that they need not be made again (docs/speed.md)."""

from typing import Any

from sistercities.env import Environment

# Seconds after which a page had better be made than waited for.
SHORT_WAITS = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5}


def speed_settings(env: Environment, caches: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The settings, and in `caches` where pages are shared, by name `pages`, if that is worth it."""
    if "redis" in caches["default"]["BACKEND"]:
        # Processes and machines share the pages they have made; a folder would be slower than making them.
        options = SHORT_WAITS | caches["default"].get("OPTIONS", {})
        caches["pages"] = caches["default"] | {"KEY_PREFIX": "pages", "OPTIONS": options}
    return {
        "PAGE_CACHE_MEGABYTES": env.number(
            "PAGE_CACHE_MEGABYTES", 64, "Memory of each server process for finished public pages; 0 keeps none."
        ),
        "FRAGMENT_CACHE_MEGABYTES": env.number(
            "FRAGMENT_CACHE_MEGABYTES", 32, "Memory of each server process for parts of public pages; 0 keeps none."
        ),
    }
