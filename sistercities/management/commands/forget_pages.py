"""Lets every kept page be made anew, after records were changed past the office's acts."""

from typing import Any

from django.core.management.base import BaseCommand

from sistercities.common.content_version import current_version, raise_version


class Command(BaseCommand):
    help = "Make every public page anew; needed only after changes by SQL or in a shell."

    def handle(self, **options: Any) -> None:
        raise_version()
        self.stdout.write(f"Kept pages are forgotten; the content version is {current_version()}.")
