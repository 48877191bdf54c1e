"""The walk that looks for what is hidden must find it where it is told."""

import random
from typing import Any

import pytest
from django.test import override_settings

from bench.leak_data import Secrets, fill_site, hide_some
from bench.leak_guesses import guesses
from bench.leak_rules import Rules
from bench.leak_twin import make_twin
from bench.leak_visitor import Visitor
from partnerships.models import City
from sistercities.common.languages import CONTENT_LANGUAGES
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def walked() -> Any:
    random.seed(1)
    secrets = Secrets()
    fill_site(2)
    hide_some(secrets)
    visitor = Visitor("en", secrets)
    with override_settings(API_REQUESTS_PER_MINUTE=0):
        visitor.walk(random.sample(guesses(secrets, "en"), 15), 50)
        yield visitor


def test_nothing_is_told_of_what_is_hidden(walked: Visitor) -> None:
    make_twin(walked.secrets)
    walked.compare_twin()

    assert walked.wrong == []
    assert len(walked.remembered) > 40


def test_hidden_word_and_count_that_changes_are_found(walked: Visitor) -> None:
    word = next(iter(walked.secrets.words["en"] & walked.secrets.words["zh-hans"]))
    home = City.objects.filter(is_home=True)
    home.update(profile_en=word)
    walked.ask("/en/cities/chongqing/")
    home.update(profile_en="")
    factories.exchange(home_city=home.get(), starts_on="2001", state_en="published")
    walked.compare_twin()

    assert walked.wrong[0] == f"{word} in GET /en/cities/chongqing/ "
    assert any(line.startswith("/en/exchanges/ tells of what is hidden") for line in walked.wrong)


def test_rules_follow_what_a_record_hangs_on() -> None:
    tie = factories.partnership(published=True, partner_city=factories.city(published="zh-hans"))
    agreement = factories.agreement(published=True, partnership=tie)

    assert Rules().languages(agreement) == ["zh-hans"]
    assert [code for code in CONTENT_LANGUAGES if Rules().shows(agreement.partnership, code)] == ["zh-hans"]
