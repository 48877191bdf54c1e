"""Prints the table of environment variables that the documentation shows."""

from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand

from sistercities.env import Variable
from sistercities.settings import env


def settings_table(variables: Sequence[Variable]) -> str:
    """The variables as a table in Markdown."""
    rows = [f"| `{variable.name}` | {variable.default or 'none'} | {variable.meaning} |" for variable in variables]
    return "\n".join(["| variable | without it | meaning |", "|---|---|---|", *rows])


class Command(BaseCommand):
    help = "Print the table of environment variables."

    def handle(self, **options: Any) -> None:
        self.stdout.write(settings_table(env.variables))
