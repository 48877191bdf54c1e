"""Checks a spreadsheet, or takes it in."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from sistercities.common.people import User
from sistercities.imports.errors import SheetRefused
from sistercities.imports.readers import read_sheet
from sistercities.imports.reports import Report
from sistercities.imports.resources import RecordResource
from sistercities.imports.runs import apply_sheet, check_sheet
from sistercities.sheet_kinds import KINDS


class Command(BaseCommand):
    help = "Check a spreadsheet and say what it would change; with --apply, take it in, whole or not at all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="csv, tsv, txt, xlsx, xls or ods")
        parser.add_argument("--kind", required=True, choices=list(KINDS), help="what its rows are")
        parser.add_argument("--apply", action="store_true", help="take it in if nothing in it is wrong")
        parser.add_argument("--by", metavar="USERNAME", help="whose rights count and whose name history gets")
        parser.add_argument("--files", type=Path, metavar="FOLDER", help="the files that a sheet of media names")

    def handle(self, *args: Any, **options: Any) -> None:
        resource = self._resource(options)
        run = apply_sheet if options["apply"] else check_sheet
        try:
            report = run(resource, read_sheet(options["file"].name, self._content(options["file"])))
        except SheetRefused as refusal:
            raise CommandError("\n".join(refusal.sentences)) from refusal
        except PermissionDenied as refusal:
            raise CommandError(_("%(name)s may not import this.") % {"name": options["by"]}) from refusal
        self._print(report, options["apply"])

    def _resource(self, options: dict[str, Any]) -> RecordResource:
        extra = {"folder": options["files"]} if options["files"] and options["kind"] == "media" else {}
        return KINDS[options["kind"]](by=self._person(options["by"]), **extra)

    def _person(self, name: str | None) -> User | None:
        if not name:
            return None
        person = get_user_model().objects.filter(username=name).first()
        if person is None:
            raise CommandError(_("There is no account called %(name)s.") % {"name": name})
        return person

    def _content(self, path: Path) -> bytes:
        try:
            return path.read_bytes()
        except OSError as error:
            raise CommandError(_("%(path)s cannot be read.") % {"path": path}) from error

    def _print(self, report: Report, was_to_apply: bool) -> None:
        for note in report.notes:
            self.stdout.write(note)
        self.stdout.write(", ".join(f"{name}: {number}" for name, number in report.counts.items()))
        if not report.is_clean:
            for problem in report.problems:
                self.stderr.write(str(problem))
            raise CommandError(_("Nothing was taken in. Correct these rows and try again."))
        self.stdout.write(
            _("Taken in.") if was_to_apply else _("Nothing is wrong. Nothing was changed yet: add --apply.")
        )
