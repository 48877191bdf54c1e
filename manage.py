#!/usr/bin/env python
"""Django's command line for this project."""

import os
import sys

from django.core.management import execute_from_command_line
from django.db.utils import OperationalError

from sistercities.checks import database_problem

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sistercities.settings")
    try:
        execute_from_command_line(sys.argv)
    except OperationalError:
        # A database that is not there is no fault of the program: say so in one sentence.
        if problem := database_problem():
            sys.exit(problem)
        raise
