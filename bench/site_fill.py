"""Fills our own site for the bench, a table at a time: `python -m bench.site_fill 1000`, into DATABASE_URL.

What is stored is what the acts of an office would leave (`tests/bench/test_site_fill.py`), but for their history.
"""

import os
import sys

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sistercities.settings")
    django.setup()

from django.core.management import call_command  # noqa: E402 (the apps must be there first)
from django.db import connection  # noqa: E402

from bench.site_records import add_cities, add_home  # noqa: E402
from partnerships.counted import MEASURES  # noqa: E402
from partnerships.models import City, Exchange  # noqa: E402
from sistercities.common.content_version import raise_version  # noqa: E402
from sistercities.common.counters import store  # noqa: E402


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # A fill that is broken off begins again.
            cursor.execute("PRAGMA synchronous = OFF")
            cursor.execute("PRAGMA cache_size = -500000")
        add_cities(add_home(), range(int(sys.argv[1])))
        # Before anything is asked: what was known of the indexes is gone with them.
        cursor.execute("ANALYZE")
        raise_version()
        # As the worker does.
        store(MEASURES)
    print(f"{City.objects.count() - 1} cities, {Exchange.objects.count()} exchanges")


if __name__ == "__main__":
    main()
