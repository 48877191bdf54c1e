"""Settings of the test run: the site's own, with everything slow or shared between processes swapped out."""

import atexit
import os
import shutil
import tempfile

# Set before the site's settings read them. The key is of no use outside a test run.
os.environ.setdefault("SECRET_KEY", "only-for-tests-" * 4)
os.environ.setdefault("DEBUG", "no")

from sistercities.settings import *  # noqa: E402, F403 — the point of this file

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": ["default", "imports"]}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# Tests change records past the acts that raise the content version; those about kept pages switch them on.
PAGE_CACHE_MEGABYTES = FRAGMENT_CACHE_MEGABYTES = 0
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = tempfile.mkdtemp(prefix="sistercities-test-media-")
atexit.register(shutil.rmtree, MEDIA_ROOT, ignore_errors=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Pages are tested without collecting files first.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
