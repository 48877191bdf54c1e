"""The one reader of environment variables.

Every variable is read once, by a typed method, which also notes it for the table in the documentation.
A value that cannot be used stops the start with one sentence that names the variable and what is expected.
"""

import secrets
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import available_timezones

from django.conf.locale import LANG_INFO
from environ import Env, ImproperlyConfigured

T = TypeVar("T")

TRUE_WORDS = {"1", "true", "yes", "on"}
FALSE_WORDS = {"0", "false", "no", "off"}
DATABASE_SCHEMES = {"sqlite", "postgres", "postgresql"}
SQLITE_OPTIONS = {
    # A writer asks for the lock when its transaction begins and waits its turn, instead of failing at its first
    # write after having read; readers never wait.
    "transaction_mode": "IMMEDIATE",
    "timeout": 60,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
}

# What a condition on many records names is kept in memory: with PostgreSQL's 4 MB a search was looked up row by row in
# half a million keys, for fifteen seconds.
POSTGRES_OPTIONS = {"options": "-c work_mem=32MB"}


class SettingError(SystemExit):
    """A setting that cannot be used: printed as one sentence, without a traceback, with exit code 1."""


@dataclass(frozen=True)
class Variable:
    """What the documentation says about one environment variable."""

    name: str
    default: str
    meaning: str


class Environment:
    """Reads typed values from `source` (`os.environ`, or a plain dict in tests)."""

    def __init__(self, source: Mapping[str, str]) -> None:
        self.source = source
        self.variables: list[Variable] = []

    def text(self, name: str, default: str, meaning: str, shown: str | None = None) -> str:
        """The value as it stands; empty counts as not set. `shown` is the default as the table words it."""
        self.variables.append(Variable(name, default if shown is None else shown, meaning))
        return self.source.get(name, "").strip() or default

    def words(self, name: str, default: str, meaning: str, shown: str | None = None) -> list[str]:
        """A list separated by commas."""
        text = self.text(name, default, meaning, shown)
        return [word.strip() for word in text.split(",") if word.strip()]

    def flag(self, name: str, default: bool, meaning: str, shown: str | None = None) -> bool:
        """Yes or no."""
        text = self.text(name, "yes" if default else "no", meaning, shown).lower()
        if text not in TRUE_WORDS | FALSE_WORDS:
            raise SettingError(f"{name} must be yes or no, but is “{text}”.")
        return text in TRUE_WORDS

    def number(self, name: str, default: int, meaning: str, shown: str | None = None) -> int:
        """A whole number, zero or more."""
        text = self.text(name, str(default), meaning, shown)
        if not text.isascii() or not text.isdigit():
            raise SettingError(f"{name} must be a whole number, zero or more, but is “{text}”.")
        return int(text)

    def subset(self, name: str, choices: list[str], meaning: str) -> list[str]:
        """Some of `choices`, at least one, in the order in which they were named; all of them by default."""
        words = self.words(name, ",".join(choices), meaning)
        if not words or not set(words) <= set(choices) or len(set(words)) < len(words):
            raise SettingError(f"{name} must hold one or more of {', '.join(choices)}, separated by commas.")
        return words

    def languages(self, name: str, meaning: str) -> list[tuple[str, str]]:
        """Codes of languages that Django knows, each with its own name; none by default."""
        codes = self.words(name, "", meaning)
        unknown = [code for code in codes if "name_local" not in LANG_INFO.get(code, {})]
        if unknown or len(set(codes)) < len(codes):
            raise SettingError(f"{name} must hold codes of languages such as th,pt-br, each once, separated by commas.")
        return [(code, str(LANG_INFO[code]["name_local"])) for code in codes]

    def time_zone(self, name: str, default: str, meaning: str) -> str:
        """The name of a time zone."""
        text = self.text(name, default, meaning)
        if text not in available_timezones():
            raise SettingError(f"{name} must be the name of a time zone such as {default}, but is “{text}”.")
        return text

    def folder(self, name: str, default: Path, meaning: str, shown: str) -> Path:
        """A folder by its absolute path; it need not exist yet."""
        path = Path(self.text(name, str(default), meaning, shown))
        if not path.is_absolute():
            raise SettingError(f"{name} must be an absolute path, but is “{path}”.")
        return path

    def choice(self, name: str, choices: list[str], meaning: str) -> str:
        """One of `choices`, of which the first is the default."""
        text = self.text(name, choices[0], meaning)
        if text not in choices:
            raise SettingError(f"{name} must be one of {', '.join(choices)}, but is “{text}”.")
        return text

    def database(self, name: str, default: str, meaning: str, shown: str) -> dict[str, Any]:
        """A Django database definition from a URL, with connections that stay open between requests."""
        expected = f"{name} must be sqlite:////absolute/path or postgres://user:password@host:port/name."
        url = self.text(name, default, meaning, shown)
        if url.partition(":")[0] not in DATABASE_SCHEMES:
            raise SettingError(expected)
        config = _parsed(Env.db_url_config, url, expected)
        if config["ENGINE"] == "django.db.backends.sqlite3":
            config["OPTIONS"] = SQLITE_OPTIONS | config.get("OPTIONS", {})
        else:
            config["OPTIONS"] = POSTGRES_OPTIONS | config.get("OPTIONS", {})
        return config | {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}

    def cache(self, name: str, default: str, meaning: str, shown: str) -> dict[str, Any]:
        """A Django cache definition from a URL."""
        expected = f"{name} must be filecache:///absolute/path, locmemcache:// or redis://host:port/number."
        return _parsed(Env.cache_url_config, self.text(name, default, meaning, shown), expected)

    def email(self, name: str, default: str, meaning: str, shown: str) -> dict[str, Any]:
        """Django's EMAIL_… settings from a URL."""
        expected = f"{name} must be smtp://user:password@host:port, smtp+tls://…, smtp+ssl://… or consolemail://."
        return _parsed(Env.email_url_config, self.text(name, default, meaning, shown), expected)


def _parsed(parse: Callable[[str], T], url: str, expected: str) -> T:
    """`parse(url)`; the message on failure never repeats the URL, since it may hold a password."""
    try:
        return parse(url)
    except (ValueError, ImproperlyConfigured) as error:
        raise SettingError(expected) from error


def development_secret_key(path: Path) -> str:
    """A key made on first use and kept in `path`: sessions outlive a restart, the repository holds none."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False) as file:
            file.write(secrets.token_urlsafe(64))
        # Another process may be as far as this: the last one wins, and each reads what is there afterwards.
        Path(file.name).replace(path)
    return path.read_text()
