"""SQLite is told beforehand that “published” matches nearly everything."""

import pytest
from django.db import connection

from partnerships.models import Exchange
from sistercities.common.planner_statistics import expect_a_large_register, matches
from tests import factories

pytestmark = pytest.mark.django_db


# PostgreSQL measures by itself.
if connection.vendor == "sqlite":

    def test_exchanges_of_a_city_are_found_by_way_of_the_city() -> None:
        exchanges = Exchange.objects.published("en").filter(cities=factories.city().pk)
        first = exchanges.order_by().explain().splitlines()[0]
        assert "partnerships_exchange_cities" in first

    def test_page_of_a_list_is_read_in_the_order_of_its_index() -> None:
        plan = Exchange.objects.published("en").newest_first()[:40].explain()
        assert "exchange_list_en" in plan
        assert "TEMP B-TREE" not in plan

    def test_what_was_truly_measured_is_left_alone() -> None:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE sqlite_stat1 SET stat = '7 1' WHERE idx = 'city_country_en'")
            expect_a_large_register()
            cursor.execute("SELECT stat FROM sqlite_stat1 WHERE idx = 'city_country_en'")
            assert cursor.fetchall() == [("7 1",)]


@pytest.mark.parametrize(
    ("columns", "is_unique", "expected"),
    [(["state_en", "sort_en"], False, [8000, 1]), (["slug"], True, [1]), (["home_city_id", "slug"], True, [2000, 1])],
)
def test_matches_shrink_with_every_column(columns: list[str], is_unique: bool, expected: list[int]) -> None:
    assert matches(columns, 10_000, is_unique=is_unique) == expected
