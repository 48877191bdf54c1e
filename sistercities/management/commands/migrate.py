"""Django's own command, with the search index and the planner of the database put in order at its end."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from sistercities.common.planner_statistics import expect_a_large_register
from sistercities.common.search_upkeep import install, write_anew


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        is_asked_only = options["plan"] or options["check_unapplied"]
        before = set() if is_asked_only else _word_changes()
        super().handle(*args, **options)
        if not is_asked_only:
            if _word_changes() - before:
                write_anew()
            install()
            expect_a_large_register()


def _word_changes() -> set[tuple[str, str]]:
    """The migrations applied so far with which other texts of records are searched than before."""
    loader = MigrationLoader(connection, ignore_no_migrations=True)
    return {
        key
        for key, migration in loader.disk_migrations.items()
        if key in loader.applied_migrations and getattr(migration, "changes_search_words", False)
    }
