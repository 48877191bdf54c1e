"""A form that is refused is shown again with the photo that is stored, whatever was typed as its short name."""

import pytest
from django.test import Client

from tests import people
from tests.admin.forms import address
from tests.public.site_of_everything import pictured

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["", "another-name", "no short name!", "x" * 300])
def test_refused_form_still_shows_its_photo(client: Client, typed: str) -> None:
    photo = pictured()
    client.force_login(people.publisher())
    response = client.post(address(photo, "change"), {"slug": typed})
    assert response.status_code == 200
    assert response.context["errors"]
    page = response.content.decode()
    assert f"/files/{photo.slug}/" in page
    assert f"/files/{typed}/" not in page
