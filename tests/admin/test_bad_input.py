"""Whatever is typed into a form, the answer is a form with sentences, never an error page.

Nothing of it is taken for HTML.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import models
from django.test import Client

from partnerships.models import (
    Agreement,
    AgreementKind,
    City,
    CityGroup,
    Exchange,
    Field,
    Honour,
    Partnership,
    SiteProfile,
    Source,
    Story,
)
from tests import factories, people
from tests.admin.forms import address, errors, save

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
MODELS = [
    City,
    Partnership,
    Agreement,
    Exchange,
    Honour,
    Story,
    Source,
    Field,
    AgreementKind,
    CityGroup,
    SiteProfile,
    User,
]
HOSTILE = [
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "Bang\u202ekok",
    "B" * 110,
    "🏙️🤝🏽",
    "{{ 7|add:7 }}{% now %}",
    "%s %(name)s %d 100%",
]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_empty_form_of_a_new_record_is_answered_with_sentences(signed_in: SignIn, model: type[models.Model]) -> None:
    client = signed_in(people.superuser())
    shown = client.get(address(model, "add"))
    rows = {
        f"{inline.formset.prefix}-{name}_FORMS": 0
        for inline in shown.context["inline_admin_formsets"]
        for name in ("TOTAL", "INITIAL")
    }
    response = client.post(address(model, "add"), rows)
    assert response.status_code == 302 if model is SiteProfile else errors(response)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_far_too_long_and_senseless_values_are_answered_with_sentences(
    signed_in: SignIn, model: type[models.Model]
) -> None:
    client = signed_in(people.superuser())
    url = address(model, "add")
    senseless = dict.fromkeys(client.get(url).context["adminform"].form.fields, "x'\"\x00<" + "long " * 500)
    response = client.post(url, senseless)
    assert response.status_code == 200
    assert response.context["adminform"].form.errors


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("latitude", "91", "less than or equal to 90"),
        ("longitude", "-180.5", "greater than or equal to -180"),
        ("latitude", "nan", "Enter a number"),
        ("latitude", "29.5", "or neither"),
        ("population", "-1", "greater than or equal to 0"),
        ("population", "99999999999999999999", "less than or equal to"),
        ("area_km2", "1e99", "digits"),
        ("website", "javascript:alert(1)", "valid URL"),
        ("time_zone", "Moon/Tranquility", "no time zone"),
        ("wikidata_id", "Q0", "valid value"),
        ("country", "XX", "valid choice"),
        ("parent", "999999", "valid choice"),
        ("slug", "no spaces", "valid “slug”"),
        ("name_en", "x" * 121, "at most 120"),
        ("publish_at_0", "2024-13-01", "valid date"),
    ],
)
def test_senseless_value_of_a_city_is_named(signed_in: SignIn, field: str, value: str, sentence: str) -> None:
    given = {"name_en": "Bangkok", "country": "TH", field: value}
    assert any(sentence in error for error in errors(save(signed_in(people.editor()), City, **given)))
    assert not City.objects.filter(name_en="Bangkok").exists()


@pytest.mark.parametrize(
    "value", ["31/02/2011", "2011-13", "2011-02-30", "yesterday", "0000", "20111", "-1", "٢٠١١-١٣"]
)
def test_impossible_date_is_named_and_kept_in_the_form(signed_in: SignIn, value: str) -> None:
    given = {"home_city": factories.home_city().pk, "title_en": "Visit", "kind": "visit", "starts_on": value}
    response = save(signed_in(people.editor()), Exchange, **given)
    assert response.context["adminform"].form.errors.keys() == {"starts_on"}
    assert value in response.content.decode()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("name", ["publish_at", "withdraw_at"])
def test_moment_that_no_database_holds_everywhere_is_named(signed_in: SignIn, name: str, day: str) -> None:
    city = factories.city()
    client = signed_in(people.publisher())
    [sentence] = errors(save(client, city, **{f"{name}_0": day, f"{name}_1": "00:00"}))
    assert sentence.startswith("Ensure this value is")


def test_end_before_the_beginning_is_named(signed_in: SignIn) -> None:
    response = save(signed_in(people.editor()), factories.exchange(starts_on="2018-05"), ends_on="2018-04")
    assert errors(response) == ["It cannot end before it begins."]


def test_second_partnership_of_a_pair_is_named(signed_in: SignIn) -> None:
    first = factories.partnership()
    given = {"home_city": first.home_city_id, "partner_city": first.partner_city_id, "tie_class": "contact"}
    sentences = errors(save(signed_in(people.editor()), Partnership, **given))
    assert sentences == ["These two cities have a partnership already. Add the document to it."]


def test_second_agreement_of_a_kind_and_day_is_named_and_stored_with_distinguishing_words(signed_in: SignIn) -> None:
    first = factories.agreement()
    client = signed_in(people.editor())
    given = {"partnership": first.partnership_id, "kind": first.kind_id, "signed_on": "2011-09-26", "title_en": "Two"}
    assert "tell them apart" in errors(save(client, Agreement, **given))[0]
    assert save(client, Agreement, wording="on trade", **given).status_code == 302


def test_second_exchange_of_a_title_and_day_is_named(signed_in: SignIn) -> None:
    first = factories.exchange(title_en="Visit of the mayor", starts_on="2018-05")
    given = {"home_city": first.home_city_id, "kind": "visit", "starts_on": "2018-05", "title_en": "visit of the MAYOR"}
    assert errors(save(signed_in(people.editor()), Exchange, **given)) == [
        "An exchange with this title and date is recorded already."
    ]


def test_second_city_of_a_short_name_is_named(signed_in: SignIn) -> None:
    factories.city(slug="bangkok")
    given = {"name_en": "Bangkok", "country": "TH", "slug": "bangkok"}
    assert "already exists" in errors(save(signed_in(people.editor()), City, **given))[0]


def test_same_other_name_twice_is_named(signed_in: SignIn) -> None:
    rows: dict[str, Any] = {"other_names-TOTAL_FORMS": 2}
    for number in range(2):
        rows |= {f"other_names-{number}-name": "Krung Thep", f"other_names-{number}-language": "th"}
    assert errors(save(signed_in(people.editor()), factories.city(), **rows))


def test_manipulated_rows_are_answered_with_sentences(signed_in: SignIn) -> None:
    client = signed_in(people.editor())
    city = factories.city()
    for total in ("x", "-1", "99999999"):
        response = save(client, city, **{"other_names-TOTAL_FORMS": total})
        assert response.status_code in {200, 302}
    foreign = factories.city().other_names.create(name="Elsewhere")
    row = {"other_names-TOTAL_FORMS": 1, "other_names-INITIAL_FORMS": 1, "other_names-0-id": foreign.pk}
    assert save(client, city, **row, **{"other_names-0-name": "Stolen"}).status_code in {200, 302}
    foreign.refresh_from_db()
    assert foreign.name == "Elsewhere"


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_name_is_text_in_list_form_history_and_deletion(signed_in: SignIn, name: str) -> None:
    client = signed_in(people.administrator())
    response = save(client, City, name_en=name, name_zh_hans="曼谷", country="TH", **{"other_names-TOTAL_FORMS": 0})
    assert response.status_code == 302
    city = City.objects.get()
    save(client, city, internal_remarks=name)
    factories.partnership(partner_city=city)
    partnership = Partnership.objects.get()
    raw = name.encode()
    for url in (
        "/admin/",
        address(City, "changelist"),
        address(City, "changelist") + "?q=bang",
        address(city, "change"),
        address(city, "history"),
        address(city, "delete"),
        address(Partnership, "changelist"),
        address(partnership, "change"),
        address(partnership, "delete"),
    ):
        page = client.get(url)
        assert page.status_code == 200
        assert b"<script>alert" not in page.content
        assert b"<img src=x" not in page.content
        if url == address(city, "change") and not set(name) & set("<>\"'&"):
            assert raw in page.content


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_name_is_text_in_the_message_of_a_refused_step(signed_in: SignIn, name: str) -> None:
    city = factories.city(name_en=name)
    client = signed_in(people.publisher())
    page = client.post(address(city, "step"), {"step": "publish:zh-hans"}, follow=True)
    assert page.status_code == 200
    assert b"<script>alert" not in page.content
    assert "is empty" in page.content.decode()


def test_rich_text_is_stored_without_what_could_run(signed_in: SignIn) -> None:
    story = factories.story()
    body = (
        '<h2 onclick="x()">Title</h2><p style="color:red">Text <a href="javascript:x()" target="_blank">a</a>'
        '<a href="https://example.org/">b</a></p><script>x()</script><iframe src="https://example.org"></iframe>'
    )
    assert save(signed_in(people.editor()), story, body_en=body, body_zh_hans="<p></p>").status_code == 302
    story.refresh_from_db()
    assert story.body_en == (
        '<h2>Title</h2><p>Text <a rel="noopener">a</a><a href="https://example.org/" rel="noopener">b</a></p>'
    )
    assert not story.body_zh_hans
