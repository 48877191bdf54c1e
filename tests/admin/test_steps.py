"""Sending to review, publishing, sending back and withdrawing, from the list and from the form."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from partnerships.models import City, Source
from sistercities.common.history import Act, ChangeSet
from tests import factories, people
from tests.admin.forms import address, messages

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def act(client: Client, action: str, *records: City | Source) -> None:
    chosen = {"action": action, "_selected_action": [record.pk for record in records]}
    client.post(address(type(records[0]), "changelist"), chosen)


def offered(client: Client, model: type) -> set[str]:
    groups = client.get(address(model, "changelist")).context["action_form"].fields["action"].choices
    return {name for name, _words in groups if name}


def test_list_offers_each_person_the_steps_of_his_rights_only(signed_in: SignIn) -> None:
    factories.city()
    review = {"send_to_review_in_en_in_zh_hans", "send_to_review_in_en", "send_to_review_in_zh_hans"}
    of_publishers = {
        name + ending
        for name in ("publish", "send_back", "withdraw")
        for ending in ("_in_en_in_zh_hans", "_in_en", "_in_zh_hans")
    }
    assert offered(signed_in(people.editor()), City) == review
    assert offered(signed_in(people.publisher()), City) == review | of_publishers
    assert not signed_in(people.viewer()).get(address(City, "changelist")).context["action_form"]


def test_publishing_from_the_list_publishes_what_is_ready_and_says_what_is_not(signed_in: SignIn) -> None:
    ready, half = factories.city(name="Bangkok"), factories.city(name_en="Zürich")
    publisher = people.publisher()
    client = signed_in(publisher)
    act(client, "publish_in_en_in_zh_hans", ready, half)
    ready.refresh_from_db()
    half.refresh_from_db()
    assert (ready.state_en, ready.state_zh_hans) == ("published", "published")
    assert (half.state_en, half.state_zh_hans) == ("published", "draft")
    told = messages(client)
    assert told[0] == "Published: 2 records."
    assert "Chinese: " in told[1]
    assert "Zürich" in told[1]
    assert "is empty" in told[1]
    assert [(change.act, change.author) for change in ChangeSet.objects.all()] == [(Act.PUBLISH, publisher.username)]


def test_action_posted_without_its_right_changes_nothing(signed_in: SignIn) -> None:
    city = factories.city()
    act(signed_in(people.editor()), "publish_in_en", city)
    city.refresh_from_db()
    assert city.state_en == "draft"


@pytest.mark.parametrize(
    ("start", "step", "end"),
    [
        ("draft", "send_to_review", "in_review"),
        ("in_review", "send_back", "draft"),
        ("in_review", "publish", "published"),
        ("published", "withdraw", "withdrawn"),
    ],
)
def test_button_on_the_form_takes_the_step_in_one_language(signed_in: SignIn, start: str, step: str, end: str) -> None:
    city = factories.city(state_zh_hans=start)
    client = signed_in(people.publisher())
    assert f'value="{step}:zh-hans"' in client.get(address(city, "change")).content.decode()
    assert client.post(address(city, "step"), {"step": f"{step}:zh-hans"}).status_code == 302
    city.refresh_from_db()
    assert (city.state_en, city.state_zh_hans) == ("draft", end)


def test_form_offers_no_button_that_would_be_refused(signed_in: SignIn) -> None:
    page = signed_in(people.editor()).get(address(factories.city(), "change")).content.decode()
    assert 'value="send_to_review:en"' in page
    assert 'value="publish:en"' not in page
    assert 'value="withdraw:en"' not in page


@pytest.mark.parametrize("step", ["publish:en", "publish:fr", "nonsense", "", "publish"])
def test_step_posted_without_right_or_sense_is_refused(signed_in: SignIn, step: str) -> None:
    city = factories.city()
    assert signed_in(people.editor()).post(address(city, "step"), {"step": step}).status_code == 403
    city.refresh_from_db()
    assert city.state_en == "draft"


def test_step_by_a_mere_link_is_refused(signed_in: SignIn) -> None:
    city = factories.city()
    assert signed_in(people.publisher()).get(address(city, "step"), {"step": "publish:en"}).status_code == 405


def test_panel_says_that_a_published_record_of_a_hidden_city_is_not_seen(signed_in: SignIn) -> None:
    agreement = factories.agreement(published=True)
    City.objects.filter(pk=agreement.partnership.partner_city_id).update(state_en="draft")
    panels = signed_in(people.publisher()).get(address(agreement, "change")).context["panels"]
    assert [panel.notes[0].startswith("Visitors see it") for panel in panels] == [False, True]


def test_sources_are_shown_and_hidden_by_publishers_in_history(signed_in: SignIn) -> None:
    source = factories.source(is_public=False)
    client = signed_in(people.publisher())
    act(client, "show_to_visitors", source)
    source.refresh_from_db()
    assert source.is_public
    act(client, "hide_from_visitors", source)
    source.refresh_from_db()
    assert not source.is_public
    assert [change.act for change in ChangeSet.objects.order_by("made_at")] == [Act.PUBLISH, Act.WITHDRAW]


def test_editor_can_neither_show_a_source_nor_change_a_shown_one(signed_in: SignIn) -> None:
    hidden, shown = factories.source(is_public=False), factories.source(is_public=True)
    client = signed_in(people.editor())
    assert 'name="is_public"' not in client.get(address(hidden, "change")).content.decode()
    assert client.post(address(shown, "change"), {"title": "Changed"}).status_code == 403
    act(client, "show_to_visitors", hidden)
    hidden.refresh_from_db()
    assert not hidden.is_public
