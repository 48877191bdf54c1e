"""Settings of the site. Every environment variable is read through `env`, which also documents it."""

import os
from pathlib import Path
from typing import Any

from django.conf import global_settings
from django.utils.translation import gettext_lazy as _

from sistercities.content_policy import POLICY
from sistercities.env import Environment, SettingError, development_secret_key
from sistercities.logging_to_console import to_console
from sistercities.open_data_settings import open_data_settings
from sistercities.speed_settings import speed_settings
from sistercities.upload_settings import upload_settings

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment(os.environ)

SITE_ENVIRONMENT = env.choice(
    "SISTERCITIES_ENV",
    ["development", "production"],
    "`production` switches the strict settings on and refuses unsafe ones.",
)
IS_PRODUCTION = SITE_ENVIRONMENT == "production"
VAR_DIR = env.folder("VAR_DIR", BASE_DIR / "var", "Folder for everything that is written.", "`var`")
DEBUG = env.flag(
    "DEBUG",
    not IS_PRODUCTION,
    "Show tracebacks to whoever meets an error; refused in production.",
    "yes; in production no",
)
LOG_LEVEL = env.choice("LOG_LEVEL", ["INFO", "DEBUG", "WARNING", "ERROR"], "Least severe message to log.")

# Who is asked, and who may ask

SECRET_KEY = env.text(
    "SECRET_KEY",
    "" if IS_PRODUCTION else development_secret_key(VAR_DIR / "secret_key"),
    "Signs sessions: random, at least 50 characters; demanded in production.",
    "made once, in `var/secret_key`",
)
ALLOWED_HOSTS = env.words(
    "ALLOWED_HOSTS",
    "" if IS_PRODUCTION else "127.0.0.1,localhost,[::1]",
    "Host names of the site, separated by commas; demanded in production, without `*`.",
    "this machine",
)
CSRF_TRUSTED_ORIGINS = env.words(
    "TRUSTED_ORIGINS", "", "Further origins whose forms are accepted, such as `https://example.org`."
)

if IS_PRODUCTION:
    if DEBUG:
        raise SettingError("DEBUG must be no in production: it shows source code to strangers.")
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
    "sistercities.common.admin_app.OfficeAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_countries",
    "django_filters",
    "django_htmx",
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
    "rest_framework",
    "drf_spectacular",
]
MIDDLEWARE = [
    # First: a page that is kept goes out before anything else is done, with all that the others have added to it.
    "sistercities.common.page_cache.PageCache",
    # Next, so that every answer carries the policies: files, redirects and errors too.
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
                # After the others, whose look into the session it spares visitors.
                "sistercities.context_processors.site",
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
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": env.cache(
        "CACHE_URL",
        f"filecache://{VAR_DIR / 'cache'}",
        "Cache shared by all processes: `filecache:///absolute/path` or `redis://host:port/number`.",
        "`var/cache`",
    )
}
vars().update(speed_settings(env, CACHES))
# Imports wait in a queue of their own, so that no photo waits for a sheet.
TASKS: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "imports"]}
}
# Where the kinds of sheets are declared that can be imported.
SHEET_KINDS = "sistercities.sheet_kinds"

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
WHITENOISE_USE_FINDERS = DEBUG
STATICFILES_FINDERS = ["sistercities.stylesheet.WholeStylesheetFinder", *global_settings.STATICFILES_FINDERS]
vars().update(upload_settings(env, VAR_DIR))

# Languages, places, time

LANGUAGE_NAMES = {"en": "English", "zh-hans": "简体中文"}
SITE_LANGUAGES = env.subset(
    "SITE_LANGUAGES", list(LANGUAGE_NAMES), "Languages of the public pages; the first is the usual one."
)
FURTHER_LANGUAGES = env.languages(
    "FURTHER_LANGUAGES",
    "Languages of the interface alone, such as `th,ar`; each has a catalogue in `VAR_DIR/locale`.",
)
LANGUAGES = [*((code, LANGUAGE_NAMES[code]) for code in SITE_LANGUAGES), *FURTHER_LANGUAGES]
LANGUAGE_CODE = SITE_LANGUAGES[0]
LOCALE_PATHS = [VAR_DIR / "locale", BASE_DIR / "sistercities" / "locale"]
# The database has a column for each language, whichever of them the public sees.
MODELTRANSLATION_LANGUAGES = tuple(LANGUAGE_NAMES)
# Pages in a language of the interface alone show what is published in this one.
MODELTRANSLATION_DEFAULT_LANGUAGE = LANGUAGE_CODE
# A page never shows the other language's text in place of a missing one: it may not be approved yet.
MODELTRANSLATION_ENABLE_FALLBACKS = False
USE_TZ = True
TIME_ZONE = env.time_zone("TIME_ZONE", "Asia/Shanghai", "Time zone of the office: its midnight begins a day.")
COUNTRY_NAMES = env.choice(
    "COUNTRY_NAMES",
    ["china", "iso"],
    "`china` names Hong Kong, Macao and Taiwan as offices in China must; `iso` leaves the standard's names.",
)
COUNTRIES_OVERRIDE = (
    {"HK": _("Hong Kong, China"), "MO": _("Macao, China"), "TW": _("Taiwan, China")} if COUNTRY_NAMES == "china" else {}
)

# Signing in, and letters

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
ACCOUNT_ADAPTER = "sistercities.accounts.OfficeAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
ALLAUTH_TRUSTED_PROXY_COUNT = env.number(
    "TRUSTED_PROXY_COUNT", 0, "Proxies in front of the site, so that failed sign-ins are counted per visitor."
)
vars().update(open_data_settings(env, ALLAUTH_TRUSTED_PROXY_COUNT))

EMAIL_SETTINGS = env.email(
    "EMAIL_URL",
    "smtp://localhost:25" if IS_PRODUCTION else "consolemail://",
    "Mail server: `smtp+tls://user:password@host:587`; `consolemail://` prints letters instead.",
    "`consolemail://`; in production `smtp://localhost:25`",
)
vars().update(EMAIL_SETTINGS)
DEFAULT_FROM_EMAIL = env.text("FROM_EMAIL", "office@localhost", "Sender of the site's letters.")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

MESSAGES_KEPT_DAYS = env.number("MESSAGES_KEPT_DAYS", 180, "Days after which visitors' messages are deleted for good.")

# What a browser is told

CONTENT_SECURITY_POLICY = POLICY
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
# Messages live in the session: a visitor who has none gets no cookie for them.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

TRUSTED_PROXY_HEADER = env.text(
    "TRUSTED_PROXY_HEADER",
    "",
    "Header by which a proxy of yours says that the visitor came by HTTPS, such as `X-Forwarded-Proto`.",
)
if TRUSTED_PROXY_HEADER:
    SECURE_PROXY_SSL_HEADER = (f"HTTP_{TRUSTED_PROXY_HEADER.upper().replace('-', '_')}", "https")
HSTS_SECONDS = env.number(
    "HSTS_SECONDS", 31536000, "How long browsers insist on HTTPS; only in production.", "31536000 (a year)"
)
if IS_PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = HSTS_SECONDS
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    # The prefix makes browsers refuse the cookie from any other host or without HTTPS.
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # Other hosts of the office's domain are not ours to force onto HTTPS …
    "security.W021",  # … nor to enter into the browsers' preload list.
]

LOGGING = to_console(LOG_LEVEL)
