"""Loads the demo: records, pictures, site profile and, outside production, accounts to try it with."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from partnerships.counted import MEASURES
from sistercities.common.counters import store
from sistercities.demo.accounts import ROLES, make_accounts, password_of
from sistercities.demo.loading import DemoFaulty, Loaded, load_demo


class Command(BaseCommand):
    help = "Load the demo. Run again, it adds what is missing and leaves alone what is there."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = load_demo()
        except DemoFaulty as error:
            raise CommandError(str(error)) from error
        self._tell_counts(loaded, options["verbosity"])
        store(MEASURES)
        self.stdout.write("Figures are counted; manage.py check_counters proves them.")
        if settings.IS_PRODUCTION:
            self.stdout.write("No accounts were made: their passwords are known to everybody.")
            return
        make_accounts()
        self.stdout.write("Sign in under /admin/ as (name: password):")
        for name, role in ROLES.items():
            self.stdout.write(f"  {name}: {password_of(name)}  ({role.lower()})")

    def _tell_counts(self, loaded: Loaded, verbosity: int) -> None:
        new, changed, unchanged = (
            sum(each[name] for each in loaded.counts.values()) for name in ("new", "changed", "unchanged")
        )
        self.stdout.write(f"Demo: {new} new, {changed} changed, {unchanged} unchanged.")
        if verbosity > 1:
            for reason in loaded.unpublished:
                self.stdout.write(f"Not published: {reason}")
