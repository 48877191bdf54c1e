"""Words that a column's values do not know are asked about once for the column."""

from typing import Any

import pytest
from django.core.management import call_command

from partnerships.models import Agreement, Partnership
from sistercities.imports.models import ImportJob
from sistercities.imports.plan_edits import change_sheet
from sistercities.imports.plan_memory import remember
from tests.imports.files import csv_bytes
from tests.imports.planning import job_of, planned, refused, rows_of
from tests.imports.walking import Walk, url, walk, worker  # noqa: F401 (fixtures)

pytestmark = pytest.mark.django_db
HEADINGS = ("Home city", "Sister city", "Country", "kind", "Current status")
ROWS = (
    ["Chongqing", "Lyon", "Gallia", "Treaty of Love", "fine"],
    ["Chongqing", "Pisa", "Italy", "memorandum", "fine"],
    ["Chongqing", "Bari", "Italy", "treaty of  love", "unknown"],
)
HOME = {"home_country": "CN", "tie_class": "sister_city"}


def tie_job(**edits: Any) -> ImportJob:
    job = job_of("a.csv", csv_bytes(HEADINGS, *ROWS), "ties", constants=HOME, **edits)
    job.decisions["all_new_places"] = True
    return job


def asked(job: ImportJob) -> list[str]:
    return [each["field"] for each in job.plan["sheets"][0]["questions"] if each["kind"] == "words"]


def test_each_word_that_is_no_value_of_its_field_is_asked_about_once() -> None:
    sheet = planned("a.csv", csv_bytes(HEADINGS, *ROWS), "ties")
    assert {column["field"]: column["unknown_words"] for column in sheet["columns"] if column["unknown_words"]} == {
        "country": {"country": ["Gallia"]},
        "kind": {"kind": ["treaty of love"]},
        "status": {"status": ["fine"]},
    }
    (question,) = [each for each in sheet["questions"] if each["kind"] == "words" and each["field"] == "kind"]
    assert (
        question["sentence"]
        == "What do these words mean here: “treaty of love”? Their rows are wrong until it is said."
    )


def test_one_answer_holds_for_all_rows_in_every_writing_of_the_word() -> None:
    words = {"kind": {"Treaty of Love": "protocol"}, "status": {"fine": "in_force"}, "country": {"Gallia": "France"}}
    job = tie_job(words=words)
    assert asked(job) == []
    assert [row["kind"] for row in rows_of(job, "agreements")] == ["protocol", "memorandum", "protocol"]
    assert [row.get("status") for row in rows_of(job, "partnerships")] == ["in_force", "in_force", None]
    assert {row["country"] for row in rows_of(job, "cities")} == {"CN", "FR", "IT"}


def test_a_word_may_stand_for_nothing() -> None:
    job = tie_job(words={"kind": {"treaty of love": "-"}, "country": {"Gallia": "FR"}, "status": {"fine": "-"}})
    assert [row["kind"] for row in rows_of(job, "agreements")] == ["memorandum"]
    assert refused(rows_of(job, "partnerships")) == []


@pytest.mark.parametrize("words", [{"kind": {"x": "galaxy"}}, {"country": {"x": "Gallia"}}, {"no_field": {"x": "y"}}])
def test_an_answer_that_is_no_value_is_not_kept(words: dict[str, dict[str, str]]) -> None:
    job = tie_job()
    assert len(change_sheet(job, 0, {"words": words})) == 1
    assert asked(job) == ["country", "kind", "status"]


def test_an_answer_is_remembered_for_the_same_headings() -> None:
    job = tie_job(words={"kind": {"treaty of love": "protocol"}})
    remember(job)
    assert asked(tie_job()) == ["country", "status"]


def test_going_on_without_an_answer_says_what_comes_of_it(walk: Walk) -> None:  # noqa: F811
    walk.uploaded(csv_bytes(HEADINGS, *ROWS), kind="ties")
    sent = {"is_read": "on", "go": "on", "constant-tie_class": "sister_city"}
    page = walk.client.post(url(walk.job, "columns"), sent, follow=True)
    (warning,) = map(str, page.context["messages"])
    walk.client.post(url(walk.job, "places"), {"all_new": "on", "go": "stay"})
    walk.check_again()
    assert warning in walk.text("preview")
    told = {"word:kind:Treaty of Love": "protocol", "word:country:Gallia": "FR", "word:status:fine": "in_force"}
    page = walk.client.post(url(walk.job, "columns"), sent | told, follow=True)
    assert list(page.context["messages"]) == []


def test_words_are_answered_in_the_form_of_the_columns(walk: Walk) -> None:  # noqa: F811
    page = walk.uploaded(csv_bytes(HEADINGS, *ROWS), kind="ties").content.decode()
    assert '<select name="word:kind:treaty of love">' in page
    walk.client.post(url(walk.job, "columns"), {"is_read": "on", "word:kind:treaty of love": "protocol"})
    assert walk.job.plan["sheets"][0]["words"] == {"kind": {"treaty of love": "protocol"}}
    assert '<option value="protocol" selected>' in walk.text("columns")


def test_the_command_takes_the_same_answers(tmp_path: Any) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(csv_bytes(HEADINGS, *ROWS))
    options = ["--kind=ties", "--constant=home_country=CN", "--constant=tie_class=sister_city", "--add-new-places"]
    words = ["--word=kind:treaty of love=protocol", "--word=country:Gallia=FR", "--word=status:fine=in_force"]
    call_command("import_sheet", str(file), *options, *words, "--apply")
    assert (Partnership.objects.count(), Agreement.objects.filter(kind__slug="protocol").count()) == (3, 2)
