"""What a list of ties leaves open, or cannot bring, is told in the words of its owner."""

from typing import Any

import pytest

from sistercities.imports import jobs, running
from sistercities.imports.models import ImportJob
from sistercities.imports.plans import notes_of_check
from sistercities.imports.report_lines import lines_of
from sistercities.imports.transformations import split_partners
from tests.imports.files import csv_bytes
from tests.imports.planning import job_of, meanings, planned, rows_of

pytestmark = pytest.mark.django_db
HOME = {"home_city": "Chongqing", "home_country": "CN", "tie_class": "sister_city"}


def checked_with_new_places(name: str, data: bytes, constants: dict[str, str], **edits: Any) -> ImportJob:
    job = job_of(name, data, "ties", constants=constants, **edits)
    job.decisions["all_new_places"] = True
    job.save()
    jobs.start_check(job, in_background=False)
    running.check(str(job.pk))
    job.refresh_from_db()
    return job


def test_a_name_of_two_characters_that_is_no_country_leaves_the_place_undecided() -> None:
    data = csv_bytes(("我方城市", "外方城市", "国家", "类别"), ["重庆", "名古屋", "日苯", "友好城市"])
    job = job_of("友城.csv", data, "ties", columns={3: {"field": "tie_class"}}, constants={"home_country": "CN"})
    job.decisions["all_new_places"] = True
    assert [each["name_zh_hans"] for each in rows_of(job, "cities")] == ["重庆"]


def test_a_tie_whose_city_cannot_be_added_says_so_by_the_name_that_its_owner_wrote() -> None:
    data = csv_bytes(("Sister city", "Country", "Latitude"), ["名古屋", "Japan", "91"])
    job = checked_with_new_places("a.csv", data, HOME)
    told = [line for line in lines_of(job) if "名古屋" in str(line)]
    assert ["its own cells are wrong" in str(line) for line in told] == [True]
    assert not [line for line in lines_of(job) if "ming-gu-wu" in str(line)]


def test_cells_of_a_document_whose_kind_is_not_told_are_named() -> None:
    data = csv_bytes(
        ("Sister city", "Country", "Agreement title"), ["Lyon", "France", "Charter"], ["Riga", "Latvia", ""]
    )
    job = checked_with_new_places("a.csv", data, HOME, columns={2: {"field": "title_en"}})
    (note,) = notes_of_check(job.plan)
    assert note.startswith("Row 2 fills Title (English), but not “Kind”")


def test_the_title_of_an_agreement_is_known_in_a_list_of_ties() -> None:
    data = csv_bytes(("外方城市", "国家", "协议名称"), ["里昂", "法国", "友好城市协议书"])
    assert meanings(planned("友城.csv", data, "ties"))["协议名称"] == "title_zh_hans"


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("Kyoto (Giappone), Reims (Francia) e Philadelphia (USA)", 3),
        ("Lyon (France) and Graz (Austria)", 2),
        ("里昂（法国）和格拉茨（奥地利）", 2),
        ("Mostar (Bosnia and Herzegovina)", 1),
        ("Brighton and Hove (UK)", 1),
    ],
)
def test_last_of_several_partners_may_stand_behind_an_and(cell: str, parts: int) -> None:
    assert len(split_partners(cell)) == parts
