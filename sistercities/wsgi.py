"""Where the web server starts."""

import os

from django.core.wsgi import get_wsgi_application

from sistercities.checks import refuse_unreadable_database

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sistercities.settings")
application = get_wsgi_application()
refuse_unreadable_database()
