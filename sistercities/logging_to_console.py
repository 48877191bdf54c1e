"""Where log lines go: to standard error, one each, for the service manager to keep."""

from typing import Any


def to_console(level: str) -> dict[str, Any]:
    """Django's LOGGING for lines of at least this level."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": level},
        # Django's own handlers would print each line a second time, or write letters to nobody.
        "loggers": {"django": {"handlers": [], "level": level, "propagate": True}},
    }
