"""What is public, across the records that hang together."""

from datetime import timedelta

import pytest
from django.utils import timezone

from media.models import MediaItem
from partnerships.models import Agreement, City, Honour, Partnership
from tests import factories

pytestmark = pytest.mark.django_db


def test_city_published_in_one_language_is_not_public_in_the_other() -> None:
    city = factories.city(published="zh-hans")
    assert list(City.objects.published("zh-hans")) == [city]
    assert list(City.objects.published("en")) == []
    assert city.is_public("zh-hans")
    assert not city.is_public("en")


def test_agreement_of_a_hidden_partner_city_is_hidden() -> None:
    agreement = factories.agreement(published=True)
    assert list(Agreement.objects.published("en")) == [agreement]
    City.objects.filter(pk=agreement.partnership.partner_city_id).update(state_en="draft")
    assert list(Agreement.objects.published("en")) == []
    assert list(Partnership.objects.published("en")) == []
    assert list(Agreement.objects.published("zh-hans")) == [agreement]


def test_honour_without_partnership_is_public_and_with_a_hidden_one_is_not() -> None:
    alone = factories.honour(published=True)
    factories.honour(published=True, partnership=factories.partnership())
    assert list(Honour.objects.published("en")) == [alone]


@pytest.mark.parametrize(("moment", "expected"), [(-1, False), (0, True), (59, True), (60, False)])
def test_scheduled_city_is_public_between_its_moments(moment: int, expected: bool) -> None:
    start = timezone.now()
    factories.city(published=True, publish_at=start, withdraw_at=start + timedelta(minutes=60))
    assert City.objects.published("en", at=start + timedelta(minutes=moment)).exists() is expected


def test_photo_is_public_through_the_last_day_of_its_permission() -> None:
    today = timezone.localdate()
    factories.photo(published=True, permission_until=today)
    assert MediaItem.objects.published("en").count() == 1
    assert MediaItem.objects.published("en", at=timezone.now() + timedelta(days=1)).count() == 0
