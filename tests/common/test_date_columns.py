"""Partial dates in the database: order, years, unknown dates and unique constraints."""

from typing import Any

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet
from pytest_django import DjangoAssertNumQueries

from partnerships.models import Honour, Partnership
from sistercities.common.date_fields import year_range, years_between
from sistercities.common.dates import PartialDate
from tests import factories

pytestmark = pytest.mark.django_db

TEXTS = ["2012-01", "2011-12-31~", "", "2011", "2010-12-31", "2011-01", "9999"]


@pytest.fixture
def honours() -> QuerySet[Honour]:
    for text in TEXTS:
        factories.honour(given_on=text)
    return Honour.objects.order_by("given_on_sort")


def texts(found: QuerySet[Honour]) -> list[str]:
    return [honour.given_on.text for honour in found]


def test_rows_are_sorted_by_time_the_vague_date_first_and_the_unknown_before_all(
    honours: QuerySet[Honour],
) -> None:
    assert texts(honours) == ["", "2010-12-31", "2011", "2011-01", "2011-12-31~", "2012-01", "9999"]


def test_year_finds_its_rows_at_every_precision(honours: QuerySet[Honour]) -> None:
    assert texts(honours.filter(year_range("given_on", 2011))) == ["2011", "2011-01", "2011-12-31~"]
    assert texts(honours.filter(year_range("given_on", 9999))) == ["9999"]
    assert texts(honours.filter(years_between("given_on", 2010, 2011))) == [
        *("2010-12-31", "2011", "2011-01", "2011-12-31~")
    ]


def test_year_is_answered_by_a_range_and_not_by_a_pattern() -> None:
    sql = str(Honour.objects.filter(year_range("given_on", 2011)).query)
    assert "LIKE" not in sql
    assert '"given_on_sort" >= 2011' in sql
    assert '"given_on_sort" < 2011:' in sql


def test_rows_are_found_by_text_and_by_date(honours: QuerySet[Honour]) -> None:
    assert texts(honours.filter(given_on="2011")) == ["2011"]
    assert texts(honours.filter(given_on=PartialDate("2011-12-31~"))) == ["2011-12-31~"]
    assert texts(honours.filter(given_on__in=["2011", PartialDate("9999")])) == ["2011", "9999"]
    assert texts(honours.filter(given_on_sort__lte=PartialDate("2011~"))) == ["", "2010-12-31", "2011"]


def test_unknown_date_is_found_as_such_and_is_never_null(honours: QuerySet[Honour]) -> None:
    assert texts(honours.filter(given_on=PartialDate())) == [""]
    assert texts(honours.filter(given_on__isnull=True)) == []


def test_values_and_the_latest_date_are_partial_dates(honours: QuerySet[Honour]) -> None:
    assert list(honours.values_list("given_on", flat=True))[2] == PartialDate("2011")
    assert honours.aggregate(latest=Max("given_on"))["latest"] == PartialDate("9999")


def test_date_over_a_missing_relation_is_unknown() -> None:
    factories.honour(given_on="2011")
    assert list(Honour.objects.values_list("partnership__since", flat=True)) == [PartialDate()]


def test_saved_date_comes_back_with_its_sort_text() -> None:
    honour = factories.honour(given_on="2011-09~")
    honour.given_on = "1998~"
    honour.save()
    stored = Honour.objects.values_list("given_on", "given_on_sort").get()
    assert stored == (PartialDate("1998~"), "1998")


def test_deferred_date_is_loaded_when_asked_for(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    factories.honour(given_on="2011-09~")
    with django_assert_num_queries(1):
        assert Honour.objects.only("given_on_sort").get().given_on_sort == "2011-09"
    assert Honour.objects.defer("given_on").get().given_on == PartialDate("2011-09~")


def test_rows_written_in_bulk_have_their_sort_text() -> None:
    honours = [factories.honour(given_on="2011") for _ in range(2)]
    for honour in honours:
        honour.given_on = "2012-05~"
    Honour.objects.bulk_update(honours, ["given_on"])
    assert set(Honour.objects.values_list("given_on_sort", flat=True)) == {"2012-05"}


def test_two_records_with_unknown_date_meet_the_unique_constraint() -> None:
    first = factories.agreement(signed_on="")
    same: dict[str, Any] = {"partnership": first.partnership, "kind": first.kind, "wording": first.wording}
    with pytest.raises(ValidationError, match="recorded already"):
        factories.agreement(signed_on="", **same)
    twin = type(first)(title_en="Twin", slug="twin", **same)
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_dates_of_different_precision_are_different_to_the_constraint() -> None:
    first = factories.agreement(signed_on="2011")
    factories.agreement(partnership=first.partnership, kind=first.kind, signed_on="2011~")
    factories.agreement(partnership=first.partnership, kind=first.kind, signed_on="2011-09")
    assert first.partnership.agreements.count() == 3


def test_serialised_record_is_restored_with_its_date() -> None:
    tie = factories.partnership(since="1998~")
    written = serializers.serialize("json", [tie])
    Partnership.objects.update(since="2000")
    for restored in serializers.deserialize("json", written):
        restored.save()
    assert Partnership.objects.get().since == PartialDate("1998~")
