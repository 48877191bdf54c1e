"""Publishing acts: rights, preconditions, one change set."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from partnerships.models import City
from sistercities.common.history import Act, ChangeSet, history_of
from sistercities.common.publishing import State
from sistercities.common.publishing_actions import take_step
from tests import factories, people

pytestmark = pytest.mark.django_db

BOTH = ("en", "zh-hans")


def test_publisher_publishes_each_language_by_itself() -> None:
    city = factories.city(name_en="Bangkok", name_zh_hans="曼谷")
    outcome = take_step(Act.PUBLISH, [city], ["zh-hans"], people.publisher())
    assert (outcome.changed, outcome.refused) == ([city], [])
    city.refresh_from_db()
    assert (city.state_en, city.state_zh_hans) == (State.DRAFT, State.PUBLISHED)
    assert city.published_at_en is None
    assert city.published_at_zh_hans is not None
    assert history_of(city).get().change_set.act == Act.PUBLISH


def test_editor_sends_to_review_and_may_not_publish() -> None:
    city, editor = factories.city(), people.editor()
    take_step(Act.SEND_TO_REVIEW, [city], BOTH, editor)
    with pytest.raises(PermissionDenied):
        take_step(Act.PUBLISH, [city], BOTH, editor)
    city.refresh_from_db()
    assert (city.state_en, city.state_zh_hans) == (State.IN_REVIEW, State.IN_REVIEW)
    assert ChangeSet.objects.count() == 1


@pytest.mark.parametrize("act", [Act.SEND_TO_REVIEW, Act.SEND_BACK, Act.PUBLISH, Act.WITHDRAW])
@pytest.mark.parametrize("who", [people.viewer, people.person, people.former_publisher])
def test_person_without_the_right_moves_nothing(act: Act, who: Callable[[], User]) -> None:
    city = factories.city(state_en=State.IN_REVIEW)
    with pytest.raises(PermissionDenied):
        take_step(act, [city], ["en"], who())
    city.refresh_from_db()
    assert city.state_en == State.IN_REVIEW


def test_language_without_the_required_text_is_refused_with_a_sentence() -> None:
    city = factories.city(name_en="Bangkok", name_zh_hans="")
    outcome = take_step(Act.PUBLISH, [city], BOTH, people.publisher())
    assert outcome.changed == [city]
    [(refused, sentence)] = outcome.refused
    assert refused == city
    assert str(sentence) == "Chinese: “name” is empty in this language. Fill it in first."
    city.refresh_from_db()
    assert (city.state_en, city.state_zh_hans) == (State.PUBLISHED, State.DRAFT)


@pytest.mark.parametrize(
    ("act", "state"),
    [
        (Act.SEND_TO_REVIEW, State.PUBLISHED),
        (Act.SEND_BACK, State.DRAFT),
        (Act.PUBLISH, State.PUBLISHED),
        (Act.WITHDRAW, State.DRAFT),
    ],
)
def test_step_from_the_wrong_state_is_refused_and_leaves_no_history(act: Act, state: State) -> None:
    city = factories.city(state_en=state)
    outcome = take_step(act, [city], ["en"], people.superuser())
    assert [record for record, _sentence in outcome.refused] == [city]
    assert ChangeSet.objects.count() == 0


def test_first_moment_of_publication_is_kept_through_withdrawal() -> None:
    city, publisher = factories.city(), people.publisher()
    take_step(Act.PUBLISH, [city], ["en"], publisher)
    first = City.objects.get().published_at_en
    take_step(Act.WITHDRAW, [city], ["en"], publisher)
    assert not City.objects.published("en").exists()
    take_step(Act.PUBLISH, [city], ["en"], publisher)
    assert City.objects.published("en").get().published_at_en == first


def test_photo_needs_text_credit_and_licence_in_the_language_being_published() -> None:
    photo = factories.photo(alt_zh_hans="", alt_en="A bridge", credit_en="", credit_zh_hans="某处", licence="")
    outcome = take_step(Act.PUBLISH, [photo], BOTH, people.publisher())
    assert outcome.changed == []
    assert len(outcome.refused) == 4


def test_stale_copy_does_not_undo_what_others_have_written() -> None:
    city = factories.city(name_en="Before")
    City.objects.filter(pk=city.pk).update(name_en="After")
    take_step(Act.PUBLISH, [city], ["en"], people.publisher())
    assert City.objects.get().name_en == "After"
