"""For each choice that a list offers its visitors, the API lists what the page does."""

import re

import pytest
from django.test import Client

from partnerships.api.filters import filters_of
from partnerships.api.views import Agreements, Cities, Exchanges, Photos, Stories
from sistercities.common.languages import CONTENT_LANGUAGES
from tests import factories
from tests.public.site_of_everything import rows

pytestmark = pytest.mark.django_db
LISTS = {"cities": Cities, "agreements": Agreements, "exchanges": Exchanges, "stories": Stories, "photos": Photos}
CONTROL = re.compile(r"<(?:input|select)\b[^>]*\bname=\"(\w+)\"[^>]*>(?:((?:(?!</select>).)*)</select>)?", re.DOTALL)
VALUE = re.compile(r'\bvalue="([^"]+)"')


def offered(body: str, names: set[str]) -> set[tuple[str, str]]:
    """Parameters with the values that a page's form offers for them."""
    found = set()
    for control in CONTROL.finditer(body):
        values = VALUE.findall(control[2] or control[0])
        found |= {(control[1], value) for value in values if control[1] in names}
    return found


@pytest.mark.parametrize("language", CONTENT_LANGUAGES)
@pytest.mark.parametrize("name", LISTS)
def test_api_lists_what_the_page_does_for_each_choice(client: Client, name: str, language: str) -> None:
    site = rows(2)
    factories.exchange(published=True, home_city=site["home"], kind="aid", starts_on="1999", title="Ferry")
    factories.agreement(published="en", partnership=site["partnership"], signed_on="1987-05", title_en="Ferry")
    known = set(filters_of(LISTS[name]))
    choices = offered(client.get(f"/{language}/{name}/").content.decode(), known)
    asked = {parameter for parameter, _value in choices}
    assert len(asked) > 1
    for parameter, value in [*sorted(choices), *((each, "Ferry") for each in known)]:
        page = client.get(f"/{language}/{name}/", {parameter: value}).context["object_list"]
        told = client.get(f"/api/v1/{language}/{name}/", {parameter: value, "fields": "slug"}).json()
        shown = [record.slug for record in page]
        assert [row["slug"] for row in told["results"]] == shown, (parameter, value)
        assert told["count"] == len(shown), (parameter, value)
