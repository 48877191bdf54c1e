"""Some five hundred bad or odd files: each is answered in clear sentences, nothing is saved, no file is left behind."""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils.translation import override

from media.models import MediaItem
from partnerships.models import Agreement, City, Exchange, Honour, Partnership, Story
from sistercities.common.history import ChangeSet
from sistercities.imports import jobs, running
from sistercities.imports.errors import SheetRefused
from sistercities.imports.models import ImportJob, JobState, StagedRow
from sistercities.imports.report_lines import lines_of
from sistercities.imports.tidying import discard
from tests import factories
from tests.imports.corpus import (
    further_documents,
    further_texts,
    further_workbooks,
    other_cases,
    text_cases,
    value_cases,
    workbook_cases,
)
from tests.imports.corpus.cases import Case, Outcome
from tests.imports.untold import english_in, untold

pytestmark = pytest.mark.django_db

CASES = [
    *text_cases.CASES,
    *value_cases.CASES,
    *workbook_cases.CASES,
    *other_cases.CASES,
    *other_cases.DAMAGED,
    *further_texts.CASES,
    *further_workbooks.CASES,
    *further_documents.CASES,
]
# What only a programmer understands. Tables are called app_model, classes in one word of several capitals.
FOREIGN = re.compile(
    r"Traceback|[a-z]Error\b|Exception|<class|object at 0x|NoneType|sqlite|psycopg|UNIQUE constraint|codec can't"
    r"|(?:partnerships|media|imports|common)_[a-z]+\b|\b(?:ImportJob|StagedRow|PartialDate|RefusedCell|SheetRefused)\b"
    r"|%\(\w+\)s|did not foresee|没有预料|\bNone\b"
)
CHINESE = re.compile("[\u4e00-\u9fff]")
CHANGED_BY_IMPORTS = (City, Partnership, Agreement, Exchange, Honour, Story, MediaItem, ChangeSet, ImportJob, StagedRow)


@pytest.fixture(scope="module", autouse=True)
def _bad_files_leave_no_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Temporary files of all the tests here go into one folder, which is empty in the end."""
    folder, usual = tmp_path_factory.mktemp("temporary"), tempfile.tempdir
    tempfile.tempdir = str(folder)
    yield
    tempfile.tempdir = usual
    assert list(folder.iterdir()) == []


def fill_register() -> None:
    """A home city, and two places of one name."""
    home = factories.home_city(slug="chongqing", name="Chongqing", country="CN")
    one = factories.city(slug="springfield-il", name="Springfield", country="US")
    factories.city(slug="springfield-ma", name="Springfield", country="US")
    factories.partnership(slug="chongqing-springfield-il", home_city=home, partner_city=one)


def stored(settings: Any) -> set[Path]:
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def records() -> dict[str, int]:
    return {model._meta.label: model._base_manager.count() for model in CHANGED_BY_IMPORTS}


def plan_sentences(job: ImportJob) -> list[str]:
    sheets = job.plan["sheets"]
    return [
        *job.plan["notes"],
        *(note for sheet in sheets for note in sheet["notes"]),
        *(question["sentence"] for sheet in sheets for question in sheet["questions"]),
        *(column["why"] for sheet in sheets for column in sheet["columns"]),
    ]


def answer(case: Case) -> tuple[Outcome, list[str], list[str], list[str]]:
    """What becomes of a file, with what is said of it, in Chinese too, and what of it cannot be told in Chinese."""
    try:
        job = jobs.create(None, ContentFile(case.data(), name=case.name), case.kind)
    except SheetRefused as refusal:
        with override("zh-hans"):
            in_chinese = list(map(str, refusal.sentences))
        return Outcome.REFUSED, refusal.sentences, in_chinese, english_in(set(in_chinese))
    try:
        job.decisions["all_new_places"] = "Atlantis" not in case.label
        job.save()
        jobs.start_check(job, in_background=False)
        running.check(str(job.pk))
        job.refresh_from_db()
        wrong = list(lines_of(job))
        with override("zh-hans"):
            in_chinese = list(lines_of(job))
        said = [*plan_sentences(job), job.problem, *wrong]
        if job.state == JobState.FAILED:
            return Outcome.ASKED, said, in_chinese, untold(job)
        return Outcome.WRONG if wrong else Outcome.READ, said, in_chinese, untold(job)
    finally:
        discard(job)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_a_bad_file_is_answered_in_sentences_and_leaves_nothing(case: Case, settings: Any) -> None:
    if case.kind != "cities":
        fill_register()
    files, before = stored(settings), records()
    outcome, said, in_chinese, only_in_english = answer(case)
    assert case.outcome in (outcome, Outcome.ANY), (outcome, said)
    assert outcome is Outcome.READ or any(filter(None, said))
    assert any(case.says in sentence for sentence in said) or not case.says, said
    assert [sentence for sentence in (*said, *in_chinese) if FOREIGN.search(_without_quotes(sentence))] == []
    assert [sentence for sentence in in_chinese if not CHINESE.search(sentence)] == []
    assert only_in_english == []
    assert (stored(settings), records()) == (files, before)


def _without_quotes(sentence: str) -> str:
    """A sentence without what it quotes from the file."""
    return re.sub(r"“.*?”|《.*?》|\(.*?\)|（.*?）", "", sentence, flags=re.DOTALL)


def test_there_are_enough_bad_files_and_each_has_a_name_of_its_own() -> None:
    assert len({case.label for case in CASES}) == len(CASES) >= 260
