"""The lists: few queries whatever the number of rows, filters over what occurs, search in both languages."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from media.models import MediaItem
from partnerships.models import (
    Agreement,
    City,
    Exchange,
    Honour,
    Partnership,
    Source,
    Story,
)
from tests import factories, people
from tests.admin.forms import address

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
MAKERS: dict[type[models.Model], Callable[[], Any]] = {
    City: lambda: factories.city(parent=factories.city()),
    Partnership: factories.partnership,
    Agreement: factories.agreement,
    Exchange: lambda: factories.exchange(cities=[factories.city()], fields=[factories.field()]),
    Honour: lambda: factories.honour(partnership=factories.partnership()),
    Story: lambda: factories.story(cities=[factories.city()]),
    Source: factories.source,
    MediaItem: factories.photo,
}


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("model", MAKERS, ids=lambda model: model.__name__)
def test_list_asks_no_more_for_many_rows_than_for_few(signed_in: SignIn, model: type[models.Model]) -> None:
    client = signed_in(people.superuser())
    url = address(model, "changelist")
    for _number in range(3):
        MAKERS[model]()
    few = queries(client, url)
    for _number in range(20):
        MAKERS[model]()
    assert queries(client, url) == few <= 25


@pytest.mark.parametrize("model", [Partnership, Agreement], ids=lambda model: model.__name__)
def test_suggestions_ask_no_more_for_many_rows_than_for_few(signed_in: SignIn, model: type[models.Model]) -> None:
    client = signed_in(people.superuser())
    asked = f"app_label=partnerships&model_name=exchange&field_name={model._meta.model_name}"
    url = f"{reverse('admin:autocomplete')}?{asked}"
    MAKERS[model]()
    few = queries(client, url)
    for _number in range(10):
        MAKERS[model]()
    assert queries(client, url) == few


def found(client: Client, model: type[models.Model], **query: str) -> list[models.Model]:
    response = client.get(address(model, "changelist"), query)
    assert response.status_code == 200, response.headers
    return list(response.context["cl"].result_list)


def test_search_finds_a_city_in_either_language_and_without_accents(signed_in: SignIn) -> None:
    city = factories.city(name_en="Zürich", name_zh_hans="苏黎世")
    factories.city(name_en="Bern", name_zh_hans="伯尔尼")
    client = signed_in(people.viewer())
    for query in ("zurich", "ZÜRICH", "苏黎", "zurich"):
        assert found(client, City, q=query) == [city]


def test_search_finds_partnerships_and_their_documents_by_the_names_of_the_cities(signed_in: SignIn) -> None:
    partnership = factories.partnership(partner_city=factories.city(name_en="Bangkok", name_zh_hans="曼谷"))
    agreement = factories.agreement(partnership=partnership)
    visit = factories.exchange(cities=[partnership.partner_city, factories.city(name_en="Bangkok Noi")])
    factories.agreement()
    factories.exchange()
    client = signed_in(people.viewer())
    assert found(client, Partnership, q="曼谷") == [partnership]
    assert found(client, Agreement, q="bangkok") == [agreement]
    assert found(client, Exchange, q="bangkok") == [visit]


def test_suggestions_for_a_city_are_searched_in_both_languages(signed_in: SignIn) -> None:
    factories.city(name_en="Bangkok", name_zh_hans="曼谷")
    factories.city(name_en="Bern", name_zh_hans="伯尔尼")
    asked = {"app_label": "partnerships", "model_name": "partnership", "field_name": "partner_city", "term": "曼谷"}
    answer = signed_in(people.editor()).get(reverse("admin:autocomplete"), asked).json()
    assert [row["text"] for row in answer["results"]] == ["Bangkok"]


def test_filters_offer_only_what_occurs(signed_in: SignIn) -> None:
    factories.city(country="TH")
    factories.city(country="CH")
    filters = signed_in(people.viewer()).get(address(City, "changelist")).context["cl"].filter_specs
    titles = {str(spec.title): spec for spec in filters}
    changelist = signed_in(people.viewer()).get(address(City, "changelist")).context["cl"]
    choices = [str(choice["display"]) for choice in titles["country or region"].choices(changelist)]
    assert choices == ["All", "Switzerland", "Thailand"]
    assert "level" not in titles


def test_range_of_vague_dates_finds_what_lies_in_it(signed_in: SignIn) -> None:
    visits = {text: factories.exchange(starts_on=text) for text in ("", "2010", "2011-09", "2011-09-26~", "2012-01-01")}
    client = signed_in(people.viewer())

    def dated(start: str, end: str) -> set[str]:
        rows = found(client, Exchange, starts_on__from=start, starts_on__until=end)
        return {visit.starts_on.text for visit in rows}

    assert dated("2011", "2011") == {"2011-09", "2011-09-26~"}
    assert dated("", "2010") == {"2010"}
    assert dated("September 2011", "") == {"2011-09", "2011-09-26~", "2012-01-01"}
    assert dated("31/02/2011", "") == set(visits)


def test_range_filter_keeps_search_and_other_filters(signed_in: SignIn) -> None:
    visit = factories.exchange(title="Visit", kind="forum", starts_on="2011")
    factories.exchange(title="Visit again", kind="visit", starts_on="2011-01")
    client = signed_in(people.viewer())
    query = {"q": "visit", "kind__exact": "forum", "starts_on__from": "2011"}
    assert found(client, Exchange, **query) == [visit]
    page = client.get(address(Exchange, "changelist"), query).content.decode()
    assert page.count('<input type="hidden" name="kind__exact" value="forum">') >= 2


def test_states_are_told_in_words_for_each_language(signed_in: SignIn) -> None:
    factories.city(published="zh-hans")
    page = signed_in(people.viewer()).get(address(City, "changelist")).content.decode()
    assert '<span class="state state-draft">Draft</span>' in page
    assert '<span class="state state-published">Published</span>' in page


ABSURD = [
    "foo__bar=1",
    "p=999999",
    "p=-3",
    "p=x",
    "p=1e400",
    "q=%00",
    "q=" + "x" * 5000,
    "q=%27%22%3B--",
    "o=99",
    "o=x.y.-",
    "o=999999999999999999999",
    "e=1",
    "_facets=1",
    "all=",
    "state_en__exact=%00",
    "language__exact=%00",
    "username__startswith=%00",
    "state_en__exact=nonsense",
    "home_city__id__exact=x",
    "home_city__id__exact=99999999999999999999999",
    "changed_at__range__gte=0001-01-01",
    "changed_at__range__gte=nonsense&changed_at__range__lte=9999-12-31",
    "starts_on__from=%00&starts_on__until=0000",
    "starts_on__from=9999-99-99&starts_on__from=2",
    "_to_field=password",
    "_popup=1&_to_field=id",
    "created_by__password__startswith=a",
]


@pytest.mark.parametrize("query", ABSURD)
def test_absurd_query_of_a_list_is_no_error_of_ours(signed_in: SignIn, query: str) -> None:
    factories.exchange()
    client = signed_in(people.superuser())
    for model in (City, Exchange, Source, User):
        response = client.get(f"{address(model, 'changelist')}?{query}")
        assert response.status_code in {200, 302, 400}, model


@pytest.mark.parametrize("key", ["99999999999999999999999", "x", "0", "-1", "%00", "1%00", "\U0001f600"])
@pytest.mark.parametrize("page", ["change", "history", "delete"])
def test_absurd_key_of_a_record_is_no_error_of_ours(signed_in: SignIn, key: str, page: str) -> None:
    client = signed_in(people.superuser())
    for url in (f"/admin/partnerships/city/{key}/{page}/", f"/admin/partnerships/city/{key}/"):
        assert client.get(url).status_code in {200, 301, 302, 404}


@pytest.mark.parametrize("model", MAKERS, ids=lambda model: model.__name__)
def test_pages_of_every_kind_open_for_every_role(signed_in: SignIn, model: type[models.Model]) -> None:
    record = MAKERS[model]()
    for person in (people.viewer(), people.publisher(), people.importer(), people.administrator()):
        client = signed_in(person)
        for url in (address(model, "changelist"), address(record, "change"), address(record, "history")):
            assert client.get(url).status_code == 200, (person.groups.all(), url)


def test_partnership_form_lists_what_belongs_to_it_with_a_way_to_all(signed_in: SignIn) -> None:
    partnership = factories.partnership()
    visits = [factories.exchange(partnership=partnership) for _number in range(12)]
    other = factories.exchange()
    client = signed_in(people.viewer())
    page = client.get(address(partnership, "change")).content.decode()
    assert page.count("/admin/partnerships/exchange/") >= 11
    assert "All 12" in page
    listed = found(client, Exchange, partnership__id__exact=str(partnership.pk))
    assert set(listed) == set(visits)
    assert other not in listed
