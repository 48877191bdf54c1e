"""Whatever is sent in place of a record's key, nobody meets an error page."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, User
from django.db import models
from django.test import Client

from media.models import MediaItem
from partnerships.models import Exchange, Field, Source
from tests import factories, people
from tests.admin.forms import address, errors, save

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
STRANGE = {"word": "abc", "too large": str(10**30), "nul": "\0"}
MODELS: list[type[models.Model]] = [Exchange, Source, Field, MediaItem, User, Group]


@pytest.mark.parametrize("sent", STRANGE.values(), ids=STRANGE)
def test_chosen_row_that_is_none_is_refused_by_every_list(signed_in: SignIn, sent: str) -> None:
    client = signed_in(people.superuser())
    for model in MODELS:
        chosen = {"action": "delete_selected", "_selected_action": [sent]}
        assert client.post(address(model, "changelist"), chosen).status_code == 400, model


@pytest.mark.parametrize("sent", STRANGE.values(), ids=STRANGE)
def test_choice_of_a_form_that_is_none_is_answered_with_a_sentence(signed_in: SignIn, sent: str) -> None:
    exchange = factories.exchange()
    client = signed_in(people.editor())
    for choice in ({"cities": [sent]}, {"fields": [sent]}, {"partnership": sent}, {"home_city": sent}):
        assert errors(save(client, exchange, **choice)), choice


@pytest.mark.parametrize("sent", STRANGE.values(), ids=STRANGE)
def test_role_that_is_none_is_answered_with_a_sentence(signed_in: SignIn, sent: str) -> None:
    assert errors(save(signed_in(people.administrator()), people.viewer(), groups=[sent]))
