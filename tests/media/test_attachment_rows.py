"""Photos on a record's form: seen, added, captioned in both languages, ordered by mouse or by keyboard."""

from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from partnerships.models import City
from sistercities.common.history import history_of
from tests.factories import attach, city, photo
from tests.media.files import finished_photo
from tests.people import editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(editor())
    return client


def form_of(record: City) -> str:
    return reverse("admin:partnerships_city_change", args=[record.pk])


def sent(page: Any) -> dict[str, Any]:
    """What the browser sends when nothing was changed."""
    values: dict[str, Any] = {}
    forms = [page.context["adminform"].form]
    for rows in page.context["inline_admin_formsets"]:
        forms += [rows.formset.management_form, *rows.formset.forms]
    for form in forms:
        for field in form:
            value = field.value()
            values[field.html_name] = "" if value is None else value
    return {name: value for name, value in values.items() if value is not False}


def test_attached_photo_is_seen_on_the_form(staff: Client) -> None:
    place, item = city(), finished_photo()
    attach(place, item)
    assert f"/files/{item.slug}/thumb-" in staff.get(form_of(place)).content.decode()


def test_order_is_a_number_that_the_keyboard_reaches(staff: Client) -> None:
    place = city()
    attach(place, photo(), order=3)
    assert '<input type="number" name="attachments-0-order" value="3"' in staff.get(form_of(place)).content.decode()


def test_attached_photos_get_captions_and_the_order_that_was_typed(staff: Client) -> None:
    place = city()
    first, second = photo(caption="first"), photo(caption="second")
    attach(place, first, order=1)
    attach(place, second, order=2)
    page = staff.get(form_of(place))
    data = sent(page) | {
        "attachments-0-order": "5",
        "attachments-0-caption_en": "Here",
        "attachments-0-caption_zh_hans": "这里",
    }
    response = staff.post(form_of(place), data)
    assert response.status_code == HTTPStatus.FOUND, response.context["errors"]
    rows = [(row.item, row.caption_en, row.caption_zh_hans) for row in place.attachments.all()]
    assert rows == [(second, None, None), (first, "Here", "这里")]
    assert len(history_of(place)) == 1


def test_photo_is_attached_behind_the_others(staff: Client) -> None:
    place, item = city(), photo()
    attach(place, photo(), order=4)
    data = sent(staff.get(form_of(place))) | {"attachments-TOTAL_FORMS": "2", "attachments-1-item": item.pk}
    staff.post(form_of(place), data)
    assert [(row.item_id, row.order) for row in place.attachments.all()][-1] == (item.pk, 5)
