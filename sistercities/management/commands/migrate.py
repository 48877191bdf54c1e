"""Django's own command, with the search index and the planner of the database put in order at its end."""

from collections.abc import Mapping
from typing import Any

from django.core.management.commands import migrate
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.models import Q

from sistercities.common.planner_statistics import expect_a_large_register
from sistercities.common.search_upkeep import install, let_go, write_anew


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        is_asked_only = options["plan"] or options["check_unapplied"]
        before = {} if is_asked_only else word_changes()
        if options["migration_name"] and not is_asked_only:
            let_go()
        try:
            super().handle(*args, **options)
        finally:
            if not is_asked_only:
                install()
        if not is_asked_only:
            for key, among in word_changes().items():
                if key not in before:
                    write_anew(among)
            expect_a_large_register()


def word_changes() -> dict[tuple[str, str], Mapping[str, Q]]:
    """The migrations applied so far with which other texts are searched than before, and of which records."""
    loader = MigrationLoader(connection, ignore_no_migrations=True)
    changes = ((key, getattr(one, "changes_search_words", None)) for key, one in loader.disk_migrations.items())
    return {key: among for key, among in changes if among is not None and key in loader.applied_migrations}
