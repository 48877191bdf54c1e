"""The languages in which content is kept and published."""

from django.conf import settings
from django.utils.translation import get_language

CONTENT_LANGUAGES: tuple[str, ...] = tuple(settings.SITE_LANGUAGES)


def suffix(language: str) -> str:
    """The ending of a language's columns: `zh-hans` → `zh_hans`."""
    return language.replace("-", "_").lower()


def localized(name: str, language: str) -> str:
    """The column that holds field `name` in `language`: `title`, `zh-hans` → `title_zh_hans`."""
    return f"{name}_{suffix(language)}"


def current_language() -> str:
    """The active content language; the first one when the active language holds no content."""
    return content_language(get_language() or "")


def content_language(language: str) -> str:
    """The language of the texts on a page whose interface is in `language`."""
    return language if language in CONTENT_LANGUAGES else CONTENT_LANGUAGES[0]
