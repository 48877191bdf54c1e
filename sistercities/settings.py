"""Settings of the site. Every environment variable is read through `env`, which also documents it."""

import os
from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from sistercities.env import Environment, SettingError, development_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment(os.environ)

VAR_DIR = Path(
    env.text(
        "VAR_DIR", str(BASE_DIR / "var"), "Folder for everything that is written: must be absolute.", "`var`"
    )
)
IS_PRODUCTION = (
    env.choice(
        "SISTERCITIES_ENV",
        ["development", "production"],
        "`production` switches the strict settings on and refuses unsafe ones.",
    )
    == "production"
)
DEBUG = env.flag(
    "DEBUG", not IS_PRODUCTION, "Show tracebacks to visitors; refused in production.", "yes, in production no"
)
LOG_LEVEL = env.choice(
    "LOG_LEVEL", ["INFO", "DEBUG", "WARNING", "ERROR"], "Least important message that is logged."
)

# Who may ask

SECRET_KEY = env.text(
    "SECRET_KEY",
    "" if IS_PRODUCTION else development_secret_key(VAR_DIR / "secret_key"),
    "Signs sessions: random, at least 50 characters, demanded in production.",
    "made in `var/secret_key`",
)
ALLOWED_HOSTS = env.words(
    "ALLOWED_HOSTS",
    "" if IS_PRODUCTION else "127.0.0.1,localhost,[::1]",
    "Host names of the site, separated by commas; demanded in production.",
    "this machine",
)
TRUSTED_ORIGINS = env.words(
    "TRUSTED_ORIGINS", "", "Further origins whose forms are accepted, such as `https://example.org`."
)
CSRF_TRUSTED_ORIGINS = TRUSTED_ORIGINS

if IS_PRODUCTION:
    if DEBUG:
        raise SettingError("DEBUG must be no in production: it shows source code and settings to visitors.")
    if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5:
        raise SettingError("SECRET_KEY must be a random text of at least 50 characters in production.")
    if not ALLOWED_HOSTS or any("*" in host for host in ALLOWED_HOSTS):
        raise SettingError("ALLOWED_HOSTS must name the hosts of the site in production, without *.")

# What it is made of

INSTALLED_APPS = [
    "modeltranslation",
    "sistercities.common",
    "sistercities.imports",
    "media",
    "partnerships",
    "sistercities",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_countries",
    "django_filters",
    "import_export",
    "adminsortable2",
    "rangefilter",
    "django_prose_editor",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
]
MIDDLEWARE = [
    # First, so that every answer carries the policies: files, redirects and errors too.
    "csp.middleware.CSPMiddleware",
    "sistercities.middleware.permissions_policy",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "sistercities.urls"
WSGI_APPLICATION = "sistercities.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
            ]
        },
    }
]

# Where things are kept

DATABASES: dict[str, dict[str, Any]] = {
    "default": env.database(
        "DATABASE_URL",
        f"sqlite:///{VAR_DIR / 'db.sqlite3'}",
        "`sqlite:////absolute/path` or `postgres://user:password@host:port/name`.",
        "`var/db.sqlite3`",
    )
}
DATABASES["default"]["CONN_MAX_AGE"] = 600
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # A writer asks for the lock when its transaction begins and waits its turn, instead of failing at its
        # first write after having read; readers never wait.
        "transaction_mode": "IMMEDIATE",
        "timeout": 60,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": env.cache(
        "CACHE_URL",
        f"filecache://{VAR_DIR / 'cache'}",
        "Shared by all processes: `filecache:///absolute/path` or `redis://host:port/number`.",
        "`var/cache`",
    )
}
TASKS: dict[str, dict[str, Any]] = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
WHITENOISE_USE_FINDERS = DEBUG
# Uploads are handed out by a view that asks whether the file is public, never by a plain address.
MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "/files/"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# Languages, places, time

LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
LANGUAGE_CODE = "en"
LOCALE_PATHS = [BASE_DIR / "sistercities" / "locale"]
MODELTRANSLATION_DEFAULT_LANGUAGE = "en"
# A page never shows the other language's text in place of a missing one: it may not be approved yet.
MODELTRANSLATION_ENABLE_FALLBACKS = False
USE_TZ = True
TIME_ZONE = env.text("TIME_ZONE", "Asia/Shanghai", "Time zone of the office; its midnight begins a day.")
COUNTRIES_OVERRIDE = {"HK": _("Hong Kong, China"), "MO": _("Macao, China"), "TW": _("Taiwan, China")}

# Signing in

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"

# What a browser is told

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
