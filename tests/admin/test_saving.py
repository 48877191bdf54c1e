"""Every save is one change set; none overwrites another's; what is live is changed by publishers only."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from partnerships.models import Agreement, City, CityName, Exchange
from sistercities.common.history import Act, ChangeSet, Revision, history_of
from tests import factories, people
from tests.admin.forms import address, errors, messages, save, shown

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def test_city_added_with_rows_is_one_change_set_by_the_person(signed_in: SignIn) -> None:
    editor = people.editor()
    row = {"other_names-TOTAL_FORMS": 1, "other_names-0-name": "Krung Thep", "other_names-0-language": "th"}
    response = save(signed_in(editor), City, name_en="Bangkok", name_zh_hans="曼谷", country="TH", **row)
    assert response.status_code == 302
    city = City.objects.get()
    assert [name.name for name in city.other_names.all()] == ["Krung Thep"]
    assert (city.slug, city.state_en, city.created_by, city.version) == ("bangkok", "draft", editor, 1)
    assert [(change.act, change.author) for change in ChangeSet.objects.all()] == [(Act.ADD, editor.username)]
    assert Revision.objects.get().after["rows"]["other_names"][0]["fields"]["name"] == "Krung Thep"


def test_agreement_changed_in_text_tie_and_row_is_one_change_set(signed_in: SignIn) -> None:
    agreement = factories.agreement()
    editor = people.editor()
    client = signed_in(editor)
    signatory = {
        "people-TOTAL_FORMS": 1,
        "people-0-role": "signatory",
        "people-0-side": "home",
        "people-0-name_en": "A",
    }
    changes = {"title_en": "Another title", "fields": [factories.field("culture").pk], **signatory}
    assert save(client, agreement, **changes).status_code == 302
    revision = history_of(agreement).get()
    assert revision.change_set.act == Act.EDIT
    assert revision.before["fields"]["title_en"] != revision.after["fields"]["title_en"] == "Another title"
    assert revision.after["ties"]["fields"] == [factories.field("culture").pk]
    assert [row["fields"]["name_en"] for row in revision.after["rows"]["people"]] == ["A"]
    agreement.refresh_from_db()
    assert (agreement.version, agreement.changed_by) == (2, editor)


def test_form_saved_untouched_leaves_no_trace(signed_in: SignIn) -> None:
    exchange = factories.exchange(cities=[factories.city()])
    assert save(signed_in(people.editor()), exchange).status_code == 302
    assert [(r.before, r.after) for r in Revision.objects.all()] == []
    exchange.refresh_from_db()
    assert exchange.version == 1


def test_text_emptied_in_the_active_language_is_emptied(signed_in: SignIn) -> None:
    exchange = factories.exchange(outcome_en="To be removed", outcome_zh_hans="留下")
    save(signed_in(people.editor()), exchange, outcome_en="")
    exchange.refresh_from_db()
    assert (exchange.outcome_en or "", exchange.outcome_zh_hans) == ("", "留下")


def test_second_of_two_editors_is_told_and_nothing_of_his_is_saved(signed_in: SignIn) -> None:
    city = factories.city(name_en="Bangkok")
    first, second = people.editor(), people.editor()
    client = signed_in(second)
    opened = shown(client.get(address(city, "change")))
    save(signed_in(first), city, internal_remarks="the first was here")
    response = client.post(address(city, "change"), opened | {"internal_remarks": "the second"})
    assert first.username in errors(response)[0]
    assert "Nothing of yours has been saved" in errors(response)[0]
    city.refresh_from_db()
    assert city.internal_remarks == "the first was here"


def test_second_editor_of_rows_only_is_told_too(signed_in: SignIn) -> None:
    city = factories.city()
    client = signed_in(people.editor())
    opened = shown(client.get(address(city, "change")))
    row = {"other_names-TOTAL_FORMS": 1, "other_names-0-name": "Krung Thep"}
    save(signed_in(people.editor()), city, **row)
    assert errors(client.post(address(city, "change"), opened | {"internal_remarks": "x"}))


def test_second_editor_of_a_source_is_told_although_sources_count_no_versions(signed_in: SignIn) -> None:
    source = factories.source(is_public=False)
    client = signed_in(people.editor())
    opened = shown(client.get(address(source, "change")))
    save(signed_in(people.editor()), source, publisher="The first")
    assert errors(client.post(address(source, "change"), opened | {"publisher": "The second"}))
    source.refresh_from_db()
    assert source.publisher == "The first"


def test_live_record_is_shown_but_not_changed_without_the_right_to_publish(signed_in: SignIn) -> None:
    city = factories.city(published="en", name_en="Bangkok")
    client = signed_in(people.editor())
    page = client.get(address(city, "change")).content.decode()
    assert "Only somebody with the right to publish may change it" in page
    assert 'name="_save"' not in page
    assert 'name="other_names-TOTAL_FORMS"' not in page or 'name="other_names-0-name"' not in page
    assert client.post(address(city, "change"), {"name_en": "Changed"}).status_code == 403
    assert save(signed_in(people.publisher()), city, name_en="Krung Thep").status_code == 302
    city.refresh_from_db()
    assert city.name_en == "Krung Thep"


def test_deletion_is_a_change_set_and_takes_the_rows_along(signed_in: SignIn) -> None:
    city = factories.city(name_en="Bangkok")
    CityName.objects.create(city=city, name="Krung Thep")
    client = signed_in(people.administrator())
    assert client.post(address(city, "delete"), {"post": "yes"}).status_code == 302
    assert not City.objects.exists()
    revision = Revision.objects.get()
    assert (revision.change_set.act, revision.label, revision.after) == (Act.DELETE, "Bangkok", None)
    assert revision.before["rows"]["other_names"][0]["fields"]["name"] == "Krung Thep"


def test_deletion_of_several_is_one_change_set(signed_in: SignIn) -> None:
    cities = [factories.city(), factories.city()]
    chosen = {"action": "delete_selected", "_selected_action": [city.pk for city in cities], "post": "yes"}
    signed_in(people.administrator()).post(address(City, "changelist"), chosen)
    assert not City.objects.exists()
    assert [change.revisions.count() for change in ChangeSet.objects.all()] == [2]


def test_deletion_of_what_others_point_to_shows_them_and_deletes_nothing(signed_in: SignIn) -> None:
    agreement = factories.agreement(title_en="The document of 2011")
    client = signed_in(people.administrator())
    partnership = agreement.partnership
    chosen = {"action": "delete_selected", "_selected_action": [partnership.pk], "post": "yes"}
    for response in (
        client.post(address(type(partnership), "changelist"), chosen),
        client.post(address(partnership, "delete"), {"post": "yes"}),
    ):
        assert response.status_code == 200
        assert "The document of 2011" in response.content.decode()
    assert Agreement.objects.exists()


def test_deletion_of_a_city_that_an_exchange_names_is_refused(signed_in: SignIn) -> None:
    city = factories.city()
    factories.exchange(title_en="The visit of 2018", cities=[city])
    response = signed_in(people.administrator()).post(address(city, "delete"), {"post": "yes"})
    assert "The visit of 2018" in response.content.decode()
    assert City.objects.filter(pk=city.pk).exists()


def test_slug_that_is_emptied_stays(signed_in: SignIn) -> None:
    client = signed_in(people.editor())
    save(client, City, name_en="Bangkok", country="TH", slug="krung-thep")
    city = City.objects.get()
    assert city.slug == "krung-thep"
    save(client, city, slug="", name_en="Krung Thep")
    city.refresh_from_db()
    assert (city.slug, city.name_en) == ("krung-thep", "Krung Thep")


def test_message_after_saving_names_the_record(signed_in: SignIn) -> None:
    client = signed_in(people.editor())
    save(client, Exchange, home_city=factories.home_city().pk, title_en="A visit", kind="visit", starts_on="March 2026")
    assert "A visit" in messages(client)[0]
    assert Exchange.objects.get().starts_on.text == "2026-03"


def test_rich_text_is_read_as_text_by_whoever_may_not_change_it(signed_in: SignIn) -> None:
    story = factories.story(published=True, body_en="<p>Two <strong>rivers</strong><script>x()</script></p>")
    page = signed_in(people.editor()).get(address(story, "change")).content.decode()
    assert "<p>Two <strong>rivers</strong></p>" in page
    assert "x()" not in page
