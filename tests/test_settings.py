"""What the environment may say, and what stops the start."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from django.db.utils import ConnectionHandler
from pytest_django import Settings

from sistercities.checks import check_cache_is_shared, check_uploads_apart_from_code
from sistercities.env import Environment, SettingError, development_secret_key
from sistercities.management.commands.settings_table import settings_table
from sistercities.settings import env

Run = Callable[..., subprocess.CompletedProcess[str]]
GOOD = {
    "SISTERCITIES_ENV": "production",
    "SECRET_KEY": "Zq7" * 20 + "yes!",
    "ALLOWED_HOSTS": "sister-cities.example",
    "DEBUG": "no",
}


@pytest.fixture
def manage(tmp_path: Path) -> Run:
    """Runs `manage.py` in a process whose environment holds nothing but what is given."""

    def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        clean = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "VAR_DIR": str(tmp_path)}
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(
            command, env=clean | variables, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False
        )

    return run


def started(result: subprocess.CompletedProcess[str]) -> bool:
    """Whether it ran; if not, it must have said why in one sentence and without a traceback."""
    if result.returncode:
        assert result.returncode == 1
        assert re.fullmatch(r"[A-Z][^\n]+\.\n", result.stderr), result.stderr
    return not result.returncode


def test_start_clean_checkout_needs_no_variable(manage: Run) -> None:
    assert started(manage("check"))


def test_production_sends_every_cookie_by_https_only_and_shows_none_to_scripts(manage: Run) -> None:
    told = manage("diffsettings", "--all", **GOOD).stdout
    kinds = ("SESSION", "CSRF", "LANGUAGE")
    wanted = {f"{kind}_COOKIE_{flag}" for kind in kinds for flag in ("SECURE = True", "HTTPONLY = True")}
    wanted |= {f"{kind}_COOKIE_SAMESITE = 'Lax'" for kind in kinds}
    assert not wanted - {line.removeprefix("### ").strip() for line in told.splitlines()}


def test_start_production_with_all_variables_passes_the_deployment_check(manage: Run) -> None:
    result = manage("check", "--deploy", "--fail-level", "WARNING", **GOOD)
    assert started(result), result.stderr


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("DEBUG", "yes", "DEBUG must be no in production"),
        ("SECRET_KEY", "", "SECRET_KEY must be a random text of at least 50 characters"),
        ("SECRET_KEY", "Zq7" * 16 + "x", "SECRET_KEY must be a random text of at least 50 characters"),
        ("SECRET_KEY", "a" * 60, "SECRET_KEY must be a random text of at least 50 characters"),
        ("ALLOWED_HOSTS", "", "ALLOWED_HOSTS must name the hosts"),
        ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS must name the hosts"),
        ("ALLOWED_HOSTS", "sister-cities.example,*", "ALLOWED_HOSTS must name the hosts"),
        ("DATABASE_URL", "mysql://root@localhost/x", "DATABASE_URL must be sqlite:"),
        ("TIME_ZONE", "Chongqing", "TIME_ZONE must be the name of a time zone"),
        ("FURTHER_LANGUAGES", "thai", "FURTHER_LANGUAGES must hold codes of languages"),
    ],
)
def test_start_production_with_an_unsafe_value_is_refused(
    manage: Run, variable: str, value: str, sentence: str
) -> None:
    result = manage("check", **GOOD | {variable: value})
    assert not started(result)
    assert sentence in result.stderr


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:////nowhere/at/all/db.sqlite3",
        f"sqlite:///{Path(__file__)}",
        "postgres://user:hush-hush@127.0.0.1:1/sistercities",
    ],
)
def test_start_production_with_an_unreadable_database_is_refused(manage: Run, url: str) -> None:
    result = manage("run_worker", "--batch", **GOOD, DATABASE_URL=url)
    assert not started(result)
    assert "The database cannot be read: " in result.stderr
    assert "hush-hush" not in result.stderr


def test_start_production_with_an_empty_database_asks_for_migrate(manage: Run) -> None:
    result = manage("run_worker", "--batch", **GOOD)
    assert not started(result)
    assert "run manage.py migrate" in result.stderr


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("flag", "perhaps"),
        ("number", "-1"),
        ("number", "٣"),
        ("number", "1.5"),
        ("time_zone", "Mars/Olympus"),
        ("folder", "relative/path"),
    ],
)
def test_reader_value_of_the_wrong_kind_is_refused_by_name(kind: str, value: str) -> None:
    defaults = {"flag": True, "number": 1, "time_zone": "Asia/Shanghai", "folder": Path("/")}
    read = getattr(Environment({"SAMPLE": value}), kind)
    shown = ["shown"] if kind == "folder" else []
    with pytest.raises(SettingError, match="^SAMPLE must be "):
        read("SAMPLE", defaults[kind], "meaning", *shown)


def test_reader_choice_and_subset_outside_the_list_are_refused() -> None:
    reader = Environment({"SAMPLE": "en,fr"})
    with pytest.raises(SettingError, match="^SAMPLE must hold one or more of en, zh-hans"):
        reader.subset("SAMPLE", ["en", "zh-hans"], "meaning")
    with pytest.raises(SettingError, match="^SAMPLE must be one of en, zh-hans"):
        reader.choice("SAMPLE", ["en", "zh-hans"], "meaning")


@pytest.mark.parametrize("url", ["nonsense", "oracle://u:hush@h/d", "postgres://u:hush@h:port/d", ""])
def test_reader_bad_database_url_is_refused_without_repeating_its_password(url: str) -> None:
    with pytest.raises(SettingError, match="^DATABASE_URL must be sqlite:") as refused:
        Environment({"DATABASE_URL": url}).database("DATABASE_URL", "nonsense", "meaning", "shown")
    assert "hush" not in str(refused.value)


@pytest.mark.parametrize(("kind", "url"), [("cache", "gopher://x"), ("email", "gopher://x")])
def test_reader_unknown_scheme_is_refused(kind: str, url: str) -> None:
    with pytest.raises(SettingError, match="^SAMPLE must be "):
        getattr(Environment({"SAMPLE": url}), kind)("SAMPLE", "", "meaning", "shown")


def test_development_key_is_made_once(tmp_path: Path) -> None:
    key = development_secret_key(tmp_path / "new" / "key")
    assert len(key) > 50
    assert development_secret_key(tmp_path / "new" / "key") == key


@pytest.mark.django_db
def test_sqlite_live_connection_is_set_as_designed(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'live.sqlite3'}"
    definition = Environment({"DATABASE_URL": url}).database("DATABASE_URL", "", "meaning", "shown")
    connection = ConnectionHandler({"default": definition})["default"]
    try:
        with connection.cursor() as cursor:
            told = {
                name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("journal_mode", "busy_timeout", "foreign_keys", "synchronous")
            }
        assert told == {"journal_mode": "wal", "busy_timeout": 60000, "foreign_keys": 1, "synchronous": 1}
        assert connection.transaction_mode == "IMMEDIATE"
    finally:
        connection.close()


def test_connections_persist() -> None:
    assert connections["default"].settings_dict["CONN_MAX_AGE"] >= 60


def test_uploads_inside_the_code_are_refused(settings: Settings) -> None:
    settings.MEDIA_ROOT = settings.BASE_DIR / "media" / "uploads"
    assert [message.id for message in check_uploads_apart_from_code(None)] == ["sistercities.E001"]
    settings.MEDIA_ROOT = settings.VAR_DIR / "media"
    assert check_uploads_apart_from_code(None) == []


def test_cache_of_each_process_alone_is_warned_of(settings: Settings) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    assert [message.id for message in check_cache_is_shared(None)] == ["sistercities.W001"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache"}}
    assert check_cache_is_shared(None) == []


def test_table_in_the_documentation_is_that_of_the_settings() -> None:
    assert settings_table(env.variables) in (settings.BASE_DIR / "README.md").read_text()
