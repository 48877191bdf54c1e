"""Checks a spreadsheet, or takes it in: the jobs of the admin's imports, done at once."""

from argparse import ArgumentParser
from pathlib import Path
from typing import IO, Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from sistercities.common.people import User, may
from sistercities.imports import jobs, running
from sistercities.imports.date_questions import effects_of_answers
from sistercities.imports.errors import SheetRefused
from sistercities.imports.kinds import expansions, kinds
from sistercities.imports.models import ImportJob, JobState
from sistercities.imports.place_answers import answers_by_text, decide, places_of
from sistercities.imports.plan_edits import change_sheet, read_as
from sistercities.imports.plans import WORKBOOK
from sistercities.imports.report_lines import lines_of, outcome_counts
from sistercities.imports.tidying import discard
from sistercities.management.date_options import DATE_OPTIONS, date_answers, open_questions
from sistercities.management.sheet_options import columns_chosen, headings_chosen, pairs, words_by_field


class Command(BaseCommand):
    help = "Check a spreadsheet and say what it would change; with --apply, take it in, whole or not at all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file",
            type=Path,
            help="csv, tsv, txt, xlsx, xls, ods, et, docx with a table, or a zip of one with its photos",
        )
        choices = [*kinds(), *expansions(), WORKBOOK]
        parser.add_argument("--kind", default="", choices=choices, help="what its rows are; left out, each sheet tells")
        parser.add_argument("--apply", action="store_true", help="take it in if nothing in it is wrong")
        parser.add_argument("--by", metavar="USERNAME", help="whose rights count and whose name history gets")
        parser.add_argument("--files", type=Path, metavar="FOLDER", help="where the files lie that it names")
        parser.add_argument("--map", action="append", default=[], metavar="HEADING=FIELD", help="what a column means")
        parser.add_argument("--constant", action="append", default=[], metavar="FIELD=VALUE", help="one for all rows")
        parser.add_argument(
            "--order", action="append", default=[], metavar="FIELD=dmy|mdy|ymd", help="how dates are written"
        )
        for aspect, (answers, words) in DATE_OPTIONS.items():
            parser.add_argument(f"--{aspect}", action="append", default=[], metavar=f"FIELD={answers}", help=words)
        parser.add_argument(
            "--word", action="append", default=[], metavar="FIELD:WORD=VALUE", help="what a word of the file means"
        )
        parser.add_argument(
            "--place", action="append", default=[], metavar="TEXT=SLUG", help="which place a text means"
        )
        parser.add_argument("--headings", default="", metavar="ROW|ROW-ROW|none[:ROW]", help="where its headings stand")
        parser.add_argument("--encoding", default="", help="that of a text file, where it is not found out")
        parser.add_argument(
            "--add-new-places", action="store_true", help="add all places about which there is no doubt"
        )
        parser.add_argument("--blank-clears", action="store_true", help="empty cells empty what is recorded")
        parser.add_argument("--good-rows", action="store_true", help="take in the good rows although others are wrong")

    def handle(self, *args: Any, **options: Any) -> None:
        person = self._person(options["by"])
        try:
            with self._opened(options["file"]) as file:
                job = jobs.create(person, File(file, name=options["file"].name), options["kind"], options["files"])
            self._work(job, person, options)
        except SheetRefused as refusal:
            raise CommandError("\n".join(refusal.sentences)) from refusal
        except PermissionDenied as refusal:
            raise CommandError(_("%(name)s may not import this.") % {"name": options["by"]}) from refusal

    def _work(self, job: ImportJob, person: User | None, options: dict[str, Any]) -> None:
        try:
            self._check(job, person, options)
            if options["apply"]:
                self._apply(job)
        finally:
            # What was taken in can be looked at and taken back in the admin.
            if job.state != JobState.APPLIED:
                discard(job)

    def _check(self, job: ImportJob, person: User | None, options: dict[str, Any]) -> None:
        self._check_rights(job, person)
        self._decide(job, options)
        jobs.start_check(job, in_background=False)
        running.check(str(job.pk))
        job.refresh_from_db()
        self._tell(job)
        if not options["apply"]:
            self.stdout.write(_("Nothing is wrong. Nothing was changed yet: add --apply."))

    def _apply(self, job: ImportJob) -> None:
        jobs.start_apply(job, in_background=False)
        running.apply(str(job.pk))
        job.refresh_from_db()
        if job.state != JobState.APPLIED:
            raise CommandError(job.problem)
        self.stdout.write(_("Taken in."))

    def _decide(self, job: ImportJob, options: dict[str, Any]) -> None:
        """What the options say of the plan and of places. Raises SheetRefused for what cannot be."""
        problems = read_as(job, options["encoding"]) if options["encoding"] else []
        constants, answers = pairs(options["constant"]), date_answers(options)
        words = words_by_field(pairs(options["word"]))
        header = headings_chosen(options["headings"])
        for position in [sheet["position"] for sheet in job.plan["sheets"] if sheet["is_read"]]:
            problems += change_sheet(job, position, {"header": header}) if header else []
            sheet = next(sheet for sheet in job.plan["sheets"] if sheet["position"] == position)
            edits = {
                "columns": columns_chosen(sheet, pairs(options["map"])),
                "constants": constants,
                "answers": answers,
                "words": words,
            }
            if any(edits.values()):
                problems += change_sheet(job, sheet["position"], edits)
        job.decisions |= {"blank_clears": options["blank_clears"], "apply_good_rows": options["good_rows"]}
        if not problems and (options["place"] or options["add_new_places"]):
            problems += self._decide_places(job, options)
        if problems:
            raise SheetRefused(*problems)
        job.save()

    def _decide_places(self, job: ImportJob, options: dict[str, Any]) -> list[str]:
        answers = answers_by_text(places_of(job), pairs(options["place"]))
        return decide(job, answers, add_all_new=options["add_new_places"])

    def _check_rights(self, job: ImportJob, person: User | None) -> None:
        if person is None:
            return
        for sheet in job.plan["sheets"]:
            wide = expansions().get(sheet["kind"])
            parts = [part.kind for part in wide.parts] if wide else [sheet["kind"]]
            if sheet["is_read"] and not all(may(person, "import", kinds()[kind]._meta.model) for kind in parts):
                raise PermissionDenied

    def _tell(self, job: ImportJob) -> None:
        """What came of the check. Raises CommandError when that is nothing good."""
        for sheet in job.plan["sheets"]:
            for note in [*sheet["notes"], *open_questions(sheet)] if sheet["is_read"] else ():
                self.stdout.write(note)
        for note in [*job.plan["notes"], *effects_of_answers(job.plan)]:
            self.stdout.write(note)
        if job.state != JobState.CHECKED:
            raise CommandError(job.problem)
        for line in outcome_counts(job):
            self.stdout.write(line)
        wrong = list(lines_of(job))
        for line in wrong:
            self.stderr.write(line)
        if wrong and not job.decisions.get("apply_good_rows"):
            raise CommandError(_("Nothing was taken in. Correct these rows and try again."))

    def _person(self, name: str | None) -> User | None:
        if not name:
            return None
        person = get_user_model().objects.filter(username=name).first()
        if person is None:
            raise CommandError(_("There is no account called %(name)s.") % {"name": name})
        return person

    def _opened(self, path: Path) -> IO[bytes]:
        try:
            return path.open("rb")
        except OSError as error:
            raise CommandError(_("%(path)s cannot be read.") % {"path": path}) from error
