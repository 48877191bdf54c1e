"""Django's own command, with the search index and the planner of the database put in order at its end."""

from collections.abc import Mapping
from typing import Any

from django.core.management.commands import migrate
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Q

from sistercities.common.planner_statistics import expect_a_large_register
from sistercities.common.search_upkeep import install, let_go, write_anew

# What stands before an app's label where Django records migrations, for those after which all words are written.
WORDS = "words of "


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        is_asked_only = options["plan"] or options["check_unapplied"]
        if options["migration_name"] and not is_asked_only:
            let_go()
        try:
            super().handle(*args, **options)
        finally:
            if not is_asked_only:
                install()
        if not is_asked_only:
            write_words()
            expect_a_large_register()


def write_words() -> None:
    """Write the words that migrations ask for, once for each; what an earlier run was kept from doing is done now."""
    recorder, changes = MigrationRecorder(connection), word_changes()
    written = {(app.removeprefix(WORDS), name) for app, name in recorder.applied_migrations() if app.startswith(WORDS)}
    for app, name in written - set(changes):
        # It was taken back.
        recorder.record_unapplied(WORDS + app, name)
    for app, name in changes:
        if (app, name) not in written:
            write_anew(changes[app, name])
            recorder.record_applied(WORDS + app, name)


def word_changes() -> dict[tuple[str, str], Mapping[str, Q]]:
    """The migrations applied so far with which other texts are searched than before, and of which records."""
    loader = MigrationLoader(connection, ignore_no_migrations=True)
    changes = ((key, getattr(one, "changes_search_words", None)) for key, one in loader.disk_migrations.items())
    return {key: among for key, among in changes if among is not None and key in loader.applied_migrations}
