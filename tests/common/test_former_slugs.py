"""A short name that changes: the old address leads on for ever, and nobody else takes it over."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from partnerships.models import City
from sistercities.common.former_slugs import former_slugs
from sistercities.common.history import Act, change, history_of, revert
from sistercities.common.records import Record
from sistercities.imports.models import RowOutcome
from tests import factories, people
from tests.admin.forms import errors, save
from tests.imports.taking_in import checked_job, outcomes
from tests.public.site_of_everything import pictured, rows

pytestmark = pytest.mark.django_db


def rename(record: Record, slug: str) -> None:
    with change(None, Act.EDIT) as changes:
        changes.lock(record)
        record.slug = slug
        record.full_clean()
        record.save()


def names_kept() -> list[str]:
    return sorted(former_slugs(City).values_list("slug", flat=True))


@pytest.mark.parametrize("name", ["city", "partnership", "agreement", "exchange", "honour", "story"])
def test_old_address_leads_to_the_new_one_and_keeps_its_query(client: Client, name: str) -> None:
    record = rows(1)[name]
    old = record.get_absolute_url()
    rename(record, "another-name")
    response = client.get(f"{old}?page=2")
    assert (response.status_code, response.headers["Location"]) == (301, f"{record.get_absolute_url()}?page=2")
    assert client.get(record.get_absolute_url()).status_code == 200


def test_old_address_leads_on_after_a_second_change(client: Client) -> None:
    city = factories.city(published=True, slug="first")
    rename(city, "second")
    rename(city, "third")
    for old in ("first", "second"):
        assert client.get(f"/en/cities/{old}/").headers["Location"] == "/en/cities/third/"


@pytest.mark.parametrize("published", [False, "zh-hans"])
def test_old_address_of_what_is_hidden_here_is_not_found(client: Client, published: bool | str) -> None:
    city = factories.city(published=published, slug="first")
    rename(city, "second")
    assert client.get("/en/cities/first/").status_code == 404
    assert ("second" in client.get("/en/cities/first/").content.decode()) is False


def test_old_addresses_of_a_photo_and_its_file_lead_on(client: Client, settings: object) -> None:
    photo = pictured()
    page, file = photo.get_absolute_url(), f"/files/{photo.slug}/content-1.jpg"
    missing = client.get("/files/no-such-photo/content-1.jpg").status_code
    before = client.get(file).status_code
    rename(photo, "another-photo")
    assert client.get(page).headers["Location"] == "/en/photos/another-photo/"
    assert (client.get(file).status_code, missing) == (before, 404)


def test_name_that_comes_back_is_former_no_more(client: Client) -> None:
    city = factories.city(published=True, slug="first")
    rename(city, "second")
    rename(city, "first")
    assert names_kept() == ["second"]
    assert client.get("/en/cities/first/").status_code == 200


def test_change_taken_back_in_history_leads_back(client: Client) -> None:
    city = factories.city(published=True, slug="first")
    rename(city, "second")
    revision = history_of(city).first()
    assert revision is not None
    revert(revision, None)
    assert names_kept() == ["second"]
    assert client.get("/en/cities/second/").headers["Location"] == "/en/cities/first/"


def test_former_name_is_taken_over_by_no_other_record() -> None:
    city = factories.city(slug="first", name="Bangkok")
    rename(city, "second")
    with pytest.raises(ValidationError, match="was the short name of “Bangkok”"):
        factories.city(slug="first")
    assert factories.city(name="First").slug == "first-2"


def test_editor_changes_a_short_name_in_the_admin(client: Client) -> None:
    city = factories.city(slug="first")
    factories.city(slug="other")
    client.force_login(people.editor())
    save(client, city, slug="second")
    city.refresh_from_db()
    assert (city.slug, names_kept()) == ("second", ["first"])
    assert "exists" in " ".join(errors(save(client, city, slug="other")))


def test_sheet_does_not_take_a_former_name_for_a_new_record() -> None:
    rename(factories.city(slug="hue", name="Huế", country="VN"), "hue-city")
    rows_of_sheet = [("hue", "Another place", "VN"), ("vinh", "Vinh", "VN")]
    job = checked_job(("cities", ("slug", "name_en", "country"), rows_of_sheet))
    assert outcomes(job) == [RowOutcome.ERROR, RowOutcome.NEW]
