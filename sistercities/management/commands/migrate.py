"""Django's own command, with the search index and the planner of the database put in order at its end."""

from typing import Any

from django.core.management.commands import migrate

from sistercities.common.planner_statistics import expect_a_large_register
from sistercities.common.search_upkeep import install


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if not (options["plan"] or options["check_unapplied"]):
            install()
            expect_a_large_register()
