"""Where the web server starts."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from sistercities.checks import refuse_unreadable_database

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sistercities.settings")
application = get_wsgi_application()
refuse_unreadable_database()
# What has been loaded stays for good. Looked through again and again for what may be thrown away, it cost an eighth of
# the time of every page that is made.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
