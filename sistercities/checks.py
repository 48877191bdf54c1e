"""What must be true before the site answers anybody."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import DatabaseError, connection

from sistercities.env import SettingError


@register(Tags.files)
def check_uploads_apart_from_code(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Uploads must not lie in the code: the app `media` has the name that a hurried operator would pick."""
    uploads = Path(settings.MEDIA_ROOT).resolve()
    code = [app.path for app in apps.get_app_configs()]
    if not any(uploads.is_relative_to(Path(path).resolve()) for path in code):
        return []
    return [
        Error(
            f"Uploaded files would be written among the program's own files, to {uploads}.",
            hint="Set UPLOADS_DIR to a folder outside the program, or leave it out.",
            id="sistercities.E001",
        )
    ]


@register(Tags.security, deploy=True)
def check_cache_is_shared(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Failed sign-ins are counted in the cache: one cache for each process multiplies what is allowed."""
    if not settings.CACHES["default"]["BACKEND"].endswith((".LocMemCache", ".DummyCache")):
        return []
    return [
        Warning(
            "Failed sign-ins are counted by each server process for itself.",
            hint="Set CACHE_URL to a cache that all processes share, or leave it out.",
            id="sistercities.W001",
        )
    ]


@register(Tags.database)
def check_database_can_be_read(databases: Sequence[str] | None, **kwargs: Any) -> list[CheckMessage]:
    """Asked for by `check --database default` and `migrate`; manage.py tells in a sentence what is raised here."""
    if databases:
        connection.ensure_connection()
    return []


def database_problem() -> str | None:
    """Why the database cannot be read, or None."""
    try:
        connection.ensure_connection()
        connection.introspection.table_names()
    except DatabaseError as error:
        return f"The database cannot be read: {' '.join(str(error).split()).rstrip('.?!')}."
    return None


def refuse_unreadable_database() -> None:
    """Stop the start with one sentence if this is production and the database cannot be read or is empty."""
    if not settings.IS_PRODUCTION:
        return
    problem = database_problem()
    if problem:
        raise SettingError(f"{problem} Check DATABASE_URL.")
    if "django_migrations" not in connection.introspection.table_names():
        raise SettingError("The database has no tables yet: check DATABASE_URL and run manage.py migrate.")
