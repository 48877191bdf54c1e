"""The history of a record for staff, and the way back."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from sistercities.common.history import Act, history_of
from sistercities.common.publishing_actions import take_step
from tests import factories, people
from tests.admin.forms import address, messages, save

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def told(client: Client, record: object) -> list[list[tuple[str, str, str]]]:
    revisions = client.get(address(record, "history")).context["revisions"]
    return [[(one.label, one.old, one.new) for one in revision["differences"]] for revision in revisions]


def take_back(client: Client, record: object, number: int = 0) -> int:
    response = client.get(address(record, "history"))
    told = response.context["revisions"][number]
    url = told["take_back"] or f"{address(record, 'history')}{told['revision'].pk}/take-back/"
    return client.post(url, {"seen_version": response.context["newest_version"]}).status_code


def test_history_tells_each_change_in_words(signed_in: SignIn) -> None:
    exchange = factories.exchange(title="Visit", starts_on="2018-05")
    city = factories.city(name="Bangkok")
    client = signed_in(people.editor())
    save(client, exchange, title_zh_hans="访问", starts_on="2018-05-03", kind="forum", cities=[city.pk])
    assert told(client, exchange) == [
        [
            ("Title (Chinese)", "Visit", "访问"),
            ("Kind", "Delegation visit", "Forum or conference"),
            ("Begins on", "May 2018", "3 May 2018"),
            ("Cities taking part", "", "Bangkok"),
        ]
    ]


def test_history_tells_rows_by_their_place(signed_in: SignIn) -> None:
    city = factories.city()
    client = signed_in(people.editor())
    save(client, city, **{"other_names-TOTAL_FORMS": 1, "other_names-0-name": "Krung Thep"})
    assert told(client, city) == [[("Other name 1 · Name", "", "Krung Thep")]]


def test_record_is_taken_back_as_a_change_of_its_own(signed_in: SignIn) -> None:
    exchange = factories.exchange(title="Visit")
    editor = people.editor()
    client = signed_in(editor)
    save(client, exchange, title_en="Forum")
    assert take_back(client, exchange) == 302
    exchange.refresh_from_db()
    assert exchange.title_en == "Visit"
    newest = history_of(exchange).first()
    assert (newest.change_set.act, newest.change_set.author) == (Act.REVERT, editor.username)


def test_record_changed_meanwhile_is_not_taken_back(signed_in: SignIn) -> None:
    exchange = factories.exchange(title="Visit")
    client = signed_in(people.editor())
    save(client, exchange, title_en="Forum")
    url = client.get(address(exchange, "history")).context["revisions"][0]["take_back"]
    save(signed_in(people.editor()), exchange, internal_remarks="new")
    client.post(url, {"seen_version": 2})
    exchange.refresh_from_db()
    assert exchange.title_en == "Forum"
    assert "changed meanwhile" in messages(client)[0]


def test_editor_cannot_publish_by_taking_a_withdrawal_back(signed_in: SignIn) -> None:
    city = factories.city(published=True)
    take_step(Act.WITHDRAW, [city], ["en", "zh-hans"], None)
    assert take_back(signed_in(people.editor()), city) == 403
    city.refresh_from_db()
    assert city.state_en == "withdrawn"
    assert take_back(signed_in(people.publisher()), city) == 302
    city.refresh_from_db()
    assert city.state_en == "published"


def test_editor_cannot_show_a_source_by_taking_its_hiding_back(signed_in: SignIn) -> None:
    source = factories.source(is_public=True)
    chosen = {"action": "hide_from_visitors", "_selected_action": source.pk}
    signed_in(people.publisher()).post(address(type(source), "changelist"), chosen)
    assert take_back(signed_in(people.editor()), source) == 403
    source.refresh_from_db()
    assert not source.is_public
    assert take_back(signed_in(people.publisher()), source) == 302
    source.refresh_from_db()
    assert source.is_public


def test_viewer_sees_history_and_takes_nothing_back(signed_in: SignIn) -> None:
    exchange = factories.exchange(title="Visit")
    save(signed_in(people.editor()), exchange, title_en="Forum")
    client = signed_in(people.viewer())
    assert told(client, exchange) == [[("Title (English)", "Visit", "Forum")]]
    assert take_back(client, exchange) == 403


def test_adding_is_not_taken_back_from_the_history_page(signed_in: SignIn) -> None:
    client = signed_in(people.administrator())
    save(client, type(factories.city()), name_en="Bangkok", country="TH")
    city = type(factories.city()).objects.get(name_en="Bangkok")
    assert client.get(address(city, "history")).context["revisions"][0]["take_back"] == ""
    assert take_back(client, city) == 403


@pytest.mark.django_db(transaction=True)
def test_history_that_points_to_a_deleted_record_says_so(signed_in: SignIn) -> None:
    parent, city = factories.city(name="Gone"), factories.city()
    client = signed_in(people.administrator())
    save(client, city, parent=parent.pk)
    key = parent.pk
    save(client, city, parent="")
    parent.delete()
    assert told(client, city)[0] == [("Belongs to", f"deleted record {key}", "")]
    assert take_back(client, city) == 302
    city.refresh_from_db()
    assert city.parent_id is None
    assert "something it pointed to is gone" in messages(client)[-1]


def test_number_that_becomes_unknown_is_told_although_it_was_zero(signed_in: SignIn) -> None:
    exchange = factories.exchange(persons=0)
    client = signed_in(people.editor())
    save(client, exchange, persons="")
    assert told(client, exchange) == [[("Person-visits", "0", "")]]


def test_switch_is_told_in_words(signed_in: SignIn) -> None:
    city = factories.city()
    client = signed_in(people.editor())
    save(client, city, is_home="on")
    save(client, city, is_home="on", summary_en="new")
    assert told(client, city) == [[("Summary (English)", "", "new")], [("One of our own", "no", "yes")]]


def test_history_shows_a_tangle_of_tags_as_it_was_written(signed_in: SignIn) -> None:
    city = factories.city()
    client = signed_in(people.editor())
    save(client, city, internal_remarks="<a" * 1_000)
    assert told(client, city) == [[("Internal remarks", "", "<a" * 1_000)]]
